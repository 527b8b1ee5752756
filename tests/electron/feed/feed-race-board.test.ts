import { describe, expect, it } from 'vitest';
import { makeFeedRaceBoard } from '../../../electron/feed/feed-race-board.ts';
import { parseNewPool } from '../../../electron/feed/new-pool-message.ts';
import type { FeedSink } from '../../../electron/engine/ports/pool-feed.ts';
import { address } from '../../../shared/units.ts';
import { NO_RACE } from '../../../shared/status.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { SHORT } from './pool-message-samples.ts';
import { recordingSink, statusOf } from './recording-sink.ts';

function race(rememberedPools?: number) {
  const clock = manualClock();
  const board = makeFeedRaceBoard({ clock, ...(rememberedPools === undefined ? {} : { rememberedPools }) });
  const inner = recordingSink();
  const list = (sink: FeedSink, pool: string, found?: 'backfilled') => {
    const parsed = parseNewPool(SHORT, 'any');
    if (!parsed.ok) throw new Error(parsed.error.code);
    sink.listed({ ...parsed.value, pool: address(pool) }, clock.monoUs(), clock.monoUs(), found);
  };
  const statusOfFeed = (feed: string) => inner.statuses.findLast((each) => each.feed === feed);
  return { clock, board, inner, list, statusOfFeed };
}

describe('the board of the race between feeds', () => {
  it('passes on the first announcement of a pool and counts the others as duplicates', () => {
    const { board, inner, list, statusOfFeed } = race();
    const one = board.join('one', inner);
    const two = board.join('two', inner);
    list(one, 'a');
    list(two, 'a');
    list(two, 'a');
    list(two, 'b');
    expect(inner.listings.map(({ pool }) => pool)).toEqual(['a', 'b']);
    one.status(statusOf({ feed: 'one' }));
    two.status(statusOf({ feed: 'two', received: 3 }));
    expect(statusOfFeed('one')).toMatchObject({ duplicates: 0, race: { first: 1 } });
    expect(statusOfFeed('two')).toMatchObject({ received: 3, duplicates: 2, race: { first: 1 } });
  });

  it('says by how much a feed was late, once for each pool', () => {
    const { clock, board, inner, list, statusOfFeed } = race();
    const one = board.join('one', inner);
    const two = board.join('two', inner);
    two.status(statusOf({ feed: 'two' }));
    for (const [index, lateMs] of [10, 30, 20].entries()) {
      list(one, `pool ${index}`);
      clock.advance(lateMs);
      list(two, `pool ${index}`);
      clock.advance(5);
      list(two, `pool ${index}`);
    }
    clock.advance(1000);
    expect(statusOfFeed('two')?.race).toEqual({ ...NO_RACE, lateP50Ms: 20, lateP99Ms: 30 });
  });

  it('counts a pool as missed by who did not announce it in time, and does not ask it of who joined later', () => {
    const { clock, board, inner, list, statusOfFeed } = race();
    const one = board.join('one', inner);
    const two = board.join('two', inner);
    two.status(statusOf({ feed: 'two' }));
    list(one, 'a');
    board.join('three', inner).status(statusOf({ feed: 'three' }));
    clock.advance(9000);
    expect(statusOfFeed('two')?.race.missed).toBe(0);
    clock.advance(2000);
    expect(statusOfFeed('two')?.race.missed).toBe(1);
    expect(statusOfFeed('three')?.race.missed).toBe(0);
    // Too late to be late: it stays missed.
    list(two, 'a');
    clock.advance(1000);
    expect(statusOfFeed('two')).toMatchObject({ duplicates: 1, race: { missed: 1, lateP50Ms: null } });
  });

  it('keeps what the feed counts itself, and takes a find after a gap for no race', () => {
    const { clock, board, inner, list, statusOfFeed } = race();
    const one = board.join('one', inner);
    const two = board.join('two', inner);
    list(one, 'a', 'backfilled');
    list(two, 'b');
    clock.advance(500);
    list(one, 'b', 'backfilled');
    expect(inner.found).toEqual(['backfilled', undefined]);
    one.status(statusOf({ feed: 'one', race: { ...NO_RACE, gaps: 2, backfilled: 7 } }));
    expect(statusOfFeed('one')?.race).toEqual({ ...NO_RACE, gaps: 2, backfilled: 7 });
  });

  it('tells a feed’s status when only the race changed, at most once a second', () => {
    const { clock, board, inner, list } = race();
    const one = board.join('one', inner);
    one.status(statusOf({ feed: 'one' }));
    for (let index = 0; index < 100; index += 1) list(one, `pool ${index}`);
    clock.advance(3000);
    expect(inner.statuses.map(({ race: { first } }) => first)).toEqual([0, 100]);
  });

  it('forgets the oldest pools beyond its bound and no others', () => {
    const { board, inner, list } = race(2);
    const one = board.join('one', inner);
    for (const pool of ['a', 'b', 'c', 'b', 'c', 'a']) list(one, pool);
    expect(inner.listings.map(({ pool }) => pool)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('takes each feed once, and leaves no timer', () => {
    const { clock, board, inner } = race();
    board.join('one', inner);
    expect(() => board.join('one', inner)).toThrow('joined the race before');
    board.close();
    expect(clock.timers()).toBe(0);
  });
});

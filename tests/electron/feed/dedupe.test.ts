import { describe, expect, it } from 'vitest';
import { dedupingSink, makeFeedDedupe } from '../../../electron/feed/dedupe.ts';
import { parseNewPool } from '../../../electron/feed/new-pool-message.ts';
import { address, monoUs } from '../../../shared/units.ts';
import { recordingSink, statusOf } from './recording-sink.ts';
import { SHORT } from './pool-message-samples.ts';

function listing(feed: string) {
  const parsed = parseNewPool(SHORT, feed);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
}

describe('the memory of pools seen', () => {
  it('knows a pool at its second sight', () => {
    const dedupe = makeFeedDedupe();
    expect(dedupe.firstSight(address('a'))).toBe(true);
    expect(dedupe.firstSight(address('a'))).toBe(false);
    expect(dedupe.firstSight(address('b'))).toBe(true);
  });

  it('forgets the oldest beyond its capacity and no other', () => {
    const dedupe = makeFeedDedupe(2);
    for (const pool of ['a', 'b', 'c']) dedupe.firstSight(address(pool));
    expect(dedupe.firstSight(address('c'))).toBe(false);
    expect(dedupe.firstSight(address('b'))).toBe(false);
    expect(dedupe.firstSight(address('a'))).toBe(true);
  });
});

describe('a sink behind the dedupe', () => {
  it('passes on the first of two feeds and counts the other feed’s as a duplicate', () => {
    const dedupe = makeFeedDedupe();
    const inner = recordingSink();
    const one = dedupingSink(inner, dedupe);
    const two = dedupingSink(inner, dedupe);
    one.listed(listing('one'), monoUs(1), monoUs(2));
    two.listed(listing('two'), monoUs(3), monoUs(4));
    two.listed(listing('two'), monoUs(5), monoUs(6));
    expect(inner.listings.map(({ feed }) => feed)).toEqual(['one']);
    one.status(statusOf({ feed: 'one' }));
    two.status(statusOf({ feed: 'two', received: 2 }));
    expect(inner.statuses.map(({ duplicates }) => duplicates)).toEqual([0, 2]);
    expect(inner.statuses[1]).toEqual(statusOf({ feed: 'two', received: 2, duplicates: 2 }));
  });
});

import { describe, expect, it } from 'vitest';
import { makeSupervisedFeed } from '../../../electron/feed/supervised-feed.ts';
import { millis } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { recordingSink } from './recording-sink.ts';

function feedOfNothing() {
  const clock = manualClock();
  let closed = 0;
  let stopped = 0;
  const feed = makeSupervisedFeed(
    {
      id: 'main',
      label: 'Main',
      url: 'ws://127.0.0.1:1',
      reconnectDelayMs: millis(5000),
      connectTimeoutMs: millis(10_000),
      clock,
      random: () => 0.5,
    },
    { silentAfterMs: millis(60_000), renewAfterMs: millis(300_000) },
    () => ({
      open: () => ({ ping: () => false, close: () => (closed += 1) }),
      stop: () => (stopped += 1),
    }),
  );
  return { clock, feed, closed: () => closed, stopped: () => stopped };
}

describe('a feed over one connection', () => {
  it('is started once', () => {
    const { feed } = feedOfNothing();
    feed.start(recordingSink());
    expect(() => feed.start(recordingSink())).toThrow('feed main was started before');
  });

  it('can be stopped before it was started, and twice', async () => {
    const { clock, feed, closed, stopped } = feedOfNothing();
    await feed.stop();
    const sink = recordingSink();
    feed.start(sink);
    await feed.stop();
    await feed.stop();
    expect([closed(), stopped()]).toEqual([1, 1]);
    expect(clock.timers()).toBe(0);
    expect(sink.statuses.map(({ state }) => state)).toEqual(['connecting', 'stopped']);
  });
});

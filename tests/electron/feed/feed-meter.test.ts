import { describe, expect, it } from 'vitest';
import { makeFeedMeter } from '../../../electron/feed/feed-meter.ts';
import { malformed } from '../../../electron/feed/malformed-reasons.ts';
import { millis } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { recordingSink, statusOf } from './recording-sink.ts';

function meterAtWork() {
  const clock = manualClock();
  const sink = recordingSink();
  return { clock, sink, meter: makeFeedMeter({ id: 'main', label: 'Main' }, clock, sink) };
}

describe('what a feed tells of itself', () => {
  it('is told at once when the state changes, and only then', () => {
    const { sink, meter } = meterAtWork();
    meter.state('connecting', null);
    meter.state('connecting', 'second attempt');
    meter.state('live', null);
    meter.state('live', null);
    expect(sink.statuses.map(({ state }) => state)).toEqual(['connecting', 'live']);
  });

  it('is told once a second however much is counted, and not when nothing changed', () => {
    const { clock, sink, meter } = meterAtWork();
    for (let index = 0; index < 500; index += 1) meter.received();
    expect(sink.statuses).toEqual([]);
    clock.advance(3000);
    expect(sink.statuses).toHaveLength(1);
    meter.malformed(malformed('unknown-key'));
    clock.advance(3000);
    expect(sink.statuses.map(({ received }) => received)).toEqual([500, 501]);
  });

  it('counts malformed messages among the received, and says when the last good one came', () => {
    const { clock, sink, meter } = meterAtWork();
    meter.received();
    meter.malformed(malformed('bad-text'));
    meter.dropped();
    meter.latency(millis(12.5));
    meter.state('lost', 'gone');
    expect(sink.last()).toEqual(
      statusOf({
        state: 'lost',
        note: 'gone',
        received: 2,
        malformed: 1,
        malformedBy: { 'bad-text': 1 },
        drops: 1,
        latencyMs: millis(12.5),
        lastEventAtMs: clock.nowMs(),
      }),
    );
  });

  it('is silent once closed and leaves no timer', () => {
    const { clock, sink, meter } = meterAtWork();
    meter.received();
    meter.close();
    meter.state('live', null);
    clock.advance(5000);
    expect(sink.statuses).toEqual([]);
    expect(clock.timers()).toBe(0);
  });

  it('counts gaps, and the pools that were found in them', () => {
    const { clock, sink, meter } = meterAtWork();
    meter.gap();
    meter.backfilled(0);
    meter.backfilled(2);
    clock.advance(1000);
    expect(sink.last()?.race).toMatchObject({ gaps: 1, backfilled: 2, first: 0, missed: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import { paceLane } from '../../../electron/executor/paced-lane.ts';
import { err, ok } from '../../../shared/result.ts';
import { millis } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { scriptedLane } from './executor-rig.ts';

const never = new AbortController().signal;

function rig() {
  const clock = manualClock();
  const inner = scriptedLane('paced');
  const lane = paceLane(inner.lane, millis(1_000), clock);
  return { clock, lane, bytes: () => inner.sent.map((each) => each.bytes), answer: inner.answer };
}

describe('a paced lane', () => {
  it('sends the first at once, before it returns', async () => {
    const { lane, bytes } = rig();
    const sending = lane.send('A', never);
    expect(bytes()).toEqual(['A']);
    expect([lane.name, await sending]).toEqual(['paced', ok(null)]);
  });

  it('sends the next ones in order, one in each period, and gives the lane’s own answers', async () => {
    const { lane, bytes, clock, answer } = rig();
    void lane.send('A', never);
    clock.advance(400);
    const second = lane.send('B', never);
    const third = lane.send('C', never);
    clock.advance(599);
    expect(bytes()).toEqual(['A']);
    clock.advance(1);
    expect(bytes()).toEqual(['A', 'B']);
    answer(err('busy'));
    clock.advance(999);
    expect(bytes()).toEqual(['A', 'B']);
    clock.advance(1);
    expect(bytes()).toEqual(['A', 'B', 'C']);
    expect([await second, await third]).toEqual([ok(null), err('busy')]);
    clock.advance(1_000);
    void lane.send('D', never);
    expect(bytes()).toEqual(['A', 'B', 'C', 'D']);
  });

  it('takes back what waits when its signal aborts, so that nothing goes out after a stop', async () => {
    const { lane, bytes, clock } = rig();
    const stop = new AbortController();
    void lane.send('A', never);
    const stopped = lane.send('B', stop.signal);
    const kept = lane.send('C', never);
    stop.abort();
    expect(await stopped).toEqual(err('taken back before its turn'));
    clock.advance(1_000);
    expect(await kept).toEqual(ok(null));
    expect(bytes()).toEqual(['A', 'C']);
    expect(await lane.send('D', stop.signal)).toEqual(err('taken back before its turn'));
    clock.advance(5_000);
    expect([bytes(), clock.timers()]).toEqual([['A', 'C'], 0]);
  });

  it('does not queue the same bytes twice, nor more than sixteen', async () => {
    const { lane, bytes, clock } = rig();
    void lane.send('A', never);
    void lane.send('B', never);
    expect(await lane.send('B', never)).toEqual(err('already waits its turn'));
    for (let at = 1; at < 16; at += 1) void lane.send(`other ${at}`, new AbortController().signal);
    expect(await lane.send('C', never)).toEqual(err('16 sends already wait'));
    clock.advance(60_000);
    expect(bytes()).toHaveLength(17);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StageClock } from '../../../electron/engine/stage-clock.ts';
import { orderId, totalUs } from '../../../shared/order.ts';
import { micros, monoUs } from '../../../shared/units.ts';

const id = orderId(1);
const NOTHING = { decodeUs: 0, judgeUs: 0, prepareUs: 0, signUs: 0, sendUs: 0 };

function timed(at: {
  received: number;
  decoded: number;
  decided: number;
  prepare: number;
  sign: number;
  sent: number;
}) {
  const stages = new StageClock();
  stages.decided(id, { receivedUs: monoUs(at.received), decodedUs: monoUs(at.decoded) }, monoUs(at.decided));
  stages.prepared(id, micros(at.prepare));
  stages.signed(id, micros(at.sign));
  return { stages, times: () => stages.sent(id, monoUs(at.sent)) };
}

describe('the stage clock', () => {
  it('splits the time from the first byte to the last send', () => {
    const { times } = timed({ received: 100, decoded: 130, decided: 170, prepare: 20, sign: 60, sent: 300 });
    expect(times()).toEqual({ decodeUs: 30, judgeUs: 40, prepareUs: 20, signUs: 60, sendUs: 50 });
  });

  it('loses and adds nothing, whatever the times', () => {
    const us = fc.nat(1_000_000);
    fc.assert(
      fc.property(us, us, us, us, us, us, (received, decode, judge, prepare, sign, rest) => {
        const decoded = received + decode;
        const decided = decoded + judge;
        const sent = decided + prepare + sign + rest;
        const { times } = timed({ received, decoded, decided, prepare, sign, sent });
        expect(totalUs(times())).toBe(sent - received);
      }),
    );
  });

  it('times an order once', () => {
    const { stages, times } = timed({ received: 0, decoded: 1, decided: 2, prepare: 3, sign: 4, sent: 20 });
    times();
    expect(stages.sent(id, monoUs(99))).toEqual(NOTHING);
  });

  it('knows nothing of orders that were dropped or never decided', () => {
    const { stages, times } = timed({ received: 0, decoded: 1, decided: 2, prepare: 3, sign: 4, sent: 20 });
    stages.dropped(id);
    expect(times()).toEqual(NOTHING);
    stages.prepared(orderId(8), micros(1));
    stages.signed(orderId(8), micros(1));
    expect(stages.sent(orderId(8), monoUs(9))).toEqual(NOTHING);
  });

  it('does not grow without end', () => {
    const stages = new StageClock();
    const arrival = { receivedUs: monoUs(0), decodedUs: monoUs(0) };
    for (let n = 0; n < 65; n += 1) stages.decided(orderId(n), arrival, monoUs(1));
    expect(stages.sent(orderId(0), monoUs(5))).toEqual(NOTHING);
    expect(totalUs(stages.sent(orderId(64), monoUs(5)))).toBe(5);
  });
});

import { describe, expect, it } from 'vitest';
import { noticeOf } from '../../../electron/engine/outcome-to-notice.ts';
import { StageClock } from '../../../electron/engine/stage-clock.ts';
import { orderId } from '../../../shared/order.ts';
import { micros, millis, monoUs, slot } from '../../../shared/units.ts';
import { failureOf, fillOf, signedOf } from '../../support/pools.ts';

const id = orderId(1);
const NOW = monoUs(100);

function decided(): StageClock {
  const stages = new StageClock();
  stages.decided(id, { receivedUs: monoUs(0), decodedUs: monoUs(10) }, monoUs(30));
  return stages;
}

describe("the executor's word", () => {
  it('of building, signing and sending carries the times that were measured', () => {
    const stages = decided();
    expect(noticeOf({ kind: 'built', id, prepareUs: micros(5) }, stages, NOW)).toEqual({ kind: 'built' });
    expect(noticeOf({ kind: 'signed', id, signed: signedOf(1), signUs: micros(7) }, stages, NOW)).toEqual({
      kind: 'signed',
      signed: signedOf(1),
    });
    expect(noticeOf({ kind: 'sent', id, sends: 1 }, stages, NOW)).toEqual({
      kind: 'sent',
      sends: 1,
      stages: { decodeUs: 10, judgeUs: 20, prepareUs: 5, signUs: 7, sendUs: 58 },
    });
  });

  it('of everything else is passed on as it is', () => {
    const outcomes = [
      { kind: 'lane', id, lane: { lane: 'one', result: 'error', tookMs: null, error: 'busy' } },
      { kind: 'processed', id, slot: slot(1), afterMs: millis(2) },
      { kind: 'confirmed', id, fill: fillOf(), afterMs: millis(2) },
      { kind: 'finalized', id },
      { kind: 'failed', id, failure: failureOf(), afterMs: millis(2) },
      { kind: 'unknown', id, why: 'deadline' },
      { kind: 'expired', id, proof: 'x' },
      { kind: 'abandoned', id, why: 'x' },
    ] as const;
    for (const outcome of outcomes) expect(noticeOf(outcome, new StageClock(), NOW)).toEqual(outcome);
  });

  it('of an order that was not sent ends its timing', () => {
    for (const outcome of [
      { kind: 'abandoned', id, why: 'x' },
      { kind: 'unknown', id, why: 'not-sent' },
    ] as const) {
      const stages = decided();
      noticeOf(outcome, stages, NOW);
      expect(stages.sent(id, NOW).sendUs).toBe(0);
    }
  });
});

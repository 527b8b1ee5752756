import { describe, expect, it } from 'vitest';
import { exitDue } from '../../../../electron/core/position/exit-rules.ts';
import type { Position } from '../../../../shared/position.ts';
import type { ExitSettings } from '../../../../shared/settings.ts';
import { bps, lamports, millis, tokenUnits, unixMs } from '../../../../shared/units.ts';
import { mintAddress, NOON, poolAddress, sol } from '../../../support/pools.ts';

const HELD: Position = {
  pool: poolAddress(1),
  tokenMint: mintAddress(1),
  tokenDecimals: 6,
  symbol: 'TOK1',
  tokenUnits: tokenUnits(1_000_000n),
  costLamports: sol(0.1),
  openedAtMs: NOON,
};
const NONE: ExitSettings = { takeProfitBps: null, stopLossBps: null, maxHoldMs: null };

describe('the exit rules', () => {
  it('never sell by themselves when none is set', () => {
    expect(exitDue(HELD, sol(0), NONE, unixMs(NOON + 1e9))).toBeNull();
    expect(exitDue(HELD, sol(1_000), NONE, unixMs(NOON + 1e9))).toBeNull();
  });

  it('take the profit from the set rise on, to the lamport', () => {
    const rules = { ...NONE, takeProfitBps: bps(5_000) };
    expect(exitDue(HELD, lamports(sol(0.15) - 1n), rules, NOON)).toBeNull();
    expect(exitDue(HELD, sol(0.15), rules, NOON)).toBe('take-profit');
  });

  it('stop the loss from the set fall on, to the lamport', () => {
    const rules = { ...NONE, stopLossBps: bps(3_000) };
    expect(exitDue(HELD, lamports(sol(0.07) + 1n), rules, NOON)).toBeNull();
    expect(exitDue(HELD, sol(0.07), rules, NOON)).toBe('stop-loss');
  });

  it('with a stop of the whole sell only when nothing is left', () => {
    const rules = { ...NONE, stopLossBps: bps(10_000) };
    expect(exitDue(HELD, lamports(1n), rules, NOON)).toBeNull();
    expect(exitDue(HELD, lamports(0n), rules, NOON)).toBe('stop-loss');
  });

  it('sell what was held long enough, to the millisecond', () => {
    const rules = { ...NONE, maxHoldMs: millis(60_000) };
    expect(exitDue(HELD, sol(0.1), rules, unixMs(NOON + 59_999))).toBeNull();
    expect(exitDue(HELD, sol(0.1), rules, unixMs(NOON + 60_000))).toBe('held-long-enough');
  });

  it('without a known value only time can tell', () => {
    const rules = { takeProfitBps: bps(10), stopLossBps: bps(10), maxHoldMs: millis(1_000) };
    expect(exitDue(HELD, null, rules, NOON)).toBeNull();
    expect(exitDue(HELD, null, rules, unixMs(NOON + 1_000))).toBe('held-long-enough');
  });
});

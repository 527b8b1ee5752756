import { describe, expect, it } from 'vitest';
import { COMPUTE_LIMITS, COMPUTE_UNITS, orderFee } from '../../../electron/executor/compute-limits.ts';

describe('the compute limits', () => {
  it('are a tenth above what was measured, with room in a buy for fifteen tries of its token account', () => {
    expect(COMPUTE_LIMITS['amm-v4']).toEqual({ buy: 74_000, sell: 36_000 });
    expect(COMPUTE_LIMITS.cpmm).toEqual({ buy: 81_000, sell: 38_000 });
    expect(COMPUTE_LIMITS.launchlab).toEqual({ buy: 179_000, sell: 127_000 });
  });

  it('give the most that a side can ask for', () => {
    expect(COMPUTE_UNITS).toEqual({ buy: 179_000, sell: 127_000 });
  });

  it('are paid for in full: 5,000 lamports and the price of all that is asked for, rounded up', () => {
    expect(orderFee(0n, 81_000)).toBe(5_000n);
    expect(orderFee(10_000n, 81_000)).toBe(5_810n);
    expect(orderFee(1n, 81_000)).toBe(5_001n);
  });
});

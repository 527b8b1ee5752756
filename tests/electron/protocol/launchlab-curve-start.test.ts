import { describe, expect, it } from 'vitest';
import { launchLabCurveStart } from '../../../electron/protocol/launchlab-curve-start.ts';

const CURVE = {
  kind: 'constant-product' as const,
  supply: 1_000_000_000_000_000n,
  totalBaseSell: 793_100_000_000_000n,
  totalQuoteFundRaising: 85_000_000_000n,
  migrateType: 1,
};
const start = (change: Partial<typeof CURVE>, totalLocked = 0n, migrateFee = 0n) =>
  launchLabCurveStart({ curve: { ...CURVE, ...change }, totalLocked, migrateFee });

describe('launchLabCurveStart', () => {
  it('is that of the usual launch for SOL', () => {
    expect(start({})).toEqual({ virtualBase: 1_073_025_605_596_382n, virtualQuote: 30_000_852_951n });
  });

  it('is such that selling everything raises what is to be raised', () => {
    const { virtualBase, virtualQuote } = start({}) ?? { virtualBase: 0n, virtualQuote: 0n };
    const left = virtualBase - CURVE.totalBaseSell;
    const raised = (virtualBase * virtualQuote) / left - virtualQuote;
    expect(raised - CURVE.totalQuoteFundRaising).toBeLessThan(100n);
    expect(raised - CURVE.totalQuoteFundRaising).toBeGreaterThan(-100n);
  });

  it('is nothing where no base or no quote is left for the migration, or the price would have to fall', () => {
    expect(start({ supply: CURVE.totalBaseSell })).toBeNull();
    expect(start({}, CURVE.supply - CURVE.totalBaseSell)).toBeNull();
    expect(start({}, 0n, CURVE.totalQuoteFundRaising)).toBeNull();
    expect(start({ totalBaseSell: CURVE.supply / 2n })).toBeNull();
    expect(start({ supply: 0n, totalBaseSell: 0n })).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { roundTripCostBps } from '../../../../electron/core/swap/round-trip.ts';
import { tokenUnits as units } from '../../../../shared/units.ts';

const cost = (base: bigint, quote: bigint, amountIn: bigint) =>
  roundTripCostBps(
    { kind: 'amm-v4' },
    {
      reserves: { base: units(base), quote: units(quote) },
      inSide: 'base',
      amountIn: units(amountIn),
      transferFees: { base: null, quote: null },
    },
  );

describe('the cost of a round trip', () => {
  it('is about both fees for a small trade', () => {
    expect(cost(10n ** 15n, 10n ** 15n, 10n ** 9n)).toBe(50);
  });

  it('is exact on one worked by hand', () => {
    // Buying leaves 1001000 and 1998008; selling 1992 back: fee 5, floor(1001000·1987/1999995) = 994; 6 of 1000 lost.
    expect(cost(1_000_000n, 2_000_000n, 1_000n)).toBe(60);
  });

  it('is unknown where the amount buys nothing, and where nothing can be swapped', () => {
    expect(cost(1_000n, 1_000n, 1n)).toBeNull();
    expect(cost(0n, 1_000n, 10n)).toBeNull();
    const swap = {
      reserves: { base: units(1_000_000n), quote: units(1_000_000n) },
      inSide: 'base',
      amountIn: units(1_000n),
      transferFees: { base: null, quote: null },
    } as const;
    expect(roundTripCostBps({ kind: 'clmm' }, swap)).toBeNull();
  });
});

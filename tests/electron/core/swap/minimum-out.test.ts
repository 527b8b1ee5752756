import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimumOut } from '../../../../electron/core/swap/minimum-out.ts';
import { bps, tokenUnits as units } from '../../../../shared/units.ts';

const amount = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(units);
const slippageBps = fc.integer({ min: 0, max: 9_999 }).map(bps);

describe('minimumOut', () => {
  it('is above nothing, at most the quote, and never more than the slippage below it', () => {
    fc.assert(
      fc.property(amount, slippageBps, (out, slippage) => {
        const least = minimumOut(out, slippage);
        if (least === null) expect((out * (10_000n - BigInt(slippage))) / 10_000n).toBe(0n);
        else {
          expect(least > 0n && least <= out).toBe(true);
          expect((least + 1n) * 10_000n > out * (10_000n - BigInt(slippage))).toBe(true);
        }
      }),
    );
  });

  it('refuses a slippage of the whole or more, a fraction and a negative', () => {
    for (const slippage of [10_000, 10_001, -1, 0.5, Number.NaN])
      expect(minimumOut(units(100n), bps(slippage))).toBeNull();
    expect(minimumOut(units(100n), bps(0))).toBe(100n);
    expect(minimumOut(units(1_000n), bps(100))).toBe(990n);
    expect(minimumOut(units(0n), bps(100))).toBeNull();
    expect(minimumOut(units(-5n), bps(100))).toBeNull();
  });
});

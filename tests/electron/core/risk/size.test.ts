import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buySize } from '../../../../electron/core/risk/size.ts';
import { bps, lamports } from '../../../../shared/units.ts';
import { SETTINGS, settingsWith, sol } from '../../../support/pools.ts';

describe('the size of a buy', () => {
  it('is the set size in a pool that is large enough', () => {
    expect(buySize(SETTINGS, sol(1_000), null)).toBe(sol(0.1));
  });

  it('is the share of the SOL side in a small one, rounded down', () => {
    expect(buySize(SETTINGS, sol(5), null)).toBe(sol(0.05));
    expect(buySize(settingsWith({ maxShareOfLiquidityBps: bps(1) }), lamports(19_999n), null)).toBe(1n);
  });

  it('is never more than what the trader was shown', () => {
    expect(buySize(SETTINGS, sol(1_000), sol(0.03))).toBe(sol(0.03));
    expect(buySize(SETTINGS, sol(1_000), sol(3))).toBe(sol(0.1));
    expect(buySize(SETTINGS, sol(1), sol(0.03))).toBe(sol(0.01));
  });

  it('is the least of size, share and cap, whatever they are', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: 1, max: 1_000 }), (buy, pool, cap, share) => {
        const settings = settingsWith({ buyLamports: lamports(buy), maxShareOfLiquidityBps: bps(share) });
        const size = buySize(settings, lamports(pool), lamports(cap));
        const bounds = [buy, cap, (pool * BigInt(share)) / 10_000n];
        expect(bounds.every((bound) => size <= bound) && bounds.includes(size)).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { quoteBuy } from '../../../../electron/core/risk/quote-buy.ts';
import { lamports, tokenUnits } from '../../../../shared/units.ts';
import { pricedPool } from '../../../support/pools.ts';

const RESERVES = { base: tokenUnits(2_000_000n), quote: tokenUnits(1_000_000n) };

describe('the quote of a buy', () => {
  it('takes the SOL side as what goes in: fee 25 bps rounded up, then the constant product rounded down', () => {
    // 10,000 in: fee 25, net 9,975; out = 2,000,000 · 9,975 / 1,009,975 = 19,752.96…
    expect(quoteBuy(pricedPool('quote'), RESERVES, lamports(10_000n))).toEqual({
      solReserve: 1_000_000n,
      tokenReserve: 2_000_000n,
      expectedOut: 19_752n,
      impactBps: 100,
      roundTripBps: 51,
    });
  });

  it('knows the pool whose base is SOL', () => {
    const turned = { base: RESERVES.quote, quote: RESERVES.base };
    expect(quoteBuy(pricedPool('base'), turned, lamports(10_000n))).toEqual(
      quoteBuy(pricedPool('quote'), RESERVES, lamports(10_000n)),
    );
    expect(quoteBuy(pricedPool('quote'), turned, lamports(10_000n))?.expectedOut).toBe(4_962n);
  });

  it('is null when nothing would come out, one way or back', () => {
    expect(quoteBuy(pricedPool('quote'), RESERVES, lamports(0n))).toBeNull();
    expect(quoteBuy(pricedPool('quote'), RESERVES, lamports(1n))).toBeNull();
    expect(
      quoteBuy(pricedPool('quote'), { base: tokenUnits(0n), quote: tokenUnits(1n) }, lamports(10n)),
    ).toBeNull();
    expect(
      quoteBuy(pricedPool('quote'), { base: tokenUnits(1n), quote: tokenUnits(1n << 60n) }, lamports(10n)),
    ).toBeNull();
  });
});

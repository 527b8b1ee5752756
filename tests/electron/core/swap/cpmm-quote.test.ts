import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteCpmm } from '../../../../electron/core/swap/cpmm-quote.ts';
import type { SwapIn, SwapOut } from '../../../../electron/core/swap/swap-quote.ts';
import { ppm, type CpmmTerms, type CreatorFee } from '../../../../shared/pool.ts';
import { address, bps, tokenUnits } from '../../../../shared/units.ts';

const U64_MAX = 2n ** 64n - 1n;

type Rates = {
  readonly trade?: bigint;
  readonly protocol?: bigint;
  readonly fund?: bigint;
  readonly creator?: readonly [bigint, CreatorFee['on']] | null;
};

function termsOf({ trade = 2_500n, protocol = 120_000n, fund = 40_000n, creator = null }: Rates): CpmmTerms {
  return {
    kind: 'cpmm',
    config: address('config'),
    observation: address('observation'),
    tradeFeePpm: ppm(trade),
    protocolFeePpm: ppm(protocol),
    fundFeePpm: ppm(fund),
    creatorFee: creator === null ? null : { ratePpm: ppm(creator[0]), on: creator[1] },
  };
}

const none = { base: null, quote: null };
const fee = (share: number, maximum = U64_MAX) => ({ bps: bps(share), maximumUnits: tokenUnits(maximum) });
const swapOf = (
  inSide: 'base' | 'quote',
  base: bigint,
  quote: bigint,
  amountIn: bigint,
  transferFees: SwapIn['transferFees'] = none,
): SwapIn => ({
  inSide,
  reserves: { base: tokenUnits(base), quote: tokenUnits(quote) },
  amountIn: tokenUnits(amountIn),
  transferFees,
});

describe('quoteCpmm, worked by hand', () => {
  it('takes the trade fee rounded up, and its protocol and fund shares out of the reserves', () => {
    // fee ceil(100001·2500/1e6) = 251; net 99750; out floor(99750·2000000/1099750) = 181404;
    // protocol floor(251·0.12) = 30, fund floor(251·0.04) = 10
    const quote = quoteCpmm(termsOf({}), swapOf('base', 1_000_000n, 2_000_000n, 100_001n));
    expect(quote).toEqual({
      out: 181_404n,
      fee: 251n,
      priceImpactBps: 908,
      after: { base: 1_000_000n + 100_001n - 40n, quote: 2_000_000n - 181_404n },
    });
  });

  it('is the same with the sides exchanged', () => {
    const quote = quoteCpmm(termsOf({}), swapOf('quote', 2_000_000n, 1_000_000n, 100_001n));
    expect(quote).toMatchObject({ out: 181_404n, after: { base: 1_818_596n, quote: 1_099_961n } });
  });

  it('rounds the trade and the creator fee of the input up as one and splits them down', () => {
    // total ceil(100001·3000/1e6) = 301; creator floor(301·500/3000) = 50; trade 251; net 99700;
    // out floor(99700·2000000/1099700) = 181322
    const terms = termsOf({ creator: [500n, 'input'] });
    const quote = quoteCpmm(terms, swapOf('base', 1_000_000n, 2_000_000n, 100_001n));
    expect(quote).toMatchObject({ out: 181_322n, fee: 301n });
    expect(quote?.after).toEqual({ base: 1_000_000n + 100_001n - 40n - 50n, quote: 2_000_000n - 181_322n });
  });

  it('takes a one-sided creator fee of the output when that side comes out, rounded up, and leaves it aside', () => {
    // trade 251; swapped 181404; creator ceil(181404·500/1e6) = 91
    const terms = termsOf({ creator: [500n, 'quote'] });
    const quote = quoteCpmm(terms, swapOf('base', 1_000_000n, 2_000_000n, 100_001n));
    expect(quote).toMatchObject({ out: 181_404n - 91n, fee: 251n });
    expect(quote?.after).toEqual({ base: 1_099_961n, quote: 2_000_000n - 181_404n });
    // The other way round the same side is the input.
    const back = quoteCpmm(terms, swapOf('quote', 2_000_000n, 1_000_000n, 100_001n));
    expect(back).toMatchObject({ out: 181_322n, fee: 301n });
  });

  it('takes the transfer fee of what goes in before all else, and of what comes out after all else', () => {
    // 1 % of 101011 is 1011 rounded up; 100000 arrive; fee 250; net 99750; swapped 181404; 1 % of that is 1815
    const terms = termsOf({});
    const quote = quoteCpmm(
      terms,
      swapOf('base', 1_000_000n, 2_000_000n, 101_011n, { base: fee(100), quote: fee(100) }),
    );
    expect(quote).toMatchObject({ out: 181_404n - 1_815n, fee: 1_011n + 250n });
    expect(quote?.after).toEqual({ base: 1_000_000n + 100_000n - 40n, quote: 2_000_000n - 181_404n });
    const capped = quoteCpmm(
      terms,
      swapOf('base', 1_000_000n, 2_000_000n, 100_001n, { base: null, quote: fee(100, 4n) }),
    );
    expect(capped?.out).toBe(181_400n);
  });
});

describe('quoteCpmm refuses', () => {
  it('what is no u64, empty reserves, and what would not fit into a vault', () => {
    for (const value of [0n, -1n, U64_MAX + 1n]) {
      expect(quoteCpmm(termsOf({}), swapOf('base', value, 1_000n, 100n))).toBeNull();
      expect(quoteCpmm(termsOf({}), swapOf('base', 1_000n, value, 100n))).toBeNull();
      expect(quoteCpmm(termsOf({}), swapOf('base', 1_000n, 1_000n, value))).toBeNull();
    }
    expect(quoteCpmm(termsOf({}), swapOf('base', U64_MAX, U64_MAX, 1_000n))).toBeNull();
    expect(quoteCpmm(termsOf({}), swapOf('base', U64_MAX - 1_000n, U64_MAX, 1_000n))).not.toBeNull();
  });

  it('what moves nothing: an amount that the fees eat, a transfer fee of the whole on either side', () => {
    expect(quoteCpmm(termsOf({}), swapOf('base', 1_000n, 1_000n, 1n))).toBeNull();
    expect(quoteCpmm(termsOf({}), swapOf('base', 1_000_000n, 10n, 100n))).toBeNull();
    const all = fee(10_000);
    expect(
      quoteCpmm(termsOf({}), swapOf('base', 1_000n, 1_000n, 100n, { base: all, quote: null })),
    ).toBeNull();
    expect(
      quoteCpmm(termsOf({}), swapOf('base', 1_000n, 1_000n, 100n, { base: null, quote: all })),
    ).toBeNull();
  });

  it('rates that no config can have, and no fee at all, by which the program divides', () => {
    const swap = swapOf('base', 1_000_000n, 1_000_000n, 1_000n);
    for (const rates of [
      { trade: 1_000_000n },
      { trade: -1n },
      { trade: 999_999n, creator: [1n, 'input'] },
      { protocol: 900_000n, fund: 100_001n },
      { creator: [-1n, 'base'] },
      { trade: 0n },
      { trade: 0n, creator: [0n, 'base'] },
    ] satisfies readonly Rates[]) {
      expect(quoteCpmm(termsOf(rates), swap)).toBeNull();
    }
    expect(quoteCpmm(termsOf({ trade: 0n, creator: [0n, 'quote'] }), swap)?.fee).toBe(0n);
    const senseless = { bps: bps(10_001), maximumUnits: tokenUnits(1n) };
    expect(quoteCpmm(termsOf({}), { ...swap, transferFees: { base: senseless, quote: null } })).toBeNull();
  });
});

const amount = fc
  .tuple(fc.integer({ min: 1, max: 63 }), fc.bigInt({ min: 1n, max: U64_MAX }))
  // As many small amounts as large ones.
  .map(([bits, value]) => value & ((1n << BigInt(bits)) - 1n) || 1n);
const rates = fc.record({
  trade: fc.bigInt({ min: 1n, max: 400_000n }),
  protocol: fc.bigInt({ min: 0n, max: 500_000n }),
  fund: fc.bigInt({ min: 0n, max: 500_000n }),
  creator: fc.option(
    fc.tuple(fc.bigInt({ min: 0n, max: 400_000n }), fc.constantFrom('input', 'base', 'quote')),
  ),
});
const transferFee = fc.option(
  fc.record({
    bps: fc.integer({ min: 0, max: 10_000 }).map(bps),
    maximumUnits: fc.oneof(amount, fc.constant(U64_MAX)).map(tokenUnits),
  }),
);
const swap = fc.record({
  inSide: fc.constantFrom('base', 'quote'),
  reserves: fc.record({ base: amount.map(tokenUnits), quote: amount.map(tokenUnits) }),
  amountIn: amount.map(tokenUnits),
  transferFees: fc.record({ base: transferFee, quote: transferFee }),
});
const outOf = (quote: SwapOut | null): bigint => quote?.out ?? 0n;

describe('quoteCpmm, whatever the pool', () => {
  it('never gives a negative amount, the whole reserve, or a better price than before', () => {
    fc.assert(
      fc.property(rates, swap, (each, terms) => {
        const quote = quoteCpmm(termsOf(each), terms);
        if (quote === null) return;
        const outSide = terms.inSide === 'base' ? 'quote' : 'base';
        expect(quote.out > 0n && quote.out < terms.reserves[outSide]).toBe(true);
        expect(quote.fee >= 0n).toBe(true);
        expect(quote.out * terms.reserves[terms.inSide] <= terms.amountIn * terms.reserves[outSide]).toBe(
          true,
        );
        expect(Number.isInteger(quote.priceImpactBps)).toBe(true);
        expect(quote.priceImpactBps >= 0 && quote.priceImpactBps <= 10_000).toBe(true);
      }),
    );
  });

  it('never gives less for more', () => {
    fc.assert(
      fc.property(rates, swap, amount, (each, terms, more) => {
        const larger = { ...terms, amountIn: tokenUnits(terms.amountIn + more) };
        const greater = quoteCpmm(termsOf(each), larger);
        fc.pre(greater !== null);
        expect(greater.out >= outOf(quoteCpmm(termsOf(each), terms))).toBe(true);
      }),
    );
  });

  it('never lets the product of the reserves fall', () => {
    fc.assert(
      fc.property(rates, swap, (each, terms) => {
        const quote = quoteCpmm(termsOf(each), terms);
        if (quote === null) return;
        const { base, quote: other } = terms.reserves;
        expect(quote.after.base * quote.after.quote >= base * other).toBe(true);
        expect(quote.after.base > 0n && quote.after.quote > 0n).toBe(true);
      }),
    );
  });

  it('never gains by buying and selling again', () => {
    fc.assert(
      fc.property(rates, swap, (each, terms) => {
        const there = quoteCpmm(termsOf(each), terms);
        if (there === null) return;
        const back = quoteCpmm(termsOf(each), {
          ...terms,
          inSide: terms.inSide === 'base' ? 'quote' : 'base',
          reserves: there.after,
          amountIn: there.out,
        });
        expect(outOf(back) <= terms.amountIn).toBe(true);
      }),
    );
  });
});

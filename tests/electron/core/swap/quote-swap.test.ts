import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteSwap } from '../../../../electron/core/swap/quote-swap.ts';
import { roundTripCostBps } from '../../../../electron/core/swap/round-trip.ts';
import type { SwapIn, SwapOut } from '../../../../electron/core/swap/swap-quote.ts';
import { swapOf } from '../../../../electron/core/swap/swap-quote.ts';
import { ppm, type PoolTerms, type TransferFee } from '../../../../shared/pool.ts';
import { address, bps, tokenUnits, type TokenUnits } from '../../../../shared/units.ts';
import { pricedPool } from '../../../support/pools.ts';

const U64_MAX = 2n ** 64n - 1n;
const SOMEWHERE = address('Somewhere');

/** As many small amounts as large ones, none so large that two of them do not fit a u64. */
const amount = fc
  .tuple(fc.integer({ min: 8, max: 62 }), fc.bigInt({ min: 1n, max: U64_MAX }))
  .map(([bits, value]) => tokenUnits(value & ((1n << BigInt(bits)) - 1n) || 1n));
const upToPpm = (max: number) => fc.integer({ min: 0, max }).map((value) => ppm(BigInt(value)));

const ammV4 = fc.constant<PoolTerms>({ kind: 'amm-v4' });
const cpmm: fc.Arbitrary<PoolTerms> = fc.record({
  kind: fc.constant('cpmm' as const),
  config: fc.constant(SOMEWHERE),
  observation: fc.constant(SOMEWHERE),
  tradeFeePpm: upToPpm(100_000),
  protocolFeePpm: upToPpm(500_000),
  fundFeePpm: upToPpm(500_000),
  creatorFee: fc.option(
    fc.record({ ratePpm: upToPpm(50_000), on: fc.constantFrom('input' as const, 'base', 'quote') }),
    { nil: null },
  ),
});
const launchLab: fc.Arbitrary<PoolTerms> = fc.record({
  kind: fc.constant('launchlab' as const),
  globalConfig: fc.constant(SOMEWHERE),
  platformConfig: fc.constant(SOMEWHERE),
  creator: fc.constant(SOMEWHERE),
  platformFeeVault: fc.constant(SOMEWHERE),
  creatorFeeVault: fc.constant(SOMEWHERE),
  protocolFeePpm: upToPpm(20_000),
  platformFeePpm: upToPpm(20_000),
  creatorFeePpm: upToPpm(20_000),
  baseFloorUnits: fc.constantFrom(tokenUnits(1n), tokenUnits(1_000n), tokenUnits(1n << 40n)),
});

const transferFee: fc.Arbitrary<TransferFee | null> = fc.option(
  fc.record({ bps: fc.integer({ min: 0, max: 1_000 }).map(bps), maximumUnits: amount }),
  { nil: null },
);

/** LaunchLab's base is always the token; a transfer fee is the token's. */
function swaps(kind: PoolTerms['kind']): fc.Arbitrary<SwapIn> {
  return fc
    .record({
      base: amount,
      quote: amount,
      side: fc.constantFrom('buy' as const, 'sell' as const),
      solSide:
        kind === 'launchlab' ? fc.constant('quote' as const) : fc.constantFrom('base' as const, 'quote'),
      amountIn: amount,
      fee: kind === 'cpmm' ? transferFee : fc.constant(null),
    })
    .map(({ base, quote, side, solSide, amountIn, fee }) =>
      swapOf({ ...pricedPool(solSide), transferFee: fee }, side, { base, quote }, amountIn),
    );
}

const opposite = (swap: SwapIn, after: SwapOut, amountIn: TokenUnits): SwapIn => ({
  ...swap,
  inSide: swap.inSide === 'base' ? 'quote' : 'base',
  reserves: after.after,
  amountIn,
});

const PROGRAMS = [
  ['amm-v4', ammV4],
  ['cpmm', cpmm],
  ['launchlab', launchLab],
] as const;

describe.each(PROGRAMS)('a swap in a pool of %s, whichever side goes in', (kind, terms) => {
  it('gives nothing negative, never all of the other side, and takes no more than went in', () => {
    let quoted = 0;
    fc.assert(
      fc.property(terms, swaps(kind), (given, swap) => {
        const quote = quoteSwap(given, swap);
        if (quote === null) return;
        quoted += 1;
        const [before, after] =
          swap.inSide === 'base'
            ? [swap.reserves.quote, quote.after.quote]
            : [swap.reserves.base, quote.after.base];
        expect(quote.out >= 0n && quote.out < before).toBe(true);
        expect(after > 0n && after <= before - quote.out).toBe(true);
        expect(quote.fee >= 0n).toBe(true);
        expect(Number.isInteger(quote.priceImpactBps)).toBe(true);
        expect(quote.priceImpactBps >= 0 && quote.priceImpactBps <= 10_000).toBe(true);
      }),
    );
    expect(quoted).toBeGreaterThan(20);
  });

  it('never gives less for more', () => {
    fc.assert(
      fc.property(terms, swaps(kind), amount, (given, swap, more) => {
        const less = quoteSwap(given, swap);
        const greater = quoteSwap(given, { ...swap, amountIn: tokenUnits(swap.amountIn + more) });
        if (less !== null && greater !== null) expect(greater.out >= less.out).toBe(true);
      }),
    );
  });

  it('never gains by going there and back', () => {
    fc.assert(
      fc.property(terms, swaps(kind), (given, swap) => {
        const there = quoteSwap(given, swap);
        if (there === null || there.out === 0n) return;
        const back = quoteSwap(given, opposite(swap, there, there.out));
        if (back !== null) expect(back.out <= swap.amountIn).toBe(true);
        const cost = roundTripCostBps(given, swap);
        expect(cost === null || (cost >= 0 && cost <= 10_000)).toBe(true);
      }),
    );
  });

  it('is not quoted for amounts and reserves that a program could not hold', () => {
    fc.assert(
      fc.property(terms, swaps(kind), fc.constantFrom(0n, -1n, U64_MAX + 1n), (given, swap, value) => {
        const units = tokenUnits(value);
        expect(quoteSwap(given, { ...swap, amountIn: units })).toBeNull();
        expect(quoteSwap(given, { ...swap, reserves: { ...swap.reserves, base: units } })).toBeNull();
        expect(quoteSwap(given, { ...swap, reserves: { ...swap.reserves, quote: units } })).toBeNull();
      }),
    );
  });
});

describe('a pool of clmm', () => {
  it('has no quote: there is nothing to swap in it yet', () => {
    const reserves = { base: tokenUnits(1_000_000n), quote: tokenUnits(1_000_000n) };
    const swap = swapOf(pricedPool('quote'), 'buy', reserves, tokenUnits(1_000n));
    expect(quoteSwap({ kind: 'amm-v4' }, swap)).not.toBeNull();
    expect(quoteSwap({ kind: 'clmm' }, swap)).toBeNull();
  });
});

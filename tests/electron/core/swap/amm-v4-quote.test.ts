import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AMM_V4_FEE_BPS,
  quoteExactIn,
  quoteExactOut,
  type ExactInSwap,
  type SwapQuote,
} from '../../../../electron/core/swap/amm-v4-quote.ts';
import { decodeRayLog } from '../../../../electron/protocol/ray-log.ts';
import { bps, tokenUnits } from '../../../../shared/units.ts';
import { heliusFrames, NEEDS, NO_FIXTURES, readFrame } from '../../protocol/chain-fixtures.ts';

const U64_MAX = 2n ** 64n - 1n;
const amount = fc
  .tuple(fc.integer({ min: 1, max: 64 }), fc.bigInt({ min: 1n, max: U64_MAX }))
  // As many small amounts as large ones.
  .map(([bits, value]) => tokenUnits(value & ((1n << BigInt(bits)) - 1n) || 1n));
const feeBps = fc.integer({ min: 0, max: 9_999 }).map(bps);
const swap = fc.record({ reserveIn: amount, reserveOut: amount, amountIn: amount });
const units = tokenUnits;
/** The fee stays in the pool. */
const reservesAfter = (each: ExactInSwap, quote: SwapQuote) => ({
  reserveIn: units(each.reserveIn + each.amountIn),
  reserveOut: units(each.reserveOut - quote.out),
});

describe('quoteExactIn', () => {
  it('is exact on a swap worked by hand', () => {
    // fee = ceil(1000·25/10000) = 3; out = floor(2000000·997/(1000000+997)) = 1992;
    // impact = 1 − 1992/(997·2) = 10.03 bps, rounded up
    const quote = quoteExactIn({
      reserveIn: units(1_000_000n),
      reserveOut: units(2_000_000n),
      amountIn: units(1_000n),
    });
    expect(quote).toEqual({ out: 1_992n, fee: 3n, priceImpactBps: 11 });
  });

  it('never gives a negative amount, the whole reserve, or more than the price before', () => {
    fc.assert(
      fc.property(swap, feeBps, (each, fee) => {
        const quote = quoteExactIn({ ...each, feeBps: fee });
        if (quote === null) throw new Error('no quote');
        expect(quote.out >= 0n && quote.out < each.reserveOut).toBe(true);
        expect(quote.fee >= 0n && quote.fee <= each.amountIn).toBe(true);
        expect(quote.out * each.reserveIn <= each.amountIn * each.reserveOut).toBe(true);
        expect(quote.priceImpactBps >= 0 && quote.priceImpactBps <= 10_000).toBe(true);
        expect(Number.isInteger(quote.priceImpactBps)).toBe(true);
      }),
    );
  });

  it('never gives less for more', () => {
    fc.assert(
      fc.property(swap, amount, (each, more) => {
        const larger = each.amountIn + more;
        fc.pre(larger <= U64_MAX);
        const [less, greater] = [quoteExactIn(each), quoteExactIn({ ...each, amountIn: units(larger) })];
        expect(less !== null && greater !== null && greater.out >= less.out && greater.fee >= less.fee).toBe(
          true,
        );
      }),
    );
  });

  it('never lets the product of the reserves fall', () => {
    fc.assert(
      fc.property(swap, (each) => {
        const quote = quoteExactIn(each);
        if (quote === null) throw new Error('no quote');
        const after = reservesAfter(each, quote);
        expect(after.reserveIn * after.reserveOut >= each.reserveIn * each.reserveOut).toBe(true);
      }),
    );
  });

  it('never gains by buying and selling again, not even without a fee', () => {
    fc.assert(
      fc.property(swap, fc.constantFrom(bps(0), AMM_V4_FEE_BPS, bps(300)), (each, fee) => {
        const there = quoteExactIn({ ...each, feeBps: fee });
        if (there === null) throw new Error('no quote');
        fc.pre(there.out > 0n);
        const after = reservesAfter(each, there);
        fc.pre(after.reserveIn <= U64_MAX);
        const back = quoteExactIn({
          reserveIn: after.reserveOut,
          reserveOut: after.reserveIn,
          amountIn: there.out,
          feeBps: fee,
        });
        expect(back !== null && back.out <= each.amountIn).toBe(true);
      }),
    );
  });

  it('has no quote for empty reserves, nothing in, what is no u64, or a senseless fee', () => {
    const fine = { reserveIn: units(1_000n), reserveOut: units(1_000n), amountIn: units(10n) };
    expect(quoteExactIn(fine)).not.toBeNull();
    for (const name of ['reserveIn', 'reserveOut', 'amountIn'] as const) {
      for (const value of [0n, -1n, U64_MAX + 1n])
        expect(quoteExactIn({ ...fine, [name]: units(value) })).toBeNull();
    }
    for (const fee of [-1, 10_000, 0.5, Number.NaN])
      expect(quoteExactIn({ ...fine, feeBps: bps(fee) })).toBeNull();
  });

  it('gives nothing for an amount that the fee eats, at an impact of the whole', () => {
    const quote = quoteExactIn({ reserveIn: units(1_000n), reserveOut: units(1_000n), amountIn: units(1n) });
    expect(quote).toEqual({ out: 0n, fee: 1n, priceImpactBps: 10_000 });
  });

  it.skipIf(NO_FIXTURES)(`is exact to the unit on every recorded swap${NEEDS}`, () => {
    let swaps = 0;
    for (const name of heliusFrames('amm-v4-swap-')) {
      for (const line of readFrame(name).params.result.transaction.meta.logMessages) {
        const log = decodeRayLog(line);
        if (log?.kind === 'swap-base-in') {
          const [reserveIn, reserveOut] =
            log.direction === 'pc-to-coin' ? [log.poolPc, log.poolCoin] : [log.poolCoin, log.poolPc];
          expect(quoteExactIn({ reserveIn, reserveOut, amountIn: log.amountIn })?.out, name).toBe(
            log.outAmount,
          );
          swaps += 1;
        }
      }
    }
    expect(swaps).toBe(7);
  });
});

describe('quoteExactOut', () => {
  it('costs what buys that much: the quote for it in gives at least it out', () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        fc.constantFrom(bps(0), AMM_V4_FEE_BPS),
        (reserveIn, reserveOut, amountOut, fee) => {
          const cost = quoteExactOut({ reserveIn, reserveOut, amountOut, feeBps: fee });
          fc.pre(cost !== null);
          const quote = quoteExactIn({ reserveIn, reserveOut, amountIn: cost.amountIn, feeBps: fee });
          expect(quote !== null && quote.out >= amountOut).toBe(true);
          expect(cost.fee >= 0n && cost.fee < cost.amountIn).toBe(true);
        },
      ),
    );
  });

  it('is exact on a swap worked by hand', () => {
    // net = ceil(1000000·1992/(2000000−1992)) = 997; in = ceil(997·10000/9975) = 1000
    const swapOut = { reserveIn: units(1_000_000n), reserveOut: units(2_000_000n), amountOut: units(1_992n) };
    expect(quoteExactOut(swapOut)).toEqual({ amountIn: 1_000n, fee: 3n });
  });

  it('has no quote for what the pool does not hold', () => {
    const pool = { reserveIn: units(1_000n), reserveOut: units(1_000n) };
    expect(quoteExactOut({ ...pool, amountOut: units(1_000n) })).toBeNull();
    // net = 1000·999/1; in = ceil(999000·10000/9975) = 1001504
    expect(quoteExactOut({ ...pool, amountOut: units(999n) })).toEqual({ amountIn: 1_001_504n, fee: 2_504n });
    expect(quoteExactOut({ ...pool, amountOut: units(0n) })).toBeNull();
    expect(
      quoteExactOut({ reserveIn: units(U64_MAX), reserveOut: units(1_000n), amountOut: units(999n) }),
    ).toBeNull();
  });
});

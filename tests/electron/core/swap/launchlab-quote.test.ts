import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteLaunchLab } from '../../../../electron/core/swap/launchlab-quote.ts';
import type { SwapIn, SwapOut } from '../../../../electron/core/swap/swap-quote.ts';
import { ppm, type LaunchLabTerms, type TransferFee } from '../../../../shared/pool.ts';
import { address, bps, tokenUnits } from '../../../../shared/units.ts';
import { NEEDS, NO_FIXTURES } from '../../protocol/chain-fixtures.ts';
import { tradeFixtures } from '../../protocol/launchlab-fixtures.ts';

const U64_MAX = 2n ** 64n - 1n;
const key = address('11111111111111111111111111111112');
const units = tokenUnits;

function termsOf(rates: readonly [bigint, bigint, bigint], baseFloorUnits = 0n): LaunchLabTerms {
  return {
    kind: 'launchlab',
    globalConfig: key,
    platformConfig: key,
    creator: key,
    platformFeeVault: key,
    creatorFeeVault: key,
    protocolFeePpm: ppm(rates[0]),
    platformFeePpm: ppm(rates[1]),
    creatorFeePpm: ppm(rates[2]),
    baseFloorUnits: units(baseFloorUnits),
  };
}

const NO_FEES = { base: null, quote: null };
const swapOf = (
  inSide: 'base' | 'quote',
  base: bigint,
  quote: bigint,
  amountIn: bigint,
  fee: TransferFee | null = null,
): SwapIn => ({
  inSide,
  reserves: { base: units(base), quote: units(quote) },
  amountIn: units(amountIn),
  transferFees: { ...NO_FEES, base: fee },
});

function quoted(terms: LaunchLabTerms, swap: SwapIn): SwapOut {
  const quote = quoteLaunchLab(terms, swap);
  if (quote === null) throw new Error('no quote');
  return quote;
}

// Up to 2^62, so that what a swap adds still fits in a u64.
const amount = fc
  .tuple(fc.integer({ min: 1, max: 62 }), fc.bigInt({ min: 1n, max: 2n ** 62n }))
  .map(([bits, value]) => value & ((1n << BigInt(bits)) - 1n) || 1n);
const rate = fc.bigInt({ min: 0n, max: 300_000n });
const rates = fc.tuple(rate, rate, rate);
const mintFee = fc.option(
  fc.record({
    bps: fc.integer({ min: 0, max: 10_000 }).map(bps),
    maximumUnits: fc.bigInt({ min: 0n, max: U64_MAX }).map(units),
  }),
);
const side = fc.constantFrom('base' as const, 'quote' as const);

describe('quoteLaunchLab', () => {
  it('is exact on a buy worked by hand', () => {
    // fee = ceil(1000000·17500/1e6) = 17500; net = 982500; out = floor(1e9·982500/(1e8+982500)) = 9729408
    const quote = quoted(
      termsOf([2_500n, 10_000n, 5_000n]),
      swapOf('quote', 1_000_000_000n, 100_000_000n, 1_000_000n),
    );
    expect(quote).toEqual({
      out: 9_729_408n,
      fee: 17_500n,
      priceImpactBps: 98,
      after: { base: 990_270_592n, quote: 100_982_500n },
    });
  });

  it('is exact on a sale worked by hand, the transfer fee of the mint counted', () => {
    // kept = min(ceil(5000001·100/10000), 40000) = 40000; net = 4960001;
    // paid = floor(1e8·4960001/(1e9+4960001)) = 493552; fee = ceil(493552·10500/1e6) = 5183
    const fee = { bps: bps(100), maximumUnits: units(40_000n) };
    const quote = quoted(
      termsOf([2_500n, 7_500n, 500n]),
      swapOf('base', 1_000_000_000n, 100_000_000n, 5_000_001n, fee),
    );
    expect(quote.out).toBe(493_552n - 5_183n);
    expect(quote.fee).toBe(40_000n);
    expect(quote.after).toEqual({ base: 1_004_960_001n, quote: 99_506_448n });
  });

  it('sells what is left to the last unit, and has no quote for a buy of more', () => {
    // Without fees 100 buys 1000·100/1100 = 90.
    const terms = (floor: bigint) => termsOf([0n, 0n, 0n], floor);
    expect(quoteLaunchLab(terms(910n), swapOf('quote', 1_000n, 1_000n, 100n))?.out).toBe(90n);
    expect(quoteLaunchLab(terms(911n), swapOf('quote', 1_000n, 1_000n, 100n))).toBeNull();
    expect(quoteLaunchLab(terms(1_000n), swapOf('quote', 1_000n, 1_000n, 100n))).toBeNull();
    expect(quoteLaunchLab(terms(1_000n), swapOf('base', 1_000n, 1_000n, 100n))?.out).toBe(90n);
  });

  it.skipIf(NO_FIXTURES)(`is exact to the unit on every recorded trade${NEEDS}`, () => {
    // The rates of the two pools, as their fees tell them: millionths of the quote side.
    const RATES: readonly (readonly [bigint, bigint, bigint])[] = [
      [2_500n, 10_000n, 5_000n],
      [2_500n, 7_500n, 500n],
    ];
    const trades = tradeFixtures();
    trades.forEach(({ decoded, expect: expected }, index) => {
      const value = (name: string): bigint => BigInt(decoded[name] ?? -1);
      const [protocol, platform, creator] = RATES[index] ?? [0n, 0n, 0n];
      const terms = termsOf([protocol, platform, creator], value('virtualBase') - value('totalBaseSell'));
      const quote = quoted(
        terms,
        swapOf(
          expected.isBuy ? 'quote' : 'base',
          value('virtualBase') - value('realBaseBefore'),
          value('virtualQuote') + value('realQuoteBefore'),
          value('amountIn'),
        ),
      );
      expect(quote.out).toBe(value('amountOut'));
      expect(quote.fee).toBe(value('protocolFee') + value('platformFee') + value('creatorFee'));
      expect(quote.after).toEqual({
        base: value('virtualBase') - value('realBaseAfter'),
        quote: value('virtualQuote') + value('realQuoteAfter'),
      });
    });
    expect(trades).toHaveLength(2);
  });

  it('never gives a negative amount, the whole reserve, or more than the price before', () => {
    fc.assert(
      fc.property(
        side,
        amount,
        amount,
        amount,
        rates,
        mintFee,
        (inSide, base, quote, amountIn, fees, fee) => {
          const result = quoted(termsOf(fees), swapOf(inSide, base, quote, amountIn, fee));
          const [reserveIn, reserveOut] = inSide === 'base' ? [base, quote] : [quote, base];
          expect(result.out >= 0n && result.out < reserveOut).toBe(true);
          expect(result.fee >= 0n).toBe(true);
          expect(result.out * reserveIn <= amountIn * reserveOut).toBe(true);
          expect(result.priceImpactBps >= 0 && result.priceImpactBps <= 10_000).toBe(true);
          expect(result.after.base > 0n && result.after.quote > 0n).toBe(true);
          // The curve never gives way: its product does not fall.
          expect(result.after.base * result.after.quote >= base * quote).toBe(true);
        },
      ),
    );
  });

  it('never gives less for more', () => {
    fc.assert(
      fc.property(
        side,
        amount,
        amount,
        amount,
        amount,
        rates,
        mintFee,
        (inSide, base, quote, one, more, fees, fee) => {
          const terms = termsOf(fees);
          const less = quoted(terms, swapOf(inSide, base, quote, one, fee));
          const greater = quoted(terms, swapOf(inSide, base, quote, one + more, fee));
          expect(greater.out >= less.out).toBe(true);
        },
      ),
    );
  });

  it('never gains by buying and selling again, not even without a fee', () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        rates,
        mintFee,
        fc.boolean(),
        (base, quote, spent, fees, fee, free) => {
          const terms = termsOf(free ? [0n, 0n, 0n] : fees);
          const bought = quoted(terms, swapOf('quote', base, quote, spent, fee));
          fc.pre(bought.out > 0n);
          const back = quoted(terms, swapOf('base', bought.after.base, bought.after.quote, bought.out, fee));
          expect(back.out <= spent).toBe(true);
        },
      ),
    );
  });

  it('has no quote for empty reserves, nothing in, what is no u64, or senseless fees', () => {
    const terms = termsOf([2_500n, 10_000n, 0n]);
    expect(quoteLaunchLab(terms, swapOf('quote', 1_000n, 1_000n, 10n))).not.toBeNull();
    for (const value of [0n, -1n, U64_MAX + 1n]) {
      for (const inSide of ['base', 'quote'] as const) {
        expect(quoteLaunchLab(terms, swapOf(inSide, value, 1_000n, 10n))).toBeNull();
        expect(quoteLaunchLab(terms, swapOf(inSide, 1_000n, value, 10n))).toBeNull();
        expect(quoteLaunchLab(terms, swapOf(inSide, 1_000n, 1_000n, value))).toBeNull();
      }
    }
    const senseless: readonly (readonly [bigint, bigint, bigint])[] = [
      [1_000_000n, 0n, 0n],
      [500_000n, 400_000n, 100_000n],
      [-1n, 0n, 0n],
    ];
    for (const each of senseless) {
      expect(quoteLaunchLab(termsOf(each), swapOf('quote', 1_000n, 1_000n, 10n))).toBeNull();
    }
    expect(quoteLaunchLab(termsOf([0n, 0n, 0n], -1n), swapOf('quote', 1_000n, 1_000n, 10n))).toBeNull();
    const fee = { bps: bps(10_001), maximumUnits: units(5n) };
    expect(quoteLaunchLab(terms, swapOf('base', 1_000n, 1_000n, 10n, fee))).toBeNull();
    expect(quoteLaunchLab(terms, swapOf('base', U64_MAX, 1_000n, 1n))).toBeNull();
    expect(quoteLaunchLab(terms, swapOf('quote', 1_000n, U64_MAX, 10n))).toBeNull();
  });

  it('gives nothing for an amount that the fee eats, at an impact of the whole', () => {
    const quote = quoted(termsOf([2_500n, 10_000n, 0n]), swapOf('quote', 1_000n, 1_000n, 1n));
    expect(quote).toMatchObject({ out: 0n, fee: 1n, priceImpactBps: 10_000 });
  });
});

import * as sdk from '@raydium-io/raydium-sdk-v2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteCpmm } from '../../../../electron/core/swap/cpmm-quote.ts';
import { ppm, type CpmmTerms } from '../../../../shared/pool.ts';
import { address, tokenUnits } from '../../../../shared/units.ts';

// The SDK's whole swap ignores the direction of a one-sided creator fee; its curve, which is told the side, does not. Of
// what goes in it still rounds the two fees up one by one; the program has rounded them as one since 2025-11-04.

const amount = fc
  .tuple(fc.integer({ min: 1, max: 62 }), fc.bigInt({ min: 1n, max: 2n ** 62n }))
  .map(([bits, value]) => value & ((1n << BigInt(bits)) - 1n) || 1n);
const rate = (most: bigint) => fc.bigInt({ min: 0n, max: most });
const number = (value: bigint) => sdk.parseBigNumberish(value.toString());

describe('the quote of a CPMM swap and the SDK’s curve', () => {
  it('agree to the unit, but for one unit of two fees that the program rounds as one', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.tuple(amount, amount, amount),
        fc.tuple(
          rate(400_000n).map((each) => each + 1n),
          rate(400_000n),
          rate(500_000n),
          rate(500_000n),
        ),
        fc.boolean(),
        ([amountIn, reserveIn, reserveOut], [trade, creator, protocol, fund], onInput) => {
          const terms: CpmmTerms = {
            kind: 'cpmm',
            config: address('config'),
            observation: address('observation'),
            tradeFeePpm: ppm(trade),
            protocolFeePpm: ppm(protocol),
            fundFeePpm: ppm(fund),
            creatorFee: { ratePpm: ppm(creator), on: onInput ? 'base' : 'quote' },
          };
          const quote = quoteCpmm(terms, {
            inSide: 'base',
            reserves: { base: tokenUnits(reserveIn), quote: tokenUnits(reserveOut) },
            amountIn: tokenUnits(amountIn),
            transferFees: { base: null, quote: null },
          });
          if (quote === null) return;
          const theirs = sdk.CurveCalculator.swapBaseInput(
            number(amountIn),
            number(reserveIn),
            number(reserveOut),
            number(trade),
            number(creator),
            number(protocol),
            number(fund),
            onInput,
          );
          const theirUnits = (field: keyof typeof theirs): bigint => BigInt(theirs[field].toString());
          const creatorFee = theirUnits('creatorFee');
          const theirFee = theirUnits('tradeFee') + (onInput ? creatorFee : 0n);
          compared += 1;
          if (onInput && creator > 0n) {
            expect(theirFee - quote.fee === 0n || theirFee - quote.fee === 1n).toBe(true);
            expect(quote.out >= theirUnits('outputAmount')).toBe(true);
            if (theirFee === quote.fee) expect(quote.out).toBe(theirUnits('outputAmount'));
            return;
          }
          expect(quote.out).toBe(theirUnits('outputAmount'));
          expect(quote.fee).toBe(theirFee);
          expect(quote.after).toEqual({
            base: reserveIn + amountIn - theirUnits('protocolFee') - theirUnits('fundFee'),
            quote: reserveOut - quote.out - creatorFee,
          });
        },
      ),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(60);
  });
});

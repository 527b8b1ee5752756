import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSol, formatTokens } from '../../shared/format-amounts.ts';
import { lamports } from '../../shared/units.ts';

describe('lamports as SOL', () => {
  it.each([
    [1_234_567_890n, 2, '1.23'],
    [1_999_999_999n, 2, '1.99'],
    [0n, 3, '0.000'],
    [1n, 9, '0.000000001'],
    [1n, 2, '0.00'],
    [50_000_000_000n, 1, '50.0'],
    [1_999_999_999n, 0, '1'],
    [-1_234_567_890n, 2, '-1.23'],
    [-1_000_000_000n, 0, '-1'],
    [-1n, 2, '0.00'],
  ])('%s with %s decimals is %s, cut towards zero', (amount, places, text) => {
    expect(formatSol(lamports(amount), places)).toBe(text);
  });

  it('with nine decimals says every lamport', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (amount) => {
        expect(BigInt(formatSol(lamports(amount), 9).replace('.', ''))).toBe(amount);
      }),
    );
  });
});

describe('token units as tokens', () => {
  it.each([
    [0n, 6, '0'],
    [1_000_000n, 6, '1'],
    [1_234_567n, 6, '1.234'],
    [1_500_000n, 6, '1.5'],
    [1_000_400n, 6, '1'],
    [999_999_999n, 6, '999.999'],
    [1_000_999_999n, 6, '1 000'],
    [12_345_678_000_000n, 6, '12 345 678'],
    [1_234n, 0, '1 234'],
    [7n, 0, '7'],
    [5n, 1, '0.5'],
  ])('%s of %s decimals are %s', (units, decimals, text) => {
    expect(formatTokens(units, decimals)).toBe(text);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal, writeDecimal } from '../../../electron/config/decimal-text.ts';

describe('a decimal in text', () => {
  it.each([
    ['0.1', 9, 100_000_000n],
    ['0.000000001', 9, 1n],
    ['100', 9, 100_000_000_000n],
    ['5', 2, 500n],
    ['007', 0, 7n],
    ['0.30', 2, 30n],
  ])('%s with %i places is %s units', (text, places, units) => {
    expect(parseDecimal(text, places)).toBe(units);
  });

  it.each(['', '.5', '5.', '-1', '+1', '1e3', '0x10', ' 1', '1 ', '1,5', 'NaN', 'Infinity', '٣', '1_000'])(
    'is not read from %j',
    (text) => {
      expect(parseDecimal(text, 9)).toBeNull();
    },
  );

  it('is not read when it is finer than its units', () => {
    expect(parseDecimal('0.0000000001', 9)).toBeNull();
    expect(parseDecimal('1.5', 0)).toBeNull();
  });

  it('comes back from its units exactly, however many digits it has', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n - 1n), fc.nat(9), (units, places) => {
        expect(parseDecimal(writeDecimal(units, places), places)).toBe(units);
      }),
    );
  });
});

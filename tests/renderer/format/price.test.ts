import { describe, expect, it } from 'vitest';
import { lamports, tokenUnits } from '../../../shared/units.ts';
import { formatPrice, priceChangeBps, solPerToken } from '../../../renderer/format/price.ts';

const reserves = (sol: bigint, token: bigint) => ({
  solReserve: lamports(sol),
  tokenReserve: tokenUnits(token),
});

describe('prices', () => {
  it('have three significant digits, small ones as a power of ten', () => {
    expect(formatPrice(2.1e-7)).toBe('2.10e-7');
    expect(formatPrice(0.0123456)).toBe('0.0123');
    expect(formatPrice(0.99999)).toBe('1.00');
    expect(formatPrice(1.054)).toBe('1.05');
    expect(formatPrice(12.34)).toBe('12.3');
    expect(formatPrice(1_234)).toBe('1230');
    expect(formatPrice(null)).toBe('–');
  });

  it('are SOL for a whole token', () => {
    expect(solPerToken(reserves(84_000_000_000n, 400_000_000_000_000n), 6)).toBeCloseTo(2.1e-7, 15);
    expect(solPerToken(reserves(2_000_000_000n, 1_000_000_000n), 9)).toBe(2);
    expect(solPerToken(reserves(0n, 5n), 6)).toBeNull();
  });

  it('move by the ratio of both reserves', () => {
    expect(priceChangeBps(reserves(100n, 100n), reserves(200n, 50n))).toBe(30_000);
    expect(priceChangeBps(reserves(100n, 100n), reserves(99n, 100n))).toBe(-100);
  });
});

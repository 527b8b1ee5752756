import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lamports } from '../../../shared/units.ts';
import {
  formatLiquidity,
  formatSol,
  formatSolChange,
  formatSolExact,
  formatSolSize,
  parseSol,
  solInput,
} from '../../../renderer/format/sol.ts';

const sol = (text: string) => {
  const parsed = parseSol(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

describe('amounts of SOL', () => {
  it('are rounded half away from zero to exactly the digits asked for', () => {
    expect(formatSol(lamports(4_812_499_999n), 3)).toBe('4.812');
    expect(formatSol(lamports(4_812_500_000n), 3)).toBe('4.813');
    expect(formatSol(lamports(-4_812_500_000n), 3)).toBe('−4.813');
    expect(formatSol(lamports(999_999_999n), 2)).toBe('1.00');
    expect(formatSol(lamports(1n), 0)).toBe('0');
  });

  it('show no sign on what rounds to nothing', () => {
    expect(formatSol(lamports(-400n), 3)).toBe('0.000');
    expect(formatSolChange(lamports(400n), 3)).toBe('0.000');
  });

  it('carry their sign as a change', () => {
    expect(formatSolChange(lamports(184_000_000n), 3)).toBe('+0.184');
    expect(formatSolChange(lamports(-184_000_000n), 3)).toBe('−0.184');
  });

  it('group their thousands from five digits on', () => {
    expect(formatSol(lamports(1_240_400_000_000n), 1)).toBe('1240.4');
    expect(formatSol(lamports(12_345_678_900_000n), 1)).toBe('12\u202f345.7');
  });

  it('name an order by its whole size', () => {
    expect(formatSolExact(lamports(100_000_000n))).toBe('0.10');
    expect(formatSolExact(lamports(34_512_345n))).toBe('0.034512345');
    expect(formatSolSize(lamports(100_000_000n))).toBe('0.10');
    expect(formatSolSize(lamports(35_400_000n))).toBe('0.0354');
    expect(formatSolSize(lamports(50_000n))).toBe('0.00005');
  });

  it('show liquidity with one decimal below a thousand', () => {
    expect(formatLiquidity(lamports(84_240_000_000n))).toBe('84.2');
    expect(formatLiquidity(lamports(1_240_400_000_000n))).toBe('1240');
  });
});

describe('SOL as typed', () => {
  it('becomes lamports to the last of them', () => {
    expect(sol('0.1')).toBe(100_000_000n);
    expect(sol(' 0.000000001 ')).toBe(1n);
    expect(sol('0,25')).toBe(250_000_000n);
    expect(sol('9007199.254740993')).toBe(9_007_199_254_740_993n);
    expect(sol('3.')).toBe(3_000_000_000n);
  });

  it.each(['', '.5', '-1', '1e3', '0x1', '1 000', 'ten', '1.0.0'])('is not read from “%s”', (text) => {
    expect(parseSol(text)).toEqual({ ok: false, error: 'Type an amount of SOL such as 0.25' });
  });

  it('may not be finer than a lamport', () => {
    expect(parseSol('0.0000000001')).toEqual({ ok: false, error: 'SOL has at most 9 decimals' });
  });

  it('reads back every amount that it shows', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 17n }),
        (amount) => sol(solInput(lamports(amount))) === amount,
      ),
    );
  });
});

import { LAMPORTS_PER_SOL, lamports, type Lamports } from '../../shared/units.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { MINUS, shownFraction } from './decimal.ts';

const SOL_DECIMALS = 9;

/** SOL with exactly `digits` decimals, half rounded away from zero; computed in whole lamports. */
export function formatSol(amount: Lamports, digits: number): string {
  return shownFraction(amount, SOL_DECIMALS, digits);
}

/** The same with its sign always shown, except for what rounds to nothing. */
export function formatSolChange(amount: Lamports, digits: number): string {
  const shown = formatSol(amount, digits);
  const nothing = !/[1-9]/.test(shown);
  return nothing || shown.startsWith(MINUS) ? shown : `+${shown}`;
}

/** Every lamport of the amount, with at least two decimals: what an order is named by. */
export function formatSolExact(amount: Lamports): string {
  return formatSol(amount, SOL_DECIMALS).replace(/0{1,7}$/, '');
}

/** The plain text that `parseSol` reads back to the same amount. */
export function solInput(amount: Lamports): string {
  return formatSol(amount, SOL_DECIMALS)
    .replaceAll('\u202f', '')
    .replace(/\.?0+$/, '');
}

/** Reads SOL typed as a decimal number into lamports without passing through a float. */
export function parseSol(text: string): Result<Lamports, string> {
  const match = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim());
  if (!match) return err('Type an amount of SOL such as 0.25');
  const fraction = match[2] ?? '';
  if (fraction.length > SOL_DECIMALS) return err('SOL has at most 9 decimals');
  return ok(
    lamports(BigInt(match[1] ?? '0') * LAMPORTS_PER_SOL + BigInt(fraction.padEnd(SOL_DECIMALS, '0'))),
  );
}

/** The size of an order: up to four decimals, at least two; smaller amounts in full. */
export function formatSolSize(amount: Lamports): string {
  if (amount > 0n && amount < 100_000n) return formatSolExact(amount);
  return formatSol(amount, 4).replace(/0{1,2}$/, '');
}

/** A pool's liquidity: one decimal, none from a thousand on. */
export const formatLiquidity = (amount: Lamports): string =>
  formatSol(amount, amount >= 1_000n * LAMPORTS_PER_SOL ? 0 : 1);

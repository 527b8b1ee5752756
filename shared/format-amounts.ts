import type { Lamports } from './units.ts';
import { LAMPORTS_PER_SOL } from './units.ts';

/** Lamports as SOL with exactly `places` decimals, cut (not rounded) towards zero: `formatSol(1_234_567_890n, 2)` is `1.23`. */
export function formatSol(amount: Lamports, places: number): string {
  const negative = amount < 0n;
  const size: bigint = negative ? -amount : amount;
  const fraction = (size % LAMPORTS_PER_SOL).toString().padStart(9, '0').slice(0, places);
  const text = places === 0 ? `${size / LAMPORTS_PER_SOL}` : `${size / LAMPORTS_PER_SOL}.${fraction}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Token units as whole tokens, grouped by spaces; decimals only where the amount is under 1,000. */
export function formatTokens(units: bigint, decimals: number): string {
  const one = 10n ** BigInt(decimals);
  const whole = units / one;
  const grouped = whole.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
  if (whole >= 1_000n || decimals === 0) return grouped;
  const fraction = (units % one).toString().padStart(decimals, '0').slice(0, 3).replace(/0+$/, '');
  return fraction === '' ? grouped : `${grouped}.${fraction}`;
}

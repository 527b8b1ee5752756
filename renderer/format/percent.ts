import { err, ok, type Result } from '../../shared/result.ts';
import { bps, type Bps } from '../../shared/units.ts';
import { MINUS, shownFraction } from './decimal.ts';

/** Basis points as a percentage with exactly `digits` decimals, such as `0.24 %`. */
export function formatPercent(share: Bps, digits: number): string {
  return `${shownFraction(BigInt(Math.round(share)), 2, digits)} %`;
}

/** A change with its sign: `+4.1 %`, `−0.3 %`, `0.0 %`. */
export function formatPercentChange(share: Bps, digits: number): string {
  const shown = formatPercent(share, digits);
  return shown.startsWith(MINUS) || !/[1-9]/.test(shown) ? shown : `+${shown}`;
}

/** How far `now` is from `before`, in basis points; null where there is nothing to compare with. */
export function changeBps(before: bigint, now: bigint): Bps | null {
  if (before <= 0n) return null;
  return bps(Number(((now - before) * 10_000n) / before));
}

/** The plain text that `parsePercent` reads back to the same share. */
export function percentInput(share: Bps): string {
  return shownFraction(BigInt(share), 2, 2)
    .replaceAll('\u202f', '')
    .replace(/\.?0+$/, '');
}

/** Reads a percentage typed with up to two decimals into whole basis points, without passing through a float. */
export function parsePercent(text: string): Result<Bps, string> {
  const match = /^(\d{1,6})(?:[.,](\d*))?$/.exec(text.trim());
  if (!match) return err('Type a percentage such as 1.5');
  const fraction = match[2] ?? '';
  if (fraction.length > 2) return err('A percentage has at most 2 decimals here');
  return ok(bps(Number(match[1]) * 100 + Number(fraction.padEnd(2, '0'))));
}

/** The typographic minus: as wide as the plus in both faces. */
export const MINUS = '\u2212';

/** A whole number of the smallest unit as a decimal with exactly `digits` places, half rounded away from zero. */
export function shownFraction(amount: bigint, decimals: number, digits: number): string {
  const size = amount < 0n ? -amount : amount;
  const dropped = Math.max(0, decimals - digits);
  const step = 10n ** BigInt(dropped);
  const rounded = ((size + step / 2n) / step) * 10n ** BigInt(Math.max(0, digits - decimals));
  const padded = rounded.toString().padStart(digits + 1, '0');
  const whole = groupThousands(padded.slice(0, padded.length - digits));
  const shown = digits === 0 ? whole : `${whole}.${padded.slice(-digits)}`;
  return amount < 0n && rounded !== 0n ? MINUS + shown : shown;
}

/** Thin groups of three from 10 000 on, as in `412 883 102`; shorter numbers stay as they are. */
export function groupThousands(digits: string): string {
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

export function formatCount(count: number): string {
  return groupThousands(String(count));
}

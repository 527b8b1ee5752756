const DECIMAL = /^(\d{1,18})(?:\.(\d{1,18}))?$/;

/**
 * A decimal number as a whole number of units of 10^-`places`, without a float in between: "0.1" with 9 places is
 * 100000000n. Null when it is no plain number, negative, or finer than the units.
 */
export function parseDecimal(text: string, places: number): bigint | null {
  const match = DECIMAL.exec(text);
  const whole = match?.[1];
  if (whole === undefined) return null;
  const fraction = match?.[2] ?? '';
  if (fraction.length > places) return null;
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** The same the other way round, without zeros that say nothing: 100000000n with 9 places is "0.1". */
export function writeDecimal(units: bigint, places: number): string {
  const digits = units.toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

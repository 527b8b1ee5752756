/** Ascending copy, for `percentileOf`. */
export const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/**
 * The nearest-rank percentile: the smallest value that at least `percent` per cent of all values do not exceed.
 * Exact, always one of the values; null of nothing.
 */
export function percentileOf(ascending: readonly number[], percent: number): number | null {
  if (ascending.length === 0) return null;
  const rank = Math.max(1, Math.ceil((percent / 100) * ascending.length));
  return ascending[Math.min(rank, ascending.length) - 1] ?? null;
}

import { test } from '@playwright/test';

/** Prints a measured figure and keeps it in the report beside the test. */
export function measured(what: string, figure: string): void {
  test.info().annotations.push({ type: 'measured', description: `${what}: ${figure}` });
  console.log(`  ${what}: ${figure}`);
}

/** The value below which `share` (0 to 1) of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('there are no values');
  return value;
}

import { millis, type Millis } from '../../shared/units.ts';

/** The newest values of a measurement, and what lies under a share of them. */
export type Lateness = {
  add(ms: number): void;
  /** By nearest rank, a tenth of a millisecond fine; null while there is none. */
  percentile(share: number): Millis | null;
};

export const LATENESS_WINDOW = 512;

export function makeLateness(capacity: number = LATENESS_WINDOW): Lateness {
  const values: number[] = [];
  let next = 0;
  /** Kept until a value is added, as it is asked for more often. */
  let sorted: number[] | null = null;
  return {
    add: (ms) => {
      values[next] = ms;
      next = (next + 1) % capacity;
      sorted = null;
    },
    percentile: (share) => {
      sorted ??= values.toSorted((one, other) => one - other);
      const value = sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)];
      return value === undefined ? null : millis(Math.round(value * 10) / 10);
    },
  };
}

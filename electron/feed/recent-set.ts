/** Remembers the newest values only. */
export type RecentSet<T> = {
  /** False when it was in it already; then it stays where it is in the order. */
  add(value: T): boolean;
  has(value: T): boolean;
};

export function makeRecentSet<T>(capacity: number): RecentSet<T> {
  // A Set iterates in order of insertion, so that its first entry is the oldest.
  const values = new Set<T>();
  return {
    add: (value) => {
      if (values.has(value)) return false;
      values.add(value);
      if (values.size > capacity) {
        for (const oldest of values) {
          values.delete(oldest);
          break;
        }
      }
      return true;
    },
    has: (value) => values.has(value),
  };
}

export type LruMap<K, V> = {
  /** What was asked for last is dropped last. */
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  size(): number;
};

/** Keeps the `most` entries that were used last. */
export function makeLruMap<K, V>(most: number): LruMap<K, V> {
  const entries = new Map<K, V>();

  const put = (key: K, value: V): void => {
    entries.delete(key);
    entries.set(key, value);
  };

  return {
    get: (key) => {
      const found = entries.get(key);
      if (found !== undefined) put(key, found);
      return found;
    },
    set: (key, value) => {
      put(key, value);
      if (entries.size <= most) return;
      for (const oldest of entries.keys()) {
        entries.delete(oldest);
        return;
      }
    },
    size: () => entries.size,
  };
}

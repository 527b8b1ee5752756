/** `list` with `item` at its end, cut at the front to the newest `limit`. */
export function pushBounded<T>(list: readonly T[], item: T, limit: number): readonly T[] {
  return list.length < limit ? [...list, item] : [...list.slice(list.length - limit + 1), item];
}

/** `list` with `item` at its front, cut at the end to the newest `limit`. */
export function unshiftBounded<T>(list: readonly T[], item: T, limit: number): readonly T[] {
  return [item, ...list.slice(0, limit - 1)];
}

/** `record` without `key`. */
export function without<K extends string, V>(record: Readonly<Record<K, V>>, key: K): Readonly<Record<K, V>> {
  const { [key]: _gone, ...rest } = record;
  return rest as Record<K, V>;
}

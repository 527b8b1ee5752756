/** A copy of `map` in which `key` holds `value`. */
export function mapWith<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

/** A copy of `map` without `key`; `map` itself when it has none. */
export function mapWithout<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

/** The entries that `keep` says yes to; `map` itself when that is all of them. */
export function mapFilter<K, V>(
  map: ReadonlyMap<K, V>,
  keep: (value: V, key: K) => boolean,
): ReadonlyMap<K, V> {
  const kept = [...map].filter(([key, value]) => keep(value, key));
  return kept.length === map.size ? map : new Map(kept);
}

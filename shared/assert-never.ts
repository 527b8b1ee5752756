/** Ends an exhaustive switch: a case added to a union stops compiling here until it is handled. */
export function assertNever(value: never, what = 'value'): never {
  // JSON knows no bigint, and money is bigint: the error has to name the case, not its own failure to.
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'bigint' ? inner.toString() : inner,
  );
  throw new Error(`unexpected ${what}: ${text}`);
}

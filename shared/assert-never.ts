/** Ends an exhaustive switch: a case added to a union stops compiling here until it is handled. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`);
}

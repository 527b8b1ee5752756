/** A bigint in JSON: an object with this one key and the digits as text. */
const BIGINT_KEY = '$n';
const DIGITS = /^(?:0|-?[1-9]\d*)$/;
/** Deeper than any event; a value beyond it is one that holds itself. */
const MAX_DEPTH = 64;

/**
 * JSON that keeps bigints apart from strings and numbers. Throws on what JSON would change without a word (undefined,
 * NaN, infinities, functions, class instances) and on an object with a `$n` of its own: such a value is a broken
 * invariant, and a record of it would be a false one. The text is one line.
 */
export function toTaggedJson(value: unknown): string {
  return JSON.stringify(tagged(value, 0));
}

function tagged(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new Error('a value too deep to be recorded');
  switch (typeof value) {
    case 'bigint':
      return { [BIGINT_KEY]: value.toString() };
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new Error(`a number that cannot be recorded: ${value}`);
      return value;
    case 'object':
      return value === null ? null : taggedObject(value, depth);
    case 'undefined':
    case 'function':
    case 'symbol':
      throw new Error(`a value that cannot be recorded: ${typeof value}`);
  }
}

function taggedObject(value: object, depth: number): unknown {
  if (Array.isArray(value)) return value.map((item) => tagged(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new Error('an instance cannot be recorded');
  const entries: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    if (key === BIGINT_KEY) throw new Error(`a key that stands for a bigint: ${BIGINT_KEY}`);
    entries.push([key, tagged(item, depth + 1)]);
  }
  return Object.fromEntries(entries);
}

/** Reads what `toTaggedJson` wrote. Throws a SyntaxError on text that is no JSON or has a `$n` that is no bigint. */
export function fromTaggedJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, BIGINT_KEY)) return value;
    const digits: unknown = Reflect.get(value, BIGINT_KEY);
    if (Object.keys(value).length !== 1 || typeof digits !== 'string' || !DIGITS.test(digits)) {
      throw new SyntaxError('not a bigint');
    }
    return BigInt(digits);
  });
}

import { isAsLongAsASecret, isKeyName, isSecretName, REDACTED_TEXT, redactText } from './redact-text.ts';

/** Bounds of one line: what is beyond them is left out and said to be. */
export const MAX_DEPTH = 6;
export const MAX_ITEMS = 50;
/** A list of this many bytes is a seed or a key pair. */
const SECRET_BYTES = 32;

/**
 * The value as it may be written to the log: plain JSON, bigints as decimal strings, errors as their words, secrets
 * taken out, bounded in depth and width. Never throws.
 */
export function redact(value: unknown): unknown {
  return redactAt(value, 0);
}

function redactAt(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value);
    case 'bigint':
      return value.toString();
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
      return value;
    case 'undefined':
      return undefined;
    case 'function':
    case 'symbol':
      return `[${typeof value}]`;
    case 'object':
      return value === null ? null : redactObject(value, depth);
  }
}

function redactObject(value: object, depth: number): unknown {
  if (depth >= MAX_DEPTH) return '[too deep]';
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return redactList(value, depth);
  if (value instanceof Error) return redactFields(errorFields(value), depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (value instanceof Map || value instanceof Set) return `[${value.constructor.name} of ${value.size}]`;
  return redactFields(Object.entries(value), depth);
}

function redactList(list: readonly unknown[], depth: number): unknown {
  if (list.length >= SECRET_BYTES && list.every(isByte)) return `[${list.length} bytes]`;
  const items = list.slice(0, MAX_ITEMS).map((item) => redactAt(item, depth + 1) ?? null);
  return list.length > MAX_ITEMS ? [...items, `[${list.length - MAX_ITEMS} more]`] : items;
}

const isByte = (item: unknown): boolean =>
  typeof item === 'number' && Number.isInteger(item) && item >= 0 && item <= 255;

function redactFields(fields: readonly (readonly [string, unknown])[], depth: number): unknown {
  const kept = fields
    .slice(0, MAX_ITEMS)
    .map(([name, field]) => [redactText(name), redactField(name, field, depth)] as const);
  if (fields.length > MAX_ITEMS) kept.push(['…', `[${fields.length - MAX_ITEMS} more]`]);
  return Object.fromEntries(kept);
}

function redactField(name: string, field: unknown, depth: number): unknown {
  const holdsSecret =
    isSecretName(name) || (isKeyName(name) && typeof field === 'string' && isAsLongAsASecret(field));
  // That there is none is worth knowing.
  return holdsSecret && field !== null && field !== undefined ? REDACTED_TEXT : redactAt(field, depth + 1);
}

function errorFields(error: Error): [string, unknown][] {
  const fields: [string, unknown][] = [
    ['name', error.name],
    ['message', error.message],
  ];
  const code: unknown = Reflect.get(error, 'code');
  if (code !== undefined) fields.push(['code', code]);
  if (error.stack !== undefined) fields.push(['stack', error.stack]);
  if (error.cause !== undefined) fields.push(['cause', error.cause]);
  return fields;
}

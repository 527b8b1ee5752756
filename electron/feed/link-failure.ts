const MAX_LENGTH = 160;
const QUERY = /\?[^\s'")]*/g;
const CONTROL = /[\p{Cc}\p{Cf}]+/gu;

/**
 * The message of a connection's error, for a status line. Addresses can carry a key in their query, so queries are
 * cut off; the other side's words are cut to one short line.
 */
export function linkFailure(error: unknown): string {
  const words = error instanceof Error ? error.message || error.name : String(error);
  const code = errorCode(error);
  const text = `${words || 'unknown error'}${code === null || words.includes(code) ? '' : ` (${code})`}`;
  return text.slice(0, 1000).replace(QUERY, '').replace(CONTROL, ' ').trim().slice(0, MAX_LENGTH);
}

function errorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : null;
}

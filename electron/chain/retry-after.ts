import { millis, type Millis, type UnixMs } from '../../shared/units.ts';

/** Longer waits than this are cut to it: a server's slip must not silence an endpoint for a day. */
const MOST_MS = 60_000;

/** The wait that a Retry-After header asks for, in seconds or until a date (RFC 9110, 10.2.3); null for none. */
export function readRetryAfter(header: string | readonly string[] | undefined, nowMs: UnixMs): Millis | null {
  const text = (typeof header === 'string' ? header : header?.[0])?.trim();
  if (text === undefined || text === '') return null;
  const asked = /^\d{1,9}(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isFinite(asked) ? millis(Math.min(Math.max(asked, 0), MOST_MS)) : null;
}

import { malformed, type MalformedReason } from './malformed-reasons.ts';
import { isTooDeep } from './too-deep.ts';

/** A message of Solana's websocket interface, or of Helius' extension of it, taken apart and not looked into. */
export type PubsubMessage =
  /** `subscription` is what its notifications carry. */
  | { readonly kind: 'subscribed'; readonly id: number; readonly subscription: number }
  /** `id` is null where the server could not even read the request; `detail` is its own words. */
  | { readonly kind: 'refused'; readonly id: number | null; readonly detail: string }
  | { readonly kind: 'notification'; readonly method: string; readonly frame: JsonObject }
  /** Valid, and of no interest. */
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed'; readonly reason: MalformedReason };

export type JsonObject = Readonly<Record<string, unknown>>;

/** A full transaction with its logs and balances in JSON stays under 100 kB. */
export const MAX_FRAME_BYTES = 1_000_000;
const NOTIFICATION = /Notification$/;

/** Never throws, whatever the text. */
export function readPubsubMessage(text: string): PubsubMessage {
  if (text.length > MAX_FRAME_BYTES) return { kind: 'malformed', reason: malformed('too-long') };
  if (isTooDeep(text)) return { kind: 'malformed', reason: malformed('too-deep') };
  const message = objectOf(parsed(text));
  if (message === null) return { kind: 'malformed', reason: malformed('not-an-object') };
  const { method, id, error, result } = message;
  if (typeof method === 'string' && NOTIFICATION.test(method)) {
    return { kind: 'notification', method, frame: message };
  }
  const ofRequest = Number.isSafeInteger(id) ? Number(id) : null;
  if (error !== undefined && (ofRequest !== null || id === null)) {
    return { kind: 'refused', id: ofRequest, detail: errorWords(error) };
  }
  if (typeof method === 'string') return { kind: 'other' };
  if (ofRequest !== null && typeof result === 'number') {
    return { kind: 'subscribed', id: ofRequest, subscription: result };
  }
  // Neither a notification nor an answer to what was asked.
  return { kind: 'malformed', reason: malformed('broken-packet') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Null for anything but an object. A copy, so that what it inherits is never read. */
export function objectOf(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function errorWords(error: unknown): string {
  const message = objectOf(error)?.['message'];
  return typeof message === 'string' ? message : 'no reason given';
}

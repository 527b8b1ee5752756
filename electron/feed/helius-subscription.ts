import { AMM_V4_CREATE_FEE_ACCOUNT, AMM_V4_PROGRAM } from '../protocol/programs.ts';

/** The id of the one request that is sent on a connection. */
const REQUEST_ID = 1;

/**
 * Asks for every transaction that pays AMM v4's creation fee: all creations, no swaps. Helius' `transactionSubscribe`,
 * an extension of the standard websocket interface.
 */
export const SUBSCRIBE_TO_CREATIONS: string = JSON.stringify({
  jsonrpc: '2.0',
  id: REQUEST_ID,
  method: 'transactionSubscribe',
  params: [
    {
      accountInclude: [AMM_V4_CREATE_FEE_ACCOUNT],
      accountRequired: [AMM_V4_PROGRAM],
      vote: false,
      failed: false,
    },
    {
      commitment: 'processed',
      encoding: 'base64',
      transactionDetails: 'full',
      maxSupportedTransactionVersion: 0,
    },
  ],
});

export type HeliusMessage =
  | { readonly kind: 'subscribed' }
  /** `detail` is the server's own words. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** Parsed from JSON and not looked into. */
  | { readonly kind: 'notification'; readonly frame: unknown }
  /** Valid, and of no interest. */
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed' };

export function readHeliusMessage(text: string): HeliusMessage {
  const message = parseObject(text);
  if (message === null) return { kind: 'malformed' };
  if (message['method'] === 'transactionNotification') return { kind: 'notification', frame: message };
  // An error without an id answers a request that the server could not even read.
  if (message['error'] !== undefined && (message['id'] === REQUEST_ID || message['id'] === null)) {
    return { kind: 'refused', detail: errorWords(message['error']) };
  }
  if (message['id'] === REQUEST_ID) {
    return typeof message['result'] === 'number' ? { kind: 'subscribed' } : { kind: 'malformed' };
  }
  return { kind: 'other' };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function errorWords(error: unknown): string {
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : null;
  return typeof message === 'string' ? message : 'no reason given';
}

import type { Address, Signature } from '../../../shared/units.ts';
import { decodeBase58, parseAddress, parseSignature } from '../../protocol/base58.ts';
import { COMMITMENTS, type Commitment } from '../chain/commitment.ts';
import { MAX_TRANSACTION_BYTES } from '../../protocol/transaction-wire.ts';

export type JsonObject = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An optional configuration object among the params; null when it is something else. */
export function readConfig(value: unknown): JsonObject | null {
  if (value === undefined || value === null) return {};
  return isObject(value) ? value : null;
}

/** `finalized` when left out, as a node has it; null when it is no commitment. */
export function readCommitment(config: JsonObject): Commitment | null {
  const value = config['commitment'] ?? 'finalized';
  return COMMITMENTS.find((each) => each === value) ?? null;
}

/** Whether the caller wants to be answered by somebody who has seen more than `slot`. */
export function asksForMoreThan(slot: number, config: JsonObject): boolean {
  const least = config['minContextSlot'];
  return typeof least === 'number' && least > slot;
}

export function readAddresses(value: unknown, limit: number): readonly Address[] | null {
  return readList(value, limit, parseAddress);
}

export function readSignatures(value: unknown, limit: number): readonly Signature[] | null {
  return readList(value, limit, parseSignature);
}

function readList<T>(value: unknown, limit: number, parse: (each: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value) || value.length > limit) return null;
  const parsed: T[] = [];
  for (const each of value) {
    const one = parse(each);
    if (one === null) return null;
    parsed.push(one);
  }
  return parsed;
}

// 1.37 characters a byte.
const MAX_BASE58_TEXT = 1_700;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A transaction or message in the encoding that the configuration names; base58 when it names none, as a node has it. */
export function readBytes(value: unknown, encoding: unknown): Uint8Array | null {
  if (typeof value !== 'string') return null;
  if (encoding === 'base64') {
    const fits = value.length <= Math.ceil(MAX_TRANSACTION_BYTES / 3) * 4;
    return fits && BASE64.test(value) ? new Uint8Array(Buffer.from(value, 'base64')) : null;
  }
  if ((encoding !== undefined && encoding !== 'base58') || value.length > MAX_BASE58_TEXT) return null;
  return decodeBase58(value);
}

export function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

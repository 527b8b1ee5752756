import type { Address } from '../../shared/units.ts';
import { ADDRESS_BYTES, encodeAddress, parseAddress } from './base58.ts';
import type { RecordedAccount } from './describe-account.ts';
import { isObject, type JsonObject } from './frame-json.ts';

/** The largest account of any program, 10 MiB. */
const MAX_ACCOUNT_BYTES = 10 * 1024 * 1024;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * An account as an RPC answer, `solana account --output json` or a dump gives it: `owner` beside `data`, or these in `account`
 * beside a `pubkey`. Data are [text, "base64"], a text `base64Data`, or a list of bytes; keys are base58 or lists of bytes.
 * Null where it is no account, or its data have another encoding.
 */
export function readRecordedAccount(value: JsonObject): RecordedAccount | null {
  const inner = isObject(value['account']) ? value['account'] : value;
  const owner = readKey(inner['owner']);
  const data = readData(inner['data'] ?? inner['base64Data']);
  if (owner === null || data === null) return null;
  return { address: readKey(value['address'] ?? value['pubkey']), owner, data };
}

/** Whether it is meant to be one, readable or not. */
export function looksLikeAccount(value: JsonObject): boolean {
  const inner = isObject(value['account']) ? value['account'] : value;
  return 'owner' in inner && ('data' in inner || 'base64Data' in inner);
}

function readKey(value: unknown): Address | null {
  if (!Array.isArray(value)) return parseAddress(value);
  const bytes = readByteList(value);
  return bytes?.length === ADDRESS_BYTES ? encodeAddress(bytes) : null;
}

function readData(value: unknown): Uint8Array | null {
  if (typeof value === 'string') return readBase64(value);
  if (!Array.isArray(value)) return null;
  const [first, second] = value;
  if (typeof first !== 'string') return readByteList(value);
  return second === 'base64' ? readBase64(first) : null;
}

function readBase64(text: string): Uint8Array | null {
  if (text.length > (MAX_ACCOUNT_BYTES / 3) * 4 + 4 || text.length % 4 !== 0 || !BASE64.test(text))
    return null;
  return new Uint8Array(Buffer.from(text, 'base64'));
}

function readByteList(value: readonly unknown[]): Uint8Array | null {
  return value.length <= MAX_ACCOUNT_BYTES && value.every(isByte) ? Uint8Array.from(value) : null;
}

const isByte = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;

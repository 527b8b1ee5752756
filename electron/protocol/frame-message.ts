import type { Address, Signature } from '../../shared/units.ts';
import { maxBase58Length } from './base58-fixed.ts';
import { decodeBase58, encodeSignature, parseSignature } from './base58.ts';
import type { ChainInstruction } from './chain-transaction.ts';
import {
  address,
  count,
  faultOf,
  FrameFault,
  isObject,
  knownKeys,
  list,
  MAX_ACCOUNTS,
  MAX_INSTRUCTION_BYTES,
  MAX_INSTRUCTIONS,
  object,
  type JsonObject,
} from './frame-json.ts';
import type { AccountRole } from './instruction.ts';
import {
  accountRoles,
  decodeTransaction,
  MAX_TRANSACTION_BYTES,
  resolveInstructions,
  type LoadedAddresses,
  type LookupTableUse,
} from './transaction-wire.ts';

/** A transaction's own part of a frame, the same for the encodings base64, json and jsonParsed. */
export type FrameMessage = {
  readonly signature: Signature;
  readonly accountKeys: readonly AccountRole[];
  readonly instructions: readonly ChainInstruction[];
};

const accountsFault = faultOf('malformed-accounts');
const instructionsFault = faultOf('malformed-instructions');
const NO_DATA = new Uint8Array(0);
const MAX_DATA_TEXT = maxBase58Length(MAX_INSTRUCTION_BYTES);
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MAX_BASE64 = Math.ceil(MAX_TRANSACTION_BYTES / 3) * 4;

/** `value` is the frame's `transaction`: [text, "base64"], or an object with signatures and message. */
export function readFrameMessage(value: unknown, meta: JsonObject): FrameMessage {
  return Array.isArray(value) ? readBase64(value, meta) : readJson(value, meta);
}

function readBase64(value: readonly unknown[], meta: JsonObject): FrameMessage {
  const [encoded, encoding] = value;
  const isBase64 = typeof encoded === 'string' && encoded.length <= MAX_BASE64 && BASE64.test(encoded);
  if (encoding !== 'base64' || !isBase64)
    throw new FrameFault({ code: 'malformed-bytes', field: 'transaction' });
  const decoded = decodeTransaction(Buffer.from(encoded, 'base64'));
  const first = decoded?.signatures[0];
  if (!decoded || !first) throw new FrameFault({ code: 'malformed-bytes', field: 'transaction' });
  const loaded = readLoaded(decoded.lookupTables, meta);
  const accountKeys = accountRoles(decoded, loaded);
  const resolved = resolveInstructions(decoded, loaded);
  if (resolved === null) throw instructionsFault('transaction');
  const outer = resolved.map((each) => ({ ...each, inner: false, opaque: false }));
  return {
    signature: encodeSignature(first),
    accountKeys,
    instructions: withInner(outer, meta, instructionKeys(accountKeys)),
  };
}

function readJson(value: unknown, meta: JsonObject): FrameMessage {
  const transaction = object(value, 'transaction', faultOf('not-a-transaction'));
  const signatures = list(
    transaction['signatures'],
    'signatures',
    MAX_ACCOUNTS,
    faultOf('malformed-signature'),
  );
  const signature = parseSignature(signatures[0]);
  if (signature === null) throw new FrameFault({ code: 'malformed-signature', field: 'signatures' });
  const message = object(transaction['message'], 'message', faultOf('not-a-transaction'));
  const keys = list(message['accountKeys'], 'accountKeys', MAX_ACCOUNTS, accountsFault);
  // jsonParsed lists objects with their roles, looked-up ones included; json lists the static keys' text.
  const accountKeys = isObject(keys[0]) ? keys.map(readParsedKey) : readPlainKeys(keys, message, meta);
  const keysOf = instructionKeys(accountKeys);
  const outer = list(message['instructions'], 'instructions', MAX_INSTRUCTIONS, instructionsFault).map(
    (each) => readInstruction(each, keysOf, false),
  );
  return { signature, accountKeys, instructions: withInner(outer, meta, keysOf) };
}

function readParsedKey(value: unknown): AccountRole {
  const key = object(value, 'accountKeys', accountsFault);
  const { signer, writable } = key;
  if (typeof signer !== 'boolean' || typeof writable !== 'boolean') throw accountsFault('accountKeys');
  return { address: address(key['pubkey'], 'accountKeys', accountsFault), signer, writable };
}

function readPlainKeys(
  keys: readonly unknown[],
  message: JsonObject,
  meta: JsonObject,
): readonly AccountRole[] {
  const header = object(message['header'], 'header', accountsFault);
  const headerCount = (name: string): number => count(header[name], `header.${name}`, accountsFault);
  const loaded = readLoaded(readLookups(message['addressTableLookups'] ?? []), meta);
  return accountRoles(
    {
      header: {
        requiredSignatures: headerCount('numRequiredSignatures'),
        readonlySigners: headerCount('numReadonlySignedAccounts'),
        readonlyOthers: headerCount('numReadonlyUnsignedAccounts'),
      },
      accountKeys: keys.map((key) => address(key, 'accountKeys', accountsFault)),
    },
    loaded,
  );
}

function readLookups(value: unknown): readonly LookupTableUse[] {
  return list(value, 'addressTableLookups', MAX_ACCOUNTS, accountsFault).map((each) => {
    const lookup = object(each, 'addressTableLookups', accountsFault);
    const indexes = (name: string): readonly number[] =>
      list(lookup[name], name, MAX_ACCOUNTS, accountsFault).map((index) => count(index, name, accountsFault));
    return {
      table: address(lookup['accountKey'], 'addressTableLookups', accountsFault),
      writableIndexes: indexes('writableIndexes'),
      readonlyIndexes: indexes('readonlyIndexes'),
    };
  });
}

/** What the tables held, from meta. The counts must agree: one key too few would shift every later index. */
function readLoaded(lookups: readonly LookupTableUse[], meta: JsonObject): LoadedAddresses {
  if (lookups.length === 0) return { writable: [], readonly: [] };
  const unresolved = faultOf('lookup-tables-unresolved');
  if (meta['loadedAddresses'] == null)
    throw new FrameFault({
      code: 'lookup-tables-left-out',
      field: 'meta.loadedAddresses',
      tables: lookups,
    });
  const loaded = object(meta['loadedAddresses'], 'meta.loadedAddresses', unresolved);
  const read = (side: 'writable' | 'readonly', wanted: number): readonly Address[] => {
    const field = `meta.loadedAddresses.${side}`;
    const keys = list(loaded[side], field, MAX_ACCOUNTS, unresolved);
    if (keys.length !== wanted) throw unresolved(field);
    return keys.map((key) => address(key, field, unresolved));
  };
  const total = (side: 'writableIndexes' | 'readonlyIndexes'): number =>
    lookups.reduce((sum, lookup) => sum + lookup[side].length, 0);
  return {
    writable: read('writable', total('writableIndexes')),
    readonly: read('readonly', total('readonlyIndexes')),
  };
}

function withInner(
  outer: readonly ChainInstruction[],
  meta: JsonObject,
  keys: InstructionKeys,
): readonly ChainInstruction[] {
  const innerOf = new Map<number, readonly ChainInstruction[]>();
  // Null where the node does not record them.
  const groups = list(
    meta['innerInstructions'] ?? [],
    'meta.innerInstructions',
    MAX_INSTRUCTIONS,
    instructionsFault,
  );
  for (const value of groups) {
    const group = object(value, 'meta.innerInstructions', instructionsFault);
    const index = count(group['index'], 'meta.innerInstructions.index', instructionsFault);
    const inner = list(group['instructions'], 'meta.innerInstructions', MAX_INSTRUCTIONS, instructionsFault);
    if (index >= outer.length || innerOf.has(index)) throw instructionsFault('meta.innerInstructions.index');
    innerOf.set(
      index,
      inner.map((each) => readInstruction(each, keys, true)),
    );
  }
  return outer.flatMap((instruction, index) => [instruction, ...(innerOf.get(index) ?? [])]);
}

/** An account of an instruction by its index (json, base64) or by its text (jsonParsed). */
type InstructionKeys = (indexOrText: unknown) => Address | undefined;

function instructionKeys(accountKeys: readonly AccountRole[]): InstructionKeys {
  const known = knownKeys(accountKeys);
  return (indexOrText) =>
    typeof indexOrText === 'number' ? accountKeys[indexOrText]?.address : known.get(indexOrText);
}

function readInstruction(value: unknown, keys: InstructionKeys, inner: boolean): ChainInstruction {
  const instruction = object(value, 'instruction', instructionsFault);
  const keyOf = (indexOrText: unknown, field: string): Address => {
    const key = keys(indexOrText);
    if (key === undefined) throw instructionsFault(field);
    return key;
  };
  const programId = keyOf(instruction['programIdIndex'] ?? instruction['programId'], 'instruction.programId');
  if ('parsed' in instruction) return { programId, accounts: [], data: NO_DATA, inner, opaque: true };
  const accounts = list(instruction['accounts'], 'instruction.accounts', MAX_ACCOUNTS, instructionsFault).map(
    (each) => keyOf(each, 'instruction.accounts'),
  );
  const { data: text } = instruction;
  if (typeof text !== 'string') throw instructionsFault('instruction.data');
  if (text.length > MAX_DATA_TEXT) return { programId, accounts, data: NO_DATA, inner, opaque: true };
  const data = decodeBase58(text);
  if (data === null) throw instructionsFault('instruction.data');
  return { programId, accounts, data, inner, opaque: false };
}

import type { Address, Blockhash } from '../../shared/units.ts';
import { encodeAddress, encodeBlockhash, SIGNATURE_BYTES } from './base58.ts';
import { decodeCompactU16, encodeCompactU16 } from './compact-u16.ts';
import type { AccountRole, ResolvedInstruction } from './instruction.ts';
import { layOutMessage, type MessageRequest, type MessageVersion } from './message-compile.ts';

/** What fits in one packet of the network, and the most that a node accepts. */
export const MAX_TRANSACTION_BYTES = 1232;
const V0_PREFIX = 0x80;

export type MessageHeader = {
  readonly requiredSignatures: number;
  /** Of the required signers, how many at the end are read-only. */
  readonly readonlySigners: number;
  /** Of the other static accounts, how many at the end are read-only. */
  readonly readonlyOthers: number;
};

/** Indexes count static keys first, then looked-up writable ones, then looked-up read-only ones. */
export type CompiledInstruction = {
  readonly programIdIndex: number;
  readonly accountIndexes: readonly number[];
  readonly data: Uint8Array;
};

export type LookupTableUse = {
  readonly table: Address;
  readonly writableIndexes: readonly number[];
  readonly readonlyIndexes: readonly number[];
};

export type DecodedMessage = {
  readonly version: MessageVersion;
  readonly header: MessageHeader;
  /** The static keys only. */
  readonly accountKeys: readonly Address[];
  readonly recentBlockhash: Blockhash;
  readonly instructions: readonly CompiledInstruction[];
  readonly lookupTables: readonly LookupTableUse[];
};

export type DecodedTransaction = DecodedMessage & {
  /** 64 bytes each, in the order of the first `requiredSignatures` keys. */
  readonly signatures: readonly Uint8Array[];
  /** The bytes that the signatures sign. */
  readonly message: Uint8Array;
};

/** Keys that the lookup tables of a transaction gave, in the order of its instructions' indexes. */
export type LoadedAddresses = {
  readonly writable: readonly Address[];
  readonly readonly: readonly Address[];
};

export const NO_LOADED_ADDRESSES: LoadedAddresses = { writable: [], readonly: [] };

/** The message's bytes, as web3.js compiles them; no lookup tables. */
export function compileMessage(request: MessageRequest): Uint8Array {
  return layOutMessage(request).message;
}

/** Throws when it would not fit a packet: such a transaction cannot be sent at all. */
export function encodeTransaction(signatures: readonly Uint8Array[], message: Uint8Array): Uint8Array {
  if (signatures.some((each) => each.length !== SIGNATURE_BYTES)) throw new Error('a signature has 64 bytes');
  const bytes = Buffer.concat([encodeCompactU16(signatures.length), ...signatures, message]);
  if (bytes.length > MAX_TRANSACTION_BYTES) {
    throw new RangeError(
      `a transaction of ${bytes.length} bytes, over the ${MAX_TRANSACTION_BYTES} of a packet`,
    );
  }
  return new Uint8Array(bytes);
}

/** Null for anything that a node would not deserialise or sanitise. Never throws. */
export function decodeTransaction(bytes: Uint8Array): DecodedTransaction | null {
  if (bytes.length > MAX_TRANSACTION_BYTES) return null;
  const cursor = new Cursor(bytes);
  const signatures = cursor.list(() => cursor.take(SIGNATURE_BYTES));
  if (cursor.failed) return null;
  const message = copy(bytes, cursor.offset, bytes.length);
  const decoded = decodeMessage(message);
  if (decoded === null || decoded.header.requiredSignatures !== signatures.length) return null;
  return { ...decoded, signatures, message };
}

/** A message without signatures, as getFeeForMessage takes it. Null for anything malformed; never throws. */
export function decodeMessage(bytes: Uint8Array): DecodedMessage | null {
  if (bytes.length > MAX_TRANSACTION_BYTES) return null;
  const cursor = new Cursor(bytes);
  const versioned = (bytes[0] ?? 0) >= V0_PREFIX;
  if (versioned && cursor.byte() !== V0_PREFIX) return null;
  const header = {
    requiredSignatures: cursor.byte(),
    readonlySigners: cursor.byte(),
    readonlyOthers: cursor.byte(),
  };
  const keys = cursor.list(() => cursor.take(32));
  const blockhash = cursor.take(32);
  const instructions = cursor.list(() => ({
    programIdIndex: cursor.byte(),
    accountIndexes: cursor.list(() => cursor.byte()),
    data: cursor.take(cursor.length()),
  }));
  const lookups = versioned
    ? cursor.list(() => ({
        key: cursor.take(32),
        writableIndexes: cursor.list(() => cursor.byte()),
        readonlyIndexes: cursor.list(() => cursor.byte()),
      }))
    : [];
  if (cursor.failed || cursor.offset !== bytes.length) return null;
  const loaded = lookups.reduce(
    (sum, each) => sum + each.writableIndexes.length + each.readonlyIndexes.length,
    0,
  );
  if (lookups.some((each) => each.writableIndexes.length + each.readonlyIndexes.length === 0)) return null;
  if (!isSane(header, keys.length, keys.length + loaded, instructions)) return null;
  return {
    version: versioned ? 0 : 'legacy',
    header,
    accountKeys: keys.map(encodeAddress),
    recentBlockhash: encodeBlockhash(blockhash),
    instructions,
    lookupTables: lookups.map(({ key, ...indexes }) => ({ table: encodeAddress(key), ...indexes })),
  };
}

// `sanitize` of the runtime's messages: a writable payer, the header within the keys, every index within all keys, no
// program that is the payer or comes from a lookup table; above, no lookup of nothing.
function isSane(
  header: MessageHeader,
  staticKeys: number,
  allKeys: number,
  instructions: readonly CompiledInstruction[],
): boolean {
  if (header.readonlySigners >= header.requiredSignatures) return false;
  if (header.requiredSignatures + header.readonlyOthers > staticKeys || allKeys > 256) return false;
  return instructions.every(
    ({ programIdIndex, accountIndexes }) =>
      programIdIndex > 0 &&
      programIdIndex < staticKeys &&
      accountIndexes.every((accountIndex) => accountIndex < allKeys),
  );
}

/** Every account of a transaction with its roles, in index order: static keys, then loaded ones. */
export function accountRoles(
  message: Pick<DecodedMessage, 'header' | 'accountKeys'>,
  loaded: LoadedAddresses = NO_LOADED_ADDRESSES,
): readonly AccountRole[] {
  const { requiredSignatures, readonlySigners, readonlyOthers } = message.header;
  const writableSigners = requiredSignatures - readonlySigners;
  const firstReadonlyOther = message.accountKeys.length - readonlyOthers;
  return [
    ...message.accountKeys.map((address, index) => {
      const signer = index < requiredSignatures;
      return { address, signer, writable: index < (signer ? writableSigners : firstReadonlyOther) };
    }),
    ...loaded.writable.map((address) => ({ address, signer: false, writable: true })),
    ...loaded.readonly.map((address) => ({ address, signer: false, writable: false })),
  ];
}

/** The instructions by address, or null when an index points past the keys (loaded addresses left out). */
export function resolveInstructions(
  message: DecodedMessage,
  loaded: LoadedAddresses = NO_LOADED_ADDRESSES,
): readonly ResolvedInstruction[] | null {
  const keys = [...message.accountKeys, ...loaded.writable, ...loaded.readonly];
  const resolved: ResolvedInstruction[] = [];
  for (const { programIdIndex, accountIndexes, data } of message.instructions) {
    const programId = keys[programIdIndex];
    const accounts = accountIndexes.map((accountIndex) => keys[accountIndex]);
    if (programId === undefined || !accounts.every((each) => each !== undefined)) return null;
    resolved.push({ programId, accounts, data });
  }
  return resolved;
}

/** A Buffer's own `slice` would share its memory, which its owner may use again. */
const copy = (bytes: Uint8Array, start: number, end: number): Uint8Array =>
  new Uint8Array(bytes.subarray(start, end));

/** Reads forward. Past the end it yields zeros and remembers that it failed, so that reading code has no branches. */
class Cursor {
  offset = 0;
  failed = false;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(length: number): Uint8Array {
    const end = this.offset + length;
    if (this.failed || end > this.#bytes.length) {
      this.failed = true;
      return new Uint8Array(length);
    }
    const part = copy(this.#bytes, this.offset, end);
    this.offset = end;
    return part;
  }

  byte(): number {
    return this.take(1)[0] ?? 0;
  }

  length(): number {
    const decoded = this.failed ? null : decodeCompactU16(this.#bytes, this.offset);
    if (decoded === null) {
      this.failed = true;
      return 0;
    }
    this.offset = decoded.next;
    return decoded.value;
  }

  list<T>(read: () => T): T[] {
    const items: T[] = [];
    const count = this.length();
    // A count past the end stops at the first item that fails.
    for (let index = 0; index < count && !this.failed; index += 1) items.push(read());
    return items;
  }
}

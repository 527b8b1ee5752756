import { err, ok, type Result } from '../../shared/result.ts';
import { millis, type Address, type Millis, type MonoUs } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { encodeAddress } from '../protocol/base58.ts';
import { readU32 } from '../protocol/little-endian.ts';
import { ADDRESS_LOOKUP_TABLE_PROGRAM } from '../protocol/programs.ts';
import { MAX_ACCOUNTS_A_CALL, type AccountReader } from './account-reader.ts';
import { makeLruMap } from './lru-map.ts';
import { describeRpcError } from './rpc-error.ts';

/** A table that a transaction names, and the highest of its places that the transaction uses. */
export type LookupNeed = { readonly table: Address; readonly highestIndex: number };

export type LookupTables = {
  /** Every table's addresses, at least as many as asked for. The error is one line for people. */
  read(
    needs: readonly LookupNeed[],
    signal: AbortSignal,
  ): Promise<Result<ReadonlyMap<Address, readonly Address[]>, string>>;
  /** Since the newest reading; null before the first. */
  ageMs(): Millis | null;
};

export const MOST_LOOKUP_TABLES = 256;

// AddressLookupTable's state.rs: a u32 that is 1 for a table, slots, and an authority fill 56 bytes; then the addresses.
const KIND_TABLE = 1;
const HEADER_BYTES = 56;
/** An index is a byte. */
const MOST_ADDRESSES = 256;

/** The addresses of a table; null where the bytes are none. */
export function decodeLookupTable(bytes: Uint8Array): readonly Address[] | null {
  if (bytes.length < HEADER_BYTES || readU32(bytes, 0) !== KIND_TABLE) return null;
  if ((bytes.length - HEADER_BYTES) % 32 !== 0) return null;
  const count = Math.min((bytes.length - HEADER_BYTES) / 32, MOST_ADDRESSES);
  return Array.from({ length: count }, (_, at) =>
    encodeAddress(bytes.subarray(HEADER_BYTES + at * 32, HEADER_BYTES + (at + 1) * 32)),
  );
}

/** Keeps tables: addresses are only ever added to one, so what is known of it stays true. */
export function makeLookupTables(reader: AccountReader, clock: Clock): LookupTables {
  const kept = makeLruMap<Address, readonly Address[]>(MOST_LOOKUP_TABLES);
  let readUs: MonoUs | null = null;

  return {
    read: async (needs, signal) => {
      const found = new Map<Address, readonly Address[]>();
      for (const { table, highestIndex } of needs) {
        const addresses = kept.get(table);
        if (addresses !== undefined && addresses.length > highestIndex) found.set(table, addresses);
      }
      const missing = [...new Set(needs.map(({ table }) => table))].filter((table) => !found.has(table));
      if (missing.length === 0) return ok(found);
      if (missing.length > MAX_ACCOUNTS_A_CALL) return err(`${missing.length} lookup tables at once`);
      const askedUs = clock.monoUs();
      const answered = await reader.read(missing, signal, 'buy');
      if (!answered.ok) return err(describeRpcError(answered.error));
      readUs = askedUs;
      for (const [at, table] of missing.entries()) {
        const account = answered.value.accounts[at] ?? null;
        const isTable = account !== null && account.owner === ADDRESS_LOOKUP_TABLE_PROGRAM;
        const addresses = isTable ? decodeLookupTable(account.data) : null;
        if (addresses === null) return err(`no lookup table at ${table}`);
        kept.set(table, addresses);
        found.set(table, addresses);
      }
      const short = needs.find(({ table, highestIndex }) => (found.get(table)?.length ?? 0) <= highestIndex);
      return short === undefined ? ok(found) : err(`the lookup table ${short.table} has too few addresses`);
    },
    ageMs: () => (readUs === null ? null : millis((clock.monoUs() - readUs) / 1000)),
  };
}

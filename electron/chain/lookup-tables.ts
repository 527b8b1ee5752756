import { err, ok, type Result } from '../../shared/result.ts';
import { millis, type Address, type Millis, type MonoUs } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { encodeAddress } from '../protocol/base58.ts';
import { readU32 } from '../protocol/little-endian.ts';
import { ADDRESS_LOOKUP_TABLE_PROGRAM } from '../protocol/programs.ts';
import type { LoadedAddresses, LookupTableUse } from '../protocol/transaction-wire.ts';
import { MAX_ACCOUNTS_A_CALL, type AccountReader } from './account-reader.ts';
import { makeLruMap } from './lru-map.ts';
import { describeRpcError } from './rpc-error.ts';

export type LookupTables = {
  /** What a transaction gets from its tables. The error is one line for people. */
  load(uses: readonly LookupTableUse[], signal: AbortSignal): Promise<Result<LoadedAddresses, string>>;
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

  async function readTables(missing: readonly Address[], signal: AbortSignal): Promise<Result<null, string>> {
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
    }
    return ok(null);
  }

  const isMissing = ({ table, writableIndexes, readonlyIndexes }: LookupTableUse): boolean => {
    const length = kept.get(table)?.length ?? 0;
    return [...writableIndexes, ...readonlyIndexes].some((index) => index >= length);
  };

  return {
    load: async (uses, signal) => {
      const missing = [...new Set(uses.filter(isMissing).map(({ table }) => table))];
      const read = missing.length === 0 ? ok(null) : await readTables(missing, signal);
      if (!read.ok) return read;
      const short = uses.find(isMissing);
      if (short !== undefined) return err(`the lookup table ${short.table} has too few addresses`);
      const from = (side: 'writableIndexes' | 'readonlyIndexes'): readonly Address[] =>
        uses.flatMap((use) => use[side].flatMap((index) => kept.get(use.table)?.[index] ?? []));
      return ok({ writable: from('writableIndexes'), readonly: from('readonlyIndexes') });
    },
    ageMs: () => (readUs === null ? null : millis((clock.monoUs() - readUs) / 1000)),
  };
}

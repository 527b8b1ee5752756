import type { Address } from '../../../shared/units.ts';
import { decodeAddress, encodeAddress } from '../../protocol/base58.ts';
import { readU32, readU64, U64_MAX, writeU32, writeU64 } from '../../protocol/little-endian.ts';
import { ADDRESS_LOOKUP_TABLE_PROGRAM } from '../../protocol/programs.ts';
import { rentExemptMinimum, type LedgerAccount } from './ledger-account.ts';

// AddressLookupTable's state.rs, bincode: kind u32 (1), deactivation_slot u64, last_extended_slot u64,
// last_extended_slot_start_index u8, authority Option<Pubkey>, padding u16; addresses from byte 56 on.
const META_BYTES = 56;
const KIND = 1;
const ADDRESS_BYTES = 32;
export const MAX_TABLE_ADDRESSES = 256;

export type LookupTable = {
  /** Null while it is active. */
  readonly deactivationSlot: bigint | null;
  readonly lastExtendedSlot: bigint;
  /** Addresses from here on were added in that slot, and cannot be used in it. */
  readonly lastExtendedStart: number;
  readonly authority: Address | null;
  readonly addresses: readonly Address[];
};

export function lookupTableAccount(table: LookupTable): LedgerAccount {
  if (table.addresses.length > MAX_TABLE_ADDRESSES)
    throw new RangeError(`more than ${MAX_TABLE_ADDRESSES} addresses`);
  const data = new Uint8Array(META_BYTES + ADDRESS_BYTES * table.addresses.length);
  writeU32(data, 0, KIND);
  writeU64(data, 4, table.deactivationSlot ?? U64_MAX);
  writeU64(data, 12, table.lastExtendedSlot);
  data[20] = table.lastExtendedStart;
  if (table.authority !== null) {
    data[21] = 1;
    data.set(decodeAddress(table.authority), 22);
  }
  for (const [index, address] of table.addresses.entries())
    data.set(decodeAddress(address), META_BYTES + ADDRESS_BYTES * index);
  return {
    lamports: rentExemptMinimum(data.length),
    owner: ADDRESS_LOOKUP_TABLE_PROGRAM,
    data,
    executable: false,
  };
}

/** Null unless the bytes are such a table. */
export function decodeLookupTable(data: Uint8Array): LookupTable | null {
  if (data.length < META_BYTES || (data.length - META_BYTES) % ADDRESS_BYTES !== 0) return null;
  if (readU32(data, 0) !== KIND) return null;
  const deactivationSlot = readU64(data, 4);
  return {
    deactivationSlot: deactivationSlot === U64_MAX ? null : deactivationSlot,
    lastExtendedSlot: readU64(data, 12),
    lastExtendedStart: data[20] ?? 0,
    authority: data[21] === 1 ? encodeAddress(data.subarray(22, 54)) : null,
    addresses: Array.from({ length: (data.length - META_BYTES) / ADDRESS_BYTES }, (_, index) =>
      encodeAddress(
        data.subarray(META_BYTES + ADDRESS_BYTES * index, META_BYTES + ADDRESS_BYTES * (index + 1)),
      ),
    ),
  };
}

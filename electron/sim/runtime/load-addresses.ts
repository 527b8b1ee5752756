import type { Address } from '../../../shared/units.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { ADDRESS_LOOKUP_TABLE_PROGRAM } from '../../protocol/programs.ts';
import {
  NO_LOADED_ADDRESSES,
  type DecodedMessage,
  type LoadedAddresses,
} from '../../protocol/transaction-wire.ts';
import { decodeLookupTable } from '../ledger/lookup-table-account.ts';
import type { TransactionError } from './transaction-error.ts';
import type { AccountSource } from './working-accounts.ts';

/** So long a table works on after it was deactivated: until its slot is out of the slot hashes. */
const COOL_DOWN_SLOTS = 512n;

/**
 * The addresses that the message's lookup tables give, the writable ones of all tables first, with the errors of the
 * runtime (`load_lookup_table_addresses`).
 */
export function loadAddresses(
  message: Pick<DecodedMessage, 'lookupTables'>,
  source: AccountSource,
  slot: number,
): Result<LoadedAddresses, TransactionError> {
  if (message.lookupTables.length === 0) return ok(NO_LOADED_ADDRESSES);
  const writable: Address[] = [];
  const readonly: Address[] = [];
  for (const { table, writableIndexes, readonlyIndexes } of message.lookupTables) {
    const account = source(table);
    if (account === undefined) return err('AddressLookupTableNotFound');
    if (account.owner !== ADDRESS_LOOKUP_TABLE_PROGRAM) return err('InvalidAddressLookupTableOwner');
    const read = decodeLookupTable(account.data);
    if (read === null) return err('InvalidAddressLookupTableData');
    const { deactivationSlot, lastExtendedSlot, lastExtendedStart, addresses } = read;
    if (deactivationSlot !== null && deactivationSlot + COOL_DOWN_SLOTS < BigInt(slot))
      return err('AddressLookupTableNotFound');
    const usable = BigInt(slot) > lastExtendedSlot ? addresses : addresses.slice(0, lastExtendedStart);
    for (const [indexes, into] of [
      [writableIndexes, writable],
      [readonlyIndexes, readonly],
    ] as const) {
      for (const index of indexes) {
        const found = usable[index];
        if (found === undefined) return err('InvalidAddressLookupTableIndex');
        into.push(found);
      }
    }
  }
  return ok({ writable, readonly });
}

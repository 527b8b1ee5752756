import { describe, expect, it } from 'vitest';
import type { Address } from '../../../../shared/units.ts';
import { ADDRESS_LOOKUP_TABLE_PROGRAM, TOKEN_PROGRAM } from '../../../../electron/protocol/programs.ts';
import {
  decodeLookupTable,
  lookupTableAccount,
  type LookupTable,
} from '../../../../electron/sim/ledger/lookup-table-account.ts';
import { walletAccount, type LedgerAccount } from '../../../../electron/sim/ledger/ledger-account.ts';
import { loadAddresses } from '../../../../electron/sim/runtime/load-addresses.ts';
import { lamports } from '../../../../shared/units.ts';
import { key } from '../market-fixture.ts';

const [first, second, third, one, other] = [1, 2, 3, 4, 5].map((byte) => key(byte).publicKey) as [
  Address,
  Address,
  Address,
  Address,
  Address,
];
const SLOT = 5_000;
const table = (changes: Partial<LookupTable> = {}): LedgerAccount =>
  lookupTableAccount({
    deactivationSlot: null,
    lastExtendedSlot: 10n,
    lastExtendedStart: 0,
    authority: null,
    addresses: [first, second, third],
    ...changes,
  });

function load(
  accounts: Readonly<Record<string, LedgerAccount>>,
  ...lookupTables: Parameters<typeof loadAddresses>[0]['lookupTables']
) {
  return loadAddresses({ lookupTables }, (address) => accounts[address], SLOT);
}
const use = (of: Address, writableIndexes: readonly number[], readonlyIndexes: readonly number[] = []) => ({
  table: of,
  writableIndexes,
  readonlyIndexes,
});

describe('the addresses of lookup tables', () => {
  it('are loaded with the writable ones of all tables first', () => {
    const accounts = { [one]: table(), [other]: table({ addresses: [other, one] }) };
    expect(load(accounts, use(one, [2], [0]), use(other, [1], [0]))).toEqual({
      ok: true,
      value: { writable: [third, one], readonly: [first, other] },
    });
    expect(load(accounts)).toEqual({ ok: true, value: { writable: [], readonly: [] } });
  });

  it('are refused by the runtime’s names for a table that is missing, not one, cut, or too short', () => {
    const errorOf = (account: LedgerAccount | null, index = 0) => {
      const loaded = load(account === null ? {} : { [one]: account }, use(one, [index]));
      return loaded.ok ? null : loaded.error;
    };
    expect(errorOf(null)).toBe('AddressLookupTableNotFound');
    expect(errorOf(walletAccount(lamports(1n)))).toBe('InvalidAddressLookupTableOwner');
    expect(errorOf({ ...table(), data: table().data.subarray(0, 70) })).toBe('InvalidAddressLookupTableData');
    expect(errorOf(table(), 3)).toBe('InvalidAddressLookupTableIndex');
    expect(errorOf(table(), 2)).toBeNull();
  });

  it('cannot be used in the slot in which they were added, nor long after the table was deactivated', () => {
    const extending = { [one]: table({ lastExtendedSlot: BigInt(SLOT), lastExtendedStart: 1 }) };
    expect(load(extending, use(one, [0])).ok).toBe(true);
    expect(load(extending, use(one, [1])).ok).toBe(false);
    const deactivated = (slot: number) =>
      load({ [one]: table({ deactivationSlot: BigInt(slot) }) }, use(one, [0])).ok;
    expect([deactivated(SLOT - 512), deactivated(SLOT - 513)]).toEqual([true, false]);
  });

  it('are in an account that reads as it was written', () => {
    const written = { lastExtendedSlot: 77n, lastExtendedStart: 2, authority: TOKEN_PROGRAM };
    const account = table(written);
    expect(account).toMatchObject({ owner: ADDRESS_LOOKUP_TABLE_PROGRAM });
    expect(account.data).toHaveLength(56 + 96);
    expect(decodeLookupTable(account.data)).toEqual({
      ...written,
      deactivationSlot: null,
      addresses: [first, second, third],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { lamports, type Address } from '../../../../shared/units.ts';
import { encodeBase58 } from '../../../../electron/protocol/base58.ts';
import { SYSTEM_PROGRAM, TOKEN_PROGRAM } from '../../../../electron/protocol/programs.ts';
import type { LedgerAccount } from '../../../../electron/sim/ledger/ledger-account.ts';
import {
  MAX_PROGRAM_ACCOUNTS,
  programAccounts,
  readProgramQuery,
} from '../../../../electron/sim/rpc/program-accounts.ts';

const account = (...data: number[]): LedgerAccount => ({
  lamports: lamports(1n),
  owner: TOKEN_PROGRAM,
  data: Uint8Array.from(data),
  executable: false,
});
const accounts: Readonly<Record<string, LedgerAccount>> = {
  a: account(1, 2, 3),
  b: account(1, 2, 4),
  c: account(9, 2),
  d: { ...account(1, 2, 3), owner: SYSTEM_PROGRAM },
};

function found(filters: unknown): readonly string[] | string {
  const query = readProgramQuery(TOKEN_PROGRAM, filters);
  if (!query.ok) return query.error;
  const read = (address: Address) => accounts[address];
  return (
    programAccounts(query.value, Object.keys(accounts) as Address[], read)?.map(([name]) => name) ?? 'many'
  );
}

describe('the accounts of a program', () => {
  it('are those that it owns and that every filter fits', () => {
    expect(found(undefined)).toEqual(['a', 'b', 'c']);
    expect(found([{ dataSize: 3 }])).toEqual(['a', 'b']);
    expect(found([{ memcmp: { offset: 1, bytes: encodeBase58(Uint8Array.of(2, 3)) } }])).toEqual(['a']);
    const base64 = Buffer.from([9]).toString('base64');
    expect(found([{ memcmp: { offset: 0, bytes: base64, encoding: 'base64' } }])).toEqual(['c']);
    expect(found([{ dataSize: 3 }, { dataSize: 2 }])).toEqual([]);
  });

  it('are not asked for by filters that are none', () => {
    for (const wrong of [
      5,
      [{}],
      [{ memcmp: { offset: -1, bytes: '2' } }],
      [{ memcmp: { offset: 0, bytes: '0' } }],
    ])
      expect(found(wrong)).toMatch(/filter/);
    expect(found(Array.from({ length: 5 }, () => ({ dataSize: 1 })))).toMatch(/up to 4/);
  });

  it('are not told when they are too many', () => {
    const query = readProgramQuery(TOKEN_PROGRAM, null);
    if (!query.ok) throw new Error(query.error);
    const many = (count: number) =>
      programAccounts(
        query.value,
        Array.from({ length: count }, () => TOKEN_PROGRAM),
        () => account(1),
      );
    expect(many(MAX_PROGRAM_ACCOUNTS)).toHaveLength(MAX_PROGRAM_ACCOUNTS);
    expect(many(MAX_PROGRAM_ACCOUNTS + 1)).toBeNull();
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeLookupTables, type LookupTables } from '../../../electron/chain/lookup-tables.ts';
import { decodeAddress } from '../../../electron/protocol/base58.ts';
import { ADDRESS_LOOKUP_TABLE_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { accountJson, sampleAddress } from './account-bytes.ts';
import { chainRig, serveAccounts, type ChainRig } from './chain-rig.ts';

const never = new AbortController().signal;
const TABLE = sampleAddress(1);
let rig: ChainRig;
let tables: LookupTables;
let count: number;

const table = (owner = ADDRESS_LOOKUP_TABLE_PROGRAM): object => {
  const header = new Uint8Array(56);
  header[0] = 1;
  const addresses = Array.from({ length: count }, (_, at) => decodeAddress(sampleAddress(at + 10)));
  return accountJson(owner, new Uint8Array(Buffer.concat([header, ...addresses])));
};

beforeEach(async () => {
  rig = await chainRig();
  count = 2;
  serveAccounts(rig.node, () => ({ [TABLE]: table() }));
  tables = makeLookupTables(rig.reader, rig.clock);
});
afterEach(() => rig.close());

const load = (writable: number, readonly: number) =>
  tables.load([{ table: TABLE, writableIndexes: [writable], readonlyIndexes: [readonly] }], never);

describe('lookup tables', () => {
  it('are read once, and again only when more is used of them than is known', async () => {
    expect(await load(1, 0)).toEqual({
      ok: true,
      value: { writable: [sampleAddress(11)], readonly: [sampleAddress(10)] },
    });
    await load(0, 0);
    expect(rig.node.calls).toHaveLength(1);
    count = 5;
    expect(await load(0, 4)).toMatchObject({ ok: true, value: { readonly: [sampleAddress(14)] } });
    expect(rig.node.calls).toHaveLength(2);
    rig.clock.advance(3_000);
    expect(tables.ageMs()).toBe(3_000);
  });

  it('are refused where there is none, or too little in it', async () => {
    expect(await load(2, 0)).toEqual({ ok: false, error: `the lookup table ${TABLE} has too few addresses` });
    serveAccounts(rig.node, () => ({ [TABLE]: table(TOKEN_PROGRAM) }));
    expect(await load(0, 7)).toEqual({ ok: false, error: `no lookup table at ${TABLE}` });
    serveAccounts(rig.node, () => ({}));
    expect(await load(0, 7)).toEqual({ ok: false, error: `no lookup table at ${TABLE}` });
  });
});

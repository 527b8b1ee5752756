import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeChainReader } from '../../../electron/chain/chain-reader.ts';
import { makeLookupTables } from '../../../electron/chain/lookup-tables.ts';
import type { ChainReads } from '../../../electron/protocol/chain-reads.ts';
import { decodeAddress, encodeSignature } from '../../../electron/protocol/base58.ts';
import { ADDRESS_LOOKUP_TABLE_PROGRAM } from '../../../electron/protocol/programs.ts';
import { encodeTransaction } from '../../../electron/protocol/transaction-wire.ts';
import { signature } from '../../../shared/units.ts';
import { accountJson, sampleAddress } from './account-bytes.ts';
import { chainRig, serveAccounts, type ChainRig } from './chain-rig.ts';

const never = new AbortController().signal;
const [A, B] = [sampleAddress(1), sampleAddress(2)];
const [FIRST, SECOND] = [signature('4'.repeat(87)), signature('5'.repeat(87))];
let rig: ChainRig;
let reads: ChainReads;
beforeEach(async () => {
  rig = await chainRig();
  reads = makeChainReader(rig.endpoints, rig.reader, makeLookupTables(rig.reader, rig.clock));
});
afterEach(() => rig.close());

describe('what feeds ask of the chain', () => {
  it('is accounts, as of one slot', async () => {
    serveAccounts(rig.node, () => ({ [A]: accountJson(B, Uint8Array.of(3), 4) }));
    expect(await reads.accounts([A, B], never)).toEqual({
      ok: true,
      value: { slot: 100, accounts: [{ owner: B, lamports: 4n, data: Uint8Array.of(3) }, null] },
    });
    expect(await reads.accounts([], never)).toMatchObject({ ok: true, value: { accounts: [] } });
  });

  it('is transactions; one that is not there yet is null, one that cannot be read an error', async () => {
    rig.node.on('getTransaction', { result: null });
    expect(await reads.transaction(FIRST, never)).toEqual({ ok: true, value: null });
    rig.node.on('getTransaction', {
      result: { slot: 1, transaction: ['AA==', 'base64'], meta: { err: null } },
    });
    expect((await reads.transaction(FIRST, never)).ok).toBe(false);
  });

  it('is transactions that name lookup tables, also where the node leaves out what they held', async () => {
    const nobody = new Uint8Array(32);
    // One signer, no instructions, and one table of which the second address is writable.
    const message = Uint8Array.of(0x80, 1, 0, 0, 1, ...nobody, ...nobody, 0, 1, ...decodeAddress(A), 1, 1, 0);
    const bytes = encodeTransaction([new Uint8Array(64).fill(9)], message);
    const meta = { err: null, fee: 5_000, preBalances: [1, 2], postBalances: [1, 2], logMessages: [] };
    const transaction = [Buffer.from(bytes).toString('base64'), 'base64'];
    rig.node.on('getTransaction', { result: { slot: 1, version: 0, transaction, meta } });
    const header = new Uint8Array(56);
    header[0] = 1;
    const table = new Uint8Array(Buffer.concat([header, decodeAddress(A), decodeAddress(B)]));
    serveAccounts(rig.node, () => ({ [A]: accountJson(ADDRESS_LOOKUP_TABLE_PROGRAM, table) }));
    const read = await reads.transaction(encodeSignature(new Uint8Array(64).fill(9)), never);
    expect(read.ok && read.value?.accountKeys.at(-1)).toEqual({ address: B, signer: false, writable: true });
    serveAccounts(rig.node, () => ({}));
    const known = await reads.transaction(encodeSignature(new Uint8Array(64).fill(9)), never);
    expect(known.ok).toBe(true);
  });

  it('is signatures, newest first, down to one that is known', async () => {
    rig.node.on('getSignaturesForAddress', {
      result: [
        { signature: FIRST, slot: 9, err: { InstructionError: [0, 'X'] }, memo: null },
        { signature: SECOND, slot: null, err: null },
      ],
    });
    expect(await reads.signaturesFor(A, { until: SECOND, limit: 10 }, never)).toEqual({
      ok: true,
      value: [
        { signature: FIRST, slot: 9, failed: true },
        { signature: SECOND, slot: 0, failed: false },
      ],
    });
    expect(rig.node.calls[0]?.params).toEqual([A, { limit: 10, commitment: 'confirmed', until: SECOND }]);
    rig.node.on('getSignaturesForAddress', { error: { code: -32_601, message: 'Method not found' } });
    expect(await reads.signaturesFor(A, { until: null, limit: 10 }, never)).toEqual({
      ok: false,
      error: `${rig.node.url} answered with error -32601: Method not found`,
    });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRpcClient, type RpcClient } from '../../../electron/chain/rpc-client.ts';
import { makeSettlementEndpoint } from '../../../electron/chain/settlement-endpoint.ts';
import { millis, signature, slot, type Slot } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { inContext, scriptedRpc, type ScriptedRpc } from './scripted-rpc.ts';

const never = new AbortController().signal;
const [A, B] = [signature('5'.repeat(87)), signature('4'.repeat(87))];
let node: ScriptedRpc;
let client: RpcClient;
let clock: ManualClock;
/** The newest slot that all sources agree on. */
let newest: Slot | null;

beforeEach(async () => {
  node = await scriptedRpc();
  clock = manualClock();
  newest = null;
  client = makeRpcClient({
    url: `${node.url}/?api-key=KEY`,
    timeoutMs: millis(1_000),
    clock,
    random: () => 0,
  });
});
afterEach(async () => {
  await client.close();
  await node.close();
});

const status = (changes: object): object => ({
  slot: 9,
  confirmations: 1,
  err: null,
  status: { Ok: null },
  confirmationStatus: 'confirmed',
  ...changes,
});

describe('what an endpoint knows of a transaction', () => {
  it('gives statuses in the order asked, null for the unknown', async () => {
    node.on('getSignatureStatuses', inContext([null, status({ err: { InstructionError: [0, 'X'] } })]));
    const endpoint = makeSettlementEndpoint(client, () => newest);
    expect(await endpoint.statuses([A, B], 'history', never)).toEqual({
      ok: true,
      value: [null, { slot: 9, level: 'confirmed', err: { InstructionError: [0, 'X'] } }],
    });
    await endpoint.statuses([A, B], 'recent', never);
    expect(node.calls.map(({ params }) => params)).toEqual([
      [[A, B], { searchTransactionHistory: true }],
      [[A, B], { searchTransactionHistory: false }],
    ]);
  });

  it('does not take a status that says nothing of its level for confirmed', async () => {
    node.on('getSignatureStatuses', inContext([status({ confirmationStatus: null })]));
    const answered = await makeSettlementEndpoint(client, () => newest).statuses([A], 'recent', never);
    expect(answered).toMatchObject({ value: [{ level: 'processed' }] });
  });

  it('refuses statuses without an error field, or for another number of signatures', async () => {
    const endpoint = makeSettlementEndpoint(client, () => newest);
    node.on('getSignatureStatuses', inContext([{ slot: 9, confirmationStatus: 'confirmed' }]));
    let refused: boolean | null = null;
    void endpoint.statuses([A], 'recent', never).then(({ ok }) => (refused = !ok));
    // It reads again, in case the answer was cut on its way.
    await eventually('it gives up', () => {
      clock.advance(100);
      return refused !== null;
    });
    expect(refused).toBe(true);
    node.on('getSignatureStatuses', inContext([]));
    expect((await endpoint.statuses([A], 'recent', never)).ok).toBe(false);
  });

  it('has no transaction where the node has none, and refuses one of another signature or that it cannot read', async () => {
    const endpoint = makeSettlementEndpoint(client, () => newest);
    node.on('getTransaction', { result: null });
    expect(await endpoint.transaction(A, never)).toEqual({ ok: true, value: null });
    expect(node.calls[0]?.params).toEqual([
      A,
      { encoding: 'base64', commitment: 'confirmed', maxSupportedTransactionVersion: 0 },
    ]);
    node.on('getTransaction', { result: { slot: 1, transaction: ['AA==', 'base64'], meta: { err: null } } });
    expect((await endpoint.transaction(A, never)).ok).toBe(false);
  });

  it('asks for the height of finalized blocks', async () => {
    node.on('getBlockHeight', { result: 77 });
    expect(await makeSettlementEndpoint(client, () => newest).finalizedBlockHeight(never)).toEqual({
      ok: true,
      value: 77,
    });
    expect(node.calls[0]?.params).toEqual([{ commitment: 'finalized' }]);
  });

  it('does not pass on a finalized height beyond the newest slot: there cannot be such a block', async () => {
    newest = slot(76);
    node.on('getBlockHeight', { result: 77 });
    expect(await makeSettlementEndpoint(client, () => newest).finalizedBlockHeight(never)).toEqual({
      ok: false,
      error: `${client.name} tells of a finalized block that cannot be there yet`,
    });
    newest = slot(77);
    expect((await makeSettlementEndpoint(client, () => newest).finalizedBlockHeight(never)).ok).toBe(true);
  });

  it('reckons the height from a blockhash where the node does not tell it', async () => {
    node.lacksTheRest();
    node.on('getLatestBlockhash', inContext({ blockhash: 'x', lastValidBlockHeight: 577 }));
    expect(await makeSettlementEndpoint(client, () => newest).finalizedBlockHeight(never)).toEqual({
      ok: true,
      value: 427,
    });
    expect(node.calls[1]?.params).toEqual([{ commitment: 'finalized' }]);
  });

  it('takes a status without confirmations to come for final, and one without a slot for of old', async () => {
    node.on('getSignatureStatuses', inContext([{ slot: null, err: null, confirmations: null }]));
    expect(await makeSettlementEndpoint(client, () => newest).statuses([A], 'recent', never)).toEqual({
      ok: true,
      value: [{ slot: 0, level: 'finalized', err: null }],
    });
  });

  it('says in one line what went wrong, without the key', async () => {
    node.on('getBlockHeight', { error: { code: 1, message: 'KEY is no good' } });
    const answered = await makeSettlementEndpoint(client, () => newest).finalizedBlockHeight(never);
    expect(answered).toEqual({ ok: false, error: `${node.url}?… answered with error 1: … is no good` });
  });
});

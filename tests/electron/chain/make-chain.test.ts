import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeChain, type Chain } from '../../../electron/chain/make-chain.ts';
import type { ChainCosts, ChainTime } from '../../../electron/engine/ports/pool-chain.ts';
import type { ChainStatus, WalletStatus } from '../../../shared/status.ts';
import { lamports, millis, slot as slotNumber } from '../../../shared/units.ts';
import { CLOCK_SYSVAR } from '../../../electron/protocol/programs.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { accountJson, clockJson, sampleAddress } from './account-bytes.ts';
import { serveAccounts } from './chain-rig.ts';
import { scriptedPubsub, type ScriptedPubsub } from './scripted-pubsub.ts';
import { inContext, scriptedRpc, type ScriptedRpc } from './scripted-rpc.ts';

const never = new AbortController().signal;
const WALLET = sampleAddress(42);

let nodes: readonly [ScriptedRpc, ScriptedRpc];
let pubsub: ScriptedPubsub;
let clock: ManualClock;
let log: ReturnType<typeof recordingLog>;
let chain: Chain;
let statuses: ChainStatus[];
let wallets: WalletStatus[];
let costs: ChainCosts[];
let times: ChainTime[];

function whole(node: ScriptedRpc): void {
  node.on('getGenesisHash', { result: sampleAddress(100) });
  node.on('getVersion', { result: { 'solana-core': '3.0.1', 'feature-set': 1 } });
  node.on('getLatestBlockhash', inContext({ blockhash: sampleAddress(101), lastValidBlockHeight: 500 }, 90));
  node.on('getMinimumBalanceForRentExemption', { result: 2_039_280 });
  node.on('getRecentPrioritizationFees', { result: [{ slot: 1, prioritizationFee: 20_000 }] });
  node.on('getBalance', inContext(7_000_000_000, 90));
  node.on('getSlot', { result: 90 });
  serveAccounts(
    node,
    () => ({ [CLOCK_SYSVAR]: clockJson({ slot: 90, epoch: 3, unixS: 1_700_000_000 }) }),
    90,
  );
}

beforeEach(async () => {
  nodes = [await scriptedRpc(), await scriptedRpc()];
  for (const node of nodes) whole(node);
  pubsub = await scriptedPubsub();
  clock = manualClock();
  log = recordingLog();
  [statuses, wallets, costs, times] = [[], [], [], []];
  chain = makeChain({
    rpcUrls: nodes.map(({ url }) => `${url}/?api-key=SECRET-KEY`),
    wsUrl: `${pubsub.url}/?api-key=SECRET-KEY`,
    rpcTimeoutMs: millis(5_000),
    wsTimeoutMs: millis(10_000),
    reconnectDelayMs: millis(1_000),
    wallet: WALLET,
    swapComputeUnits: 90_000,
    clock,
    random: () => 0,
    log,
    sink: {
      time: (time) => void times.push(time),
      status: (status) => void statuses.push(status),
      wallet: (status) => void wallets.push(status),
      costs: (cost) => void costs.push(cost),
    },
  });
});
afterEach(async () => {
  await chain.close();
  await pubsub.close();
  await Promise.all(nodes.map((node) => node.close()));
});

async function goLive(): Promise<void> {
  expect(await chain.connect(never)).toEqual({
    ok: true,
    value: { cluster: 'unknown', genesis: sampleAddress(100), version: '3.0.1' },
  });
  await eventually('slots are followed', () => pubsub.subscriptions('slotSubscribe').length === 1);
  pubsub.slot(91);
  await eventually('the chain is live', () => statuses.at(-1)?.state === 'live');
}

describe('connecting to the chain', () => {
  it('gives the cluster’s identity, with costs, balance and a blockhash at hand', async () => {
    await goLive();
    expect(costs.at(-1)).toEqual({ tokenAccountRentLamports: 2_039_280n, networkFeeLamports: 6_800n });
    expect(wallets).toEqual([{ address: WALLET, lamports: 7_000_000_000n, slot: slotNumber(90) }]);
    expect(chain.blockhashes.fresh(clock.monoUs()).ok).toBe(true);
    expect(statuses.at(-1)).toEqual({
      state: 'live',
      endpointsUp: 2,
      endpoints: 2,
      latencyMs: 0,
      slot: 91,
      blockhashAgeMs: 0,
      endpointList: nodes.map(({ url }) => ({
        name: `${url}?…`,
        breaker: 'closed',
        latencyMs: 0,
        slotsBehind: 0,
        throttled: 0,
        version: '3.0.1',
      })),
      caches: [
        { name: 'blockhash', ageMs: 0 },
        { name: 'priority fee', ageMs: 0 },
        { name: 'rent', ageMs: 0 },
        { name: 'chain clock', ageMs: 0 },
        { name: 'pool configs', ageMs: null },
        { name: 'lookup tables', ageMs: null },
      ],
      note: null,
    });
    expect(times).toEqual([{ slot: 90, unixS: 1_700_000_000 }]);
  });

  it('works with the endpoints that answer', async () => {
    nodes[0].on('getGenesisHash', { status: 401 });
    nodes[0].on('getSlot', { status: 401 });
    await goLive();
    expect(statuses.at(-1)).toMatchObject({ endpointsUp: 1, endpoints: 2 });
  });

  it('refuses endpoints of different clusters', async () => {
    nodes[1].on('getGenesisHash', { result: sampleAddress(99) });
    expect(await chain.connect(never)).toMatchObject({ ok: false, error: { code: 'different-clusters' } });
  });

  it('says which endpoints cannot be reached and why, without their keys', async () => {
    for (const node of nodes) node.on('getGenesisHash', { status: 401 });
    const connected = await chain.connect(never);
    if (connected.ok) throw new Error('it should fail');
    expect(connected.error.code).toBe('unreachable');
    expect(connected.error.detail).toContain('answered with HTTP status 401');
    expect(connected.error.detail).not.toContain('SECRET-KEY');
  });

  it('fails without a blockhash, and when nobody waits any more', async () => {
    for (const node of nodes) node.on('getLatestBlockhash', { error: { code: -32601, message: 'no' } });
    expect(await chain.connect(never)).toMatchObject({ error: { code: 'unreachable' } });
    expect(await chain.connect(AbortSignal.abort())).toMatchObject({ error: { code: 'aborted' } });
  });

  it('can be cancelled while the first figures are read', async () => {
    for (const node of nodes) node.on('getLatestBlockhash', 'hang');
    const leaving = new AbortController();
    const connecting = chain.connect(leaving.signal);
    const asked = (): boolean => nodes.some((node) => node.callsOf('getLatestBlockhash').length === 1);
    await eventually('a blockhash is asked for', asked);
    leaving.abort();
    expect(await connecting).toMatchObject({ error: { code: 'aborted' } });
  });
});

describe('the state of the chain', () => {
  it('is told once a second', async () => {
    await goLive();
    const told = statuses.length;
    clock.advance(3_000);
    expect(statuses.length - told).toBe(3);
  });

  it('is lost at once when the link is, and live again when it is back', async () => {
    await goLive();
    pubsub.dropConnection();
    await eventually('the loss is told', () => statuses.at(-1)?.state === 'lost');
    expect(statuses.at(-1)?.note).toContain('connecting again in 1.0 s');
    clock.advance(1_000);
    await eventually(
      'it is back',
      () => pubsub.connections() === 2 && pubsub.subscriptions('slotSubscribe').length === 1,
    );
    pubsub.slot(95);
    await eventually('that is told', () => statuses.at(-1)?.state === 'live');
    expect(statuses.at(-1)).toMatchObject({ slot: 95, note: null });
  });

  it('is lost when no endpoint answers, though the link is alive', async () => {
    await goLive();
    for (const node of nodes) node.on('getSlot', { status: 500 });
    clock.advance(5_000);
    await eventually('that is told', () => statuses.at(-1)?.state === 'lost');
    expect(statuses.at(-1)).toMatchObject({
      endpointsUp: 0,
      latencyMs: null,
      note: 'no RPC endpoint answers',
    });
  });

  it('ends with stopped, and nothing is told or timed after that', async () => {
    await goLive();
    await chain.close();
    const told = [statuses.length, wallets.length, costs.length];
    expect(statuses.at(-1)?.state).toBe('stopped');
    clock.advance(60_000);
    expect([statuses.length, wallets.length, costs.length]).toEqual(told);
    expect(clock.timers()).toBe(0);
  });
});

describe('the wallet’s balance', () => {
  const notice = (slot: number, held: number): object => ({
    context: { slot },
    value: accountJson(sampleAddress(0), new Uint8Array(), held),
  });

  it('is told when it changed, and nothing older than what was told', async () => {
    await goLive();
    await eventually(
      'the wallet is followed',
      () => pubsub.subscriptions('accountSubscribe', WALLET).length === 1,
    );
    const [subscription = -1] = pubsub.subscriptions('accountSubscribe', WALLET);
    pubsub.notify(subscription, 'accountNotification', notice(95, 5));
    pubsub.notify(subscription, 'accountNotification', notice(94, 6));
    pubsub.notify(subscription, 'accountNotification', notice(96, 5));
    pubsub.notify(subscription, 'accountNotification', notice(97, 4));
    await eventually('the last is told', () => wallets.at(-1)?.lamports === 4n);
    expect(wallets.map((wallet) => wallet.lamports)).toEqual([7_000_000_000n, 5n, 4n]);
    clock.advance(10_000);
    await eventually('it is read again', () => nodes.some((node) => node.callsOf('getBalance').length === 2));
    expect(wallets).toHaveLength(3);
  });
});

describe('the form of the swap that the program knows', () => {
  const answer = (error: unknown): void =>
    nodes[0].on('simulateTransaction', inContext({ err: error, logs: [] }));

  it('is the first where the program does not understand the second', async () => {
    answer({ InstructionError: [0, 'InvalidInstructionData'] });
    expect(await chain.probeSwapVersion(WALLET, never)).toBe('v1');
    expect(nodes[0].calls[0]?.params[1]).toMatchObject({ sigVerify: false, replaceRecentBlockhash: true });
  });

  it.each([{ InstructionError: [0, { Custom: 0 }] }, 'AccountNotFound', null])(
    'is the second when it fails otherwise, and without a clear answer (%j)',
    async (error) => {
      answer(error);
      expect(await chain.probeSwapVersion(WALLET, never)).toBe('v2');
    },
  );
});

describe('an airdrop', () => {
  it('is asked for in lamports', async () => {
    nodes[0].on('requestAirdrop', { result: '5'.repeat(87) });
    expect((await chain.requestAirdrop(WALLET, lamports(10n), never)).ok).toBe(true);
    expect(nodes[0].calls.at(-1)?.params).toEqual([WALLET, 10]);
  });

  it('is refused in words', async () => {
    nodes[0].on('requestAirdrop', { error: { code: -32603, message: 'the faucet is dry' } });
    const refused = await chain.requestAirdrop(WALLET, lamports(10n), never);
    expect(refused).toMatchObject({ ok: false });
    expect(JSON.stringify(refused)).toContain('the faucet is dry');
  });
});

describe('an endpoint that turns out to be of another cluster', () => {
  it('is asked nothing more, and the status says why', async () => {
    nodes[1].on('getGenesisHash', { status: 401 });
    nodes[1].on('getVersion', { status: 401 });
    await goLive();
    nodes[1].on('getGenesisHash', { result: sampleAddress(99) });
    for (let at = 0; at < 60 && log.lines.every(({ level }) => level !== 'error'); at += 1) {
      pubsub.slot(92 + at);
      clock.advance(5_000);
      await eventually('the endpoints are asked', () => nodes[0].callsOf('getSlot').length > at + 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually('it is seen', () => log.lines.some(({ level }) => level === 'error'));
    const asked = nodes[1].calls.length;
    expect(await chain.rpc[1]?.call('getThing', [], z.unknown(), never)).toMatchObject({
      error: { code: 'not-asked' },
    });
    expect(nodes[1].calls).toHaveLength(asked);
    clock.advance(1_000);
    expect(statuses.at(-1)?.note).toContain('it is of the cluster of genesis');
    expect(log.text()).not.toContain('SECRET-KEY');
  });
});

describe('the slots of several endpoints', () => {
  it('show which is behind, and one that runs far ahead moves nothing', async () => {
    nodes[1].on('getSlot', { result: 60 });
    await goLive();
    const behind = (): readonly unknown[] =>
      statuses.at(-1)?.endpointList.map(({ slotsBehind }) => slotsBehind) ?? [];
    expect(behind()[1]).toBe(30);
    nodes[1].on('getSlot', { result: 50_000_000 });
    const asked = nodes[1].callsOf('getSlot').length;
    // Every call under way has a timer.
    const atRest = clock.timers();
    clock.advance(5_000);
    await eventually('it is asked', () => nodes[1].callsOf('getSlot').length > asked);
    await eventually('all is answered', () => clock.timers() === atRest);
    clock.advance(1_000);
    expect(behind()[1]).toBeNull();
    expect(statuses.at(-1)?.slot).toBe(91);
    await eventually('all is answered again', () => clock.timers() === atRest);
    nodes[0].on('getMultipleAccounts', inContext([null], 70_000_000));
    const read = await chain.reads.accounts([WALLET], never);
    expect(read).toMatchObject({ ok: true, value: { slot: 90 } });
    expect(statuses.at(-1)?.slot).toBe(91);
  });
});

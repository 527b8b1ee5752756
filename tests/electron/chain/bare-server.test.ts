import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeChain, type Chain } from '../../../electron/chain/make-chain.ts';
import type { ChainCosts, ChainTime } from '../../../electron/engine/ports/pool-chain.ts';
import { CLOCK_SYSVAR, RENT_SYSVAR } from '../../../electron/protocol/programs.ts';
import { writeU64 } from '../../../electron/protocol/little-endian.ts';
import type { ChainStatus, WalletStatus } from '../../../shared/status.ts';
import { millis } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { accountJson, clockJson, sampleAddress } from './account-bytes.ts';
import { textsIn } from './json-rpc-request.ts';
import { scriptedPubsub, type ScriptedPubsub } from './scripted-pubsub.ts';
import { scriptedRpc, type ScriptedRpc } from './scripted-rpc.ts';

const never = new AbortController().signal;
const WALLET = sampleAddress(42);
let node: ScriptedRpc;
let pubsub: ScriptedPubsub;
let clock: ManualClock;
let log: ReturnType<typeof recordingLog>;
let chain: Chain;
let statuses: ChainStatus[];
let wallets: WalletStatus[];
let costs: ChainCosts[];
let times: ChainTime[];

const rentSysvar = (): object => {
  const data = new Uint8Array(17);
  writeU64(data, 0, 3_480n);
  new DataView(data.buffer).setFloat64(8, 2, true);
  return accountJson(sampleAddress(9), data);
};

beforeEach(async () => {
  node = await scriptedRpc();
  node.lacksTheRest();
  node.on('getLatestBlockhash', {
    result: { value: { blockhash: sampleAddress(101), lastValidBlockHeight: 500 } },
  });
  node.on('getAccountInfo', ([each]) => {
    const accounts: Record<string, object> = {
      [CLOCK_SYSVAR]: clockJson({ slot: 90, epoch: 3, unixS: 1_700_000_000 }),
      [RENT_SYSVAR]: rentSysvar(),
      [WALLET]: accountJson(WALLET, new Uint8Array(), 5_000),
    };
    return {
      result: { context: { slot: 90, apiVersion: null }, value: accounts[textsIn([each])[0] ?? ''] ?? null },
    };
  });
  pubsub = await scriptedPubsub();
  for (const method of ['slotSubscribe', 'accountSubscribe', 'signatureSubscribe']) {
    pubsub.answer(method, 'refusal');
  }
  clock = manualClock();
  log = recordingLog();
  [statuses, wallets, costs, times] = [[], [], [], []];
  chain = makeChain({
    rpcUrls: [node.url],
    wsUrl: pubsub.url,
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
  await node.close();
  expect(clock.timers()).toBe(0);
});

describe('a server on this machine that has next to nothing', () => {
  it('is connected to, with sane figures and one line in the log for each thing it lacks', async () => {
    expect(await chain.connect(never)).toEqual({
      ok: true,
      value: { cluster: 'unknown', genesis: 'unknown', version: 'unknown' },
    });
    await eventually('the link is live', () => statuses.at(-1)?.state === 'live');
    expect(costs.at(-1)).toEqual({ tokenAccountRentLamports: 2_039_280n, networkFeeLamports: 5_900n });
    expect(wallets).toMatchObject([{ address: WALLET, lamports: 5_000n }]);
    expect(times).toEqual([{ slot: 90, unixS: 1_700_000_000 }]);
    expect(await chain.walletFunded(never, millis(1_000))).toBe(true);
    expect(statuses.at(-1)).toMatchObject({
      endpointsUp: 1,
      slot: 90,
      endpointList: [{ breaker: 'closed', version: null, slotsBehind: null }],
    });
    const lacking = log.lines.map(({ event }) => event).filter((event) => event !== 'subscription refused');
    expect(lacking.toSorted()).toEqual([
      'accounts are read one by one',
      'rent is read from its sysvar',
      'the balance is read from the account',
      'the priority fee stays at its floor',
    ]);
  });

  it('is told to know the second form of the swap, with a line in the log', async () => {
    expect(await chain.probeSwapVersion(WALLET, never)).toBe('v2');
    expect(log.lines.map(({ event }) => event)).toEqual(['the swap’s form was not found out, v2 is taken']);
  });
});

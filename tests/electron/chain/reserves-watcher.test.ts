import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeAccountFollower, type AccountFollower } from '../../../electron/chain/account-follower.ts';
import { makePubsubClient, type PubsubClient } from '../../../electron/chain/pubsub-client.ts';
import { makeReservesWatcher, type ReservesWatcher } from '../../../electron/chain/reserves-watcher.ts';
import { millis, WSOL_MINT } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { KEYS, POOL, poolJson, vaultJson } from './account-bytes.ts';
import { textsIn } from './json-rpc-request.ts';
import { chainRig, serveAccounts, type ChainRig } from './chain-rig.ts';
import { scriptedPubsub, type ScriptedPubsub } from './scripted-pubsub.ts';

let rig: ChainRig;
let server: ScriptedPubsub;
let pubsub: PubsubClient;
let watcher: ReservesWatcher;
let follower: AccountFollower;
let state: string;
let vaults: { base: bigint; quote: bigint; slot: number };

beforeEach(async () => {
  rig = await chainRig();
  server = await scriptedPubsub();
  const log = recordingLog();
  vaults = { base: 1_000n, quote: 2_000n, slot: 100 };
  rig.node.on('getMultipleAccounts', ([addresses]) => {
    const accounts: Record<string, object> = {
      [KEYS.pool]: poolJson({ needTakePnlCoin: 1n, needTakePnlPc: 2n }),
      [KEYS.coinVault]: vaultJson(WSOL_MINT, vaults.base),
      [KEYS.pcVault]: vaultJson(KEYS.pcMint, vaults.quote),
    };
    const value = textsIn(addresses).map((each) => accounts[each] ?? null);
    return { result: { context: { slot: vaults.slot }, value } };
  });
  const [timeoutMs, reconnectDelayMs] = [millis(10_000), millis(5_000)];
  pubsub = makePubsubClient({
    url: server.url,
    timeoutMs,
    reconnectDelayMs,
    clock: rig.clock,
    random: () => 0,
    log,
  });
  pubsub.start();
  await eventually('slots are followed', () => server.subscriptions('slotSubscribe').length === 1);
  pubsub.onReport((report) => {
    state = report.state;
  });
  server.slot(99);
  await eventually('the link is live', () => state === 'live');
  follower = makeAccountFollower(pubsub, rig.reader, rig.clock);
  watcher = makeReservesWatcher({
    reader: rig.reader,
    follower,
    pubsub,
    clock: rig.clock,
    log,
    mostPools: 2,
  });
});
afterEach(async () => {
  watcher.stop();
  follower.stop();
  pubsub.close();
  await server.close();
  await rig.close();
});

type Told = readonly [bigint, bigint, number];
function follow(): { told: Told[]; end: () => void } {
  const told: Told[] = [];
  const end = watcher.watch(POOL, ({ base, quote }, slot) => void told.push([base, quote, slot]));
  return { told, end };
}

const followed = (): boolean => server.subscriptions('accountSubscribe').length === 2;

function tellVault(side: 'base' | 'quote', amount: bigint, slot: number): void {
  const [vault, mint] = side === 'base' ? [KEYS.coinVault, WSOL_MINT] : [KEYS.pcVault, KEYS.pcMint];
  const [subscription = -1] = server.subscriptions('accountSubscribe', vault);
  server.notify(subscription, 'accountNotification', { context: { slot }, value: vaultJson(mint, amount) });
}

/** A slot comes after all that was sent before it. */
async function allArrived(slot: number): Promise<void> {
  let newest = 0;
  const end = pubsub.onSlot((at) => {
    newest = at;
  });
  server.slot(slot);
  await eventually('everything arrived', () => newest === slot);
  end();
}

describe('watching reserves', () => {
  it('tells them as read at first, what is owed out of them taken off', async () => {
    const { told } = follow();
    await eventually('the first are told', () => told.length === 1);
    expect(told).toEqual([[999n, 1_998n, 100]]);
  });

  it('tells a swap once, when both vaults were told of', async () => {
    const { told } = follow();
    await eventually('both vaults are followed', () => told.length === 1 && followed());
    tellVault('base', 1_100n, 101);
    await allArrived(101);
    expect(told).toHaveLength(1);
    tellVault('quote', 1_820n, 101);
    await eventually('the swap is told', () => told.length === 2);
    expect(told[1]).toEqual([1_099n, 1_818n, 101]);
  });

  it('never shows half of a swap when there are two in one slot', async () => {
    const { told } = follow();
    await eventually('both vaults are followed', () => told.length === 1 && followed());
    tellVault('base', 1_100n, 101);
    tellVault('quote', 1_820n, 101);
    tellVault('base', 1_200n, 101);
    tellVault('quote', 1_670n, 101);
    await eventually('both swaps are told', () => told.length === 3);
    expect(told.slice(1)).toEqual([
      [1_099n, 1_818n, 101],
      [1_199n, 1_668n, 101],
    ]);
  });

  it('takes a change of one vault alone for real after a moment', async () => {
    const { told } = follow();
    await eventually('both vaults are followed', () => told.length === 1 && followed());
    tellVault('base', 5_000n, 102);
    await allArrived(102);
    rig.clock.advance(50);
    expect(told.slice(1)).toEqual([[4_999n, 1_998n, 102]]);
  });

  it('drops what is older than it knows', async () => {
    const { told } = follow();
    await eventually('both vaults are followed', () => told.length === 1 && followed());
    tellVault('base', 1n, 98);
    tellVault('quote', 1n, 98);
    await allArrived(103);
    rig.clock.advance(50);
    expect(told).toHaveLength(1);
  });

  it('shares one subscription among several watchers, the later one told at once', async () => {
    const first = follow();
    await eventually('the first are told', () => first.told.length === 1 && followed());
    const second = follow();
    expect(second.told).toEqual(first.told);
    expect(rig.node.calls).toHaveLength(1);
    first.end();
    first.end();
    tellVault('base', 1_100n, 101);
    tellVault('quote', 1_820n, 101);
    await eventually('the second is told', () => second.told.length === 2);
    expect(first.told).toHaveLength(1);
    second.end();
    await eventually('nothing is followed', () => server.subscriptions('accountSubscribe').length === 0);
  });

  it('reads again after the link was lost', async () => {
    const { told } = follow();
    await eventually('both vaults are followed', () => told.length === 1 && followed());
    server.dropConnection();
    vaults = { base: 3_001n, quote: 702n, slot: 120 };
    await eventually('the loss is seen', () => state === 'lost');
    rig.clock.advance(5_000);
    await eventually('it is back', () => server.connections() === 2 && followed());
    server.slot(121);
    await eventually('what was missed is told', () => told.length === 2);
    expect(told[1]).toEqual([3_000n, 700n, 120]);
  });

  it('tries again when the pool could not be read', async () => {
    const { told } = follow();
    serveAccounts(rig.node, () => ({}));
    await eventually('it waits to read again', () => rig.clock.nextInMs() === 2_000);
    serveAccounts(rig.node, () => ({
      [KEYS.pool]: poolJson(),
      [KEYS.coinVault]: vaultJson(WSOL_MINT, 10n),
      [KEYS.pcVault]: vaultJson(KEYS.pcMint, 20n),
    }));
    rig.clock.advance(2_000);
    await eventually('they are told', () => told.length === 1);
    expect(told).toEqual([[10n, 20n, 100]]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PoolFeed } from '../../../electron/engine/ports/pool-feed.ts';
import { makeSolanaLogsFeed } from '../../../electron/feed/solana-logs-feed.ts';
import {
  AMM_V4_CREATE_FEE_ACCOUNT,
  CPMM_CREATE_FEE_ACCOUNT,
  LAUNCHLAB_PROGRAM,
} from '../../../electron/protocol/programs.ts';
import { millis, slot, type Slot } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import {
  ammV4Sample,
  CPMM_KEYS,
  CPMM_LOGS,
  cpmmTransaction,
  LAUNCH_ACCOUNT,
  LAUNCH_LOGS,
  LAUNCH_POOL,
  logsResult,
  signatureOf,
  TRADE_LOGS,
} from './chain-samples.ts';
import { fakeChainReads, type FakeChainReads } from './fake-chain-reads.ts';
import { confirm, startFakeNode, type FakeNode } from './fake-node.ts';
import { recordingSink, type RecordingSink } from './recording-sink.ts';

let node: FakeNode;
let clock: ManualClock;
let sink: RecordingSink;
let chain: FakeChainReads;
let feed: PoolFeed;
let chainSlot: Slot | null;

beforeEach(async () => {
  node = await startFakeNode();
  clock = manualClock();
  sink = recordingSink();
  chain = fakeChainReads();
  chainSlot = null;
  feed = makeSolanaLogsFeed({
    id: 'logs',
    label: 'Solana logs',
    url: node.url,
    reconnectDelayMs: millis(5000),
    connectTimeoutMs: millis(10_000),
    clock,
    // The longest wait that jitter gives.
    random: () => 0.999,
    reads: chain,
    chainSlot: () => chainSlot,
  });
});

afterEach(async () => {
  await feed.stop();
  await node.close();
});

const live = () => eventually('the feed is live', () => sink.last()?.state === 'live');

/** Lets virtual seconds pass, and what comes over the socket come, until it holds. */
async function within(seconds: number, what: string, holds: () => boolean): Promise<number> {
  for (let passed = 0; passed <= seconds; passed += 1) {
    if (holds()) return passed;
    clock.advance(1000);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

const counted = (received: number) =>
  eventually(`${received} counted`, () => {
    clock.advance(100);
    return sink.last()?.received === received;
  });

describe('a feed of Solana’s logs, over a real socket', () => {
  it('follows one account a subscription, and is live when all three are confirmed', async () => {
    const held: (() => void)[] = [];
    node.answer = (socket, request) => void held.push(() => confirm(socket, request));
    feed.start(sink);
    await eventually('the requests', () => node.requests.length === 4);
    expect(node.requests.map(({ method, params }) => [method, ...params])).toEqual([
      ...[AMM_V4_CREATE_FEE_ACCOUNT, CPMM_CREATE_FEE_ACCOUNT, LAUNCHLAB_PROGRAM].map((account) => [
        'logsSubscribe',
        { mentions: [account] },
        { commitment: 'processed' },
      ]),
      ['slotSubscribe'],
    ]);
    held[0]?.();
    held[1]?.();
    held[3]?.();
    node.slot(5);
    await eventually('what was said was heard', () => node.clients() === 1);
    expect(sink.last()?.state).toBe('connecting');
    held[2]?.();
    await live();
  });

  it('gives up where a subscription is not confirmed', async () => {
    node.answer = (socket, request) => (request.id === 2 ? undefined : confirm(socket, request));
    feed.start(sink);
    await eventually('the requests', () => node.requests.length === 4);
    clock.advance(10_000);
    expect(sink.last()?.note).toMatch(/^no connection within 10 s; trying again/);
  });

  it('lists an AMM v4 pool with all that its log says, and the mints of its account', async () => {
    const { keys, account, logs } = ammV4Sample(1);
    chain.held.set(keys.pool, account);
    feed.start(sink);
    await live();
    node.notify('logsNotification', logsResult(signatureOf(1), logs, 777));
    await eventually('the pool', () => sink.listings.length === 1);
    expect(chain.asked).toEqual([`accounts ${keys.pool}`]);
    expect(sink.listings[0]).toMatchObject({
      pool: keys.pool,
      program: 'amm-v4',
      baseMint: keys.coinMint,
      quoteMint: keys.pcMint,
      slot: 777,
      feed: 'logs',
      detail: {
        accounts: { baseVault: keys.coinVault, quoteVault: keys.pcVault, lpMint: keys.lpMint },
        baseDecimals: 9,
        quoteDecimals: 6,
        reserves: { base: 79_005_359_123n, quote: 206_900_000_000_000n },
        opensAtMs: 1_735_000_000_000,
      },
    });
  });

  it('lists a LaunchLab pool by its event and its account', async () => {
    chain.held.set(LAUNCH_POOL, LAUNCH_ACCOUNT);
    feed.start(sink);
    await live();
    node.notify('logsNotification', logsResult(signatureOf(1), LAUNCH_LOGS));
    await eventually('the pool', () => sink.listings.length === 1);
    expect(sink.listings[0]).toMatchObject({
      pool: LAUNCH_POOL,
      program: 'launchlab',
      symbol: 'ÜB',
      name: 'Überraschung',
      detail: null,
    });
  });

  it('reads the transaction of a CPMM pool, waiting until it is confirmed', async () => {
    feed.start(sink);
    await live();
    node.notify('logsNotification', logsResult(signatureOf(1), CPMM_LOGS));
    await eventually('the first read', () => chain.asked.length === 1);
    chain.transactions.set(signatureOf(1), cpmmTransaction(signatureOf(1)));
    await within(1, 'the pool', () => sink.listings.length === 1);
    expect(chain.asked).toEqual(Array.from({ length: 2 }, () => `transaction ${signatureOf(1)}`));
    expect(sink.listings[0]).toMatchObject({
      pool: CPMM_KEYS.pool,
      program: 'cpmm',
      baseMint: CPMM_KEYS.mint0,
      quoteMint: CPMM_KEYS.mint1,
      detail: null,
    });
  });

  it('counts what it could not read, after six attempts', async () => {
    feed.start(sink);
    await live();
    node.notify('logsNotification', logsResult(signatureOf(1), CPMM_LOGS));
    await eventually('the first read', () => chain.asked.length === 1);
    chain.failure = 'the endpoint is out of reach';
    await within(15, 'the count', () => sink.last()?.malformed === 1);
    expect(chain.asked).toHaveLength(6);
    expect(sink.listings).toEqual([]);
  });

  it('counts a pool whose account is another’s', async () => {
    const { keys, logs } = ammV4Sample(1);
    chain.held.set(keys.pool, ammV4Sample(2).account);
    feed.start(sink);
    await live();
    node.notify('logsNotification', logsResult(signatureOf(1), logs));
    await counted(1);
    expect(sink.last()?.malformed).toBe(1);
    expect(sink.listings).toEqual([]);
  });

  it('passes over trades and failed transactions without a read, and a transaction that came before', async () => {
    const { keys, account, logs } = ammV4Sample(1);
    chain.held.set(keys.pool, account);
    feed.start(sink);
    await live();
    node.notify('logsNotification', logsResult(signatureOf(1), TRADE_LOGS));
    node.notify('logsNotification', logsResult(signatureOf(2), logs, 500, { InstructionError: [0, 1] }));
    node.notify('logsNotification', logsResult(signatureOf(3), logs));
    node.notify('logsNotification', logsResult(signatureOf(3), logs));
    await counted(1);
    expect(sink.listings).toHaveLength(1);
    expect(chain.asked).toHaveLength(1);
  });

  it('closes a socket that says nothing any more within 10 s, and is back within 15 s', async () => {
    feed.start(sink);
    await live();
    await within(3, 'a ping was answered', () => sink.last()?.latencyMs !== null);
    node.freeze();
    const closedAfter = await within(10, 'the loss', () => sink.last()?.state === 'lost');
    expect(sink.last()?.note).toMatch(/no answer to a ping within 4 s/);
    await within(15 - closedAfter, 'it is back', () => sink.last()?.state === 'live');
    expect(node.requests).toHaveLength(8);
  });

  it('closes a socket that answers pings and tells no slots any more just the same', async () => {
    feed.start(sink);
    await live();
    node.slot(100);
    const closedAfter = await within(10, 'the loss', () => sink.last()?.state === 'lost');
    expect(sink.last()?.note).toMatch(/no slot came for 7 s/);
    await within(15 - closedAfter, 'it is back', () => sink.last()?.state === 'live');
  });

  it('leaves a node that is far behind the chain', async () => {
    feed.start(sink);
    await live();
    chainSlot = slot(1000);
    node.slot(900);
    await within(3, 'the loss', () => sink.last()?.state === 'lost');
    expect(sink.last()?.note).toMatch(/100 slots behind the chain/);
  });

  it('looks for what it missed, announces what is new and counts the rest', async () => {
    const [seen, missed, old] = [ammV4Sample(1), signatureOf(2), signatureOf(3)];
    chain.held.set(seen.keys.pool, seen.account);
    feed.start(sink);
    await live();
    node.slot(1000);
    node.notify('logsNotification', logsResult(signatureOf(1), seen.logs, 1000));
    await eventually('the pool', () => sink.listings.length === 1);
    node.cut();
    await eventually('the loss', () => sink.last()?.state === 'lost');
    chain.transactions.set(missed, cpmmTransaction(missed, slot(1010)));
    chain.transactions.set(old, cpmmTransaction(old, slot(995)));
    const at = (signature: typeof missed, atSlot: number) => ({
      signature,
      slot: slot(atSlot),
      failed: false,
    });
    chain.signatures.set(AMM_V4_CREATE_FEE_ACCOUNT, [at(signatureOf(1), 1000), at(signatureOf(9), 900)]);
    chain.signatures.set(CPMM_CREATE_FEE_ACCOUNT, [
      { ...at(signatureOf(4), 1012), failed: true },
      at(missed, 1010),
      at(old, 995),
      // From before it was ever there.
      at(signatureOf(5), 900),
    ]);
    await within(7, 'it is back', () => sink.last()?.state === 'live');
    node.slot(1150);
    // What comes after the gap does not hide what was in it.
    const next = ammV4Sample(2);
    chain.held.set(next.keys.pool, next.account);
    node.notify('logsNotification', logsResult(signatureOf(6), next.logs, 1150));
    await eventually('the next pool', () => sink.listings.length === 2);
    chain.asked.length = 0;
    await within(6, 'the backfill', () => sink.last()?.race.backfilled === 2);
    expect(sink.listings.map(({ pool }) => pool)).toEqual([seen.keys.pool, next.keys.pool, CPMM_KEYS.pool]);
    expect(sink.found).toEqual([undefined, undefined, 'backfilled']);
    expect(sink.last()?.race.gaps).toBe(1);
    expect(chain.asked).toEqual([
      `signatures ${AMM_V4_CREATE_FEE_ACCOUNT} until ${signatureOf(1)}`,
      `signatures ${CPMM_CREATE_FEE_ACCOUNT} until the beginning`,
      `transaction ${old}`,
      `transaction ${missed}`,
    ]);
  });

  it('leaves no timer, no connection and no read when it is stopped', async () => {
    feed.start(sink);
    await live();
    node.notify('logsNotification', logsResult(signatureOf(1), CPMM_LOGS));
    await eventually('the first read', () => chain.asked.length === 1);
    await feed.stop();
    await eventually('the connection is gone', () => node.clients() === 0);
    expect(clock.timers()).toBe(0);
    expect(sink.listings).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PoolFeed } from '../../../electron/engine/ports/pool-feed.ts';
import { makeFeedRaceBoard } from '../../../electron/feed/feed-race-board.ts';
import { makeHeliusFeed } from '../../../electron/feed/helius-feed.ts';
import { makeSocketIoFeed } from '../../../electron/feed/socket-io-feed.ts';
import { makeSolanaLogsFeed } from '../../../electron/feed/solana-logs-feed.ts';
import type { ChainReads } from '../../../electron/protocol/chain-reads.ts';
import { readTransactionAnswer } from '../../../electron/protocol/transaction-frame.ts';
import type { Market } from '../../../electron/sim/market.ts';
import { err, ok } from '../../../shared/result.ts';
import { address, lamports, millis, slot } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { startRigMarket } from '../../support/rig-market.ts';
import { recordingSink, type RecordingSink } from './recording-sink.ts';

type AccountAnswer = { readonly owner: string; readonly data: readonly [string, string] };

/** The market's chain over its RPC, as far as feeds read. */
function readsOf(url: string): ChainReads {
  const call = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const headers = { 'content-type': 'application/json' };
    const answer: unknown = await (await fetch(url, { method: 'POST', headers, body })).json();
    return Reflect.get(Object(answer), 'result');
  };
  return {
    accounts: async (addresses) => {
      const config = { encoding: 'base64', commitment: 'processed' };
      const result = Object(await call('getMultipleAccounts', [addresses, config]));
      const values: readonly (AccountAnswer | null)[] = result.value;
      const accounts = values.map((each) =>
        each === null
          ? null
          : {
              owner: address(each.owner),
              lamports: lamports(1n),
              data: new Uint8Array(Buffer.from(each.data[0], 'base64')),
            },
      );
      return ok({ slot: slot(1), accounts });
    },
    transaction: async (signature) => {
      const config = { encoding: 'base64', commitment: 'confirmed', maxSupportedTransactionVersion: 0 };
      const read = readTransactionAnswer(await call('getTransaction', [signature, config]));
      if (read.ok) return ok(read.value);
      return read.error.code === 'not-found' ? ok(null) : err(read.error.code);
    },
    loadedAddresses: () => Promise.reject(new Error('the market tells what its tables held')),
    signaturesFor: async () => ok([]),
  };
}

let market: Market;
let clock: ManualClock;
let feeds: readonly PoolFeed[];
let sinks: ReadonlyMap<string, RecordingSink>;
let passedOn: RecordingSink;

beforeEach(async () => {
  market = await startRigMarket();
  clock = manualClock();
  const common = {
    label: 'a feed',
    reconnectDelayMs: millis(5000),
    connectTimeoutMs: millis(10_000),
    clock,
    random: () => 0.5,
  };
  const reads = readsOf(market.rpcUrl);
  feeds = [
    makeSolanaLogsFeed({ ...common, id: 'logs', url: market.wsUrl, reads }),
    makeHeliusFeed({ ...common, id: 'helius', url: market.wsUrl, reads }),
    makeSocketIoFeed({ ...common, id: 'socket-io', url: market.feedUrl, event: 'newPool' }),
  ];
  passedOn = recordingSink();
  const board = makeFeedRaceBoard({ clock });
  sinks = new Map(feeds.map(({ id }) => [id, recordingSink()]));
  for (const feed of feeds) {
    const own = sinks.get(feed.id);
    const joined = board.join(feed.id, passedOn);
    feed.start({
      listed: (...listing) => {
        own?.listed(...listing);
        joined.listed(...listing);
      },
      status: joined.status,
    });
  }
  const isLive = (id: string): boolean =>
    passedOn.statuses.findLast(({ feed }) => feed === id)?.state === 'live';
  await eventually('all feeds are live', () => feeds.every(({ id }) => isLive(id)));
});

afterEach(async () => {
  for (const feed of feeds) await feed.stop();
  await market.close();
});

describe('three feeds of one chain', () => {
  it('announce the same pools of every program, each of which is passed on once', async () => {
    const created = [
      market.createPool({ program: 'amm-v4' }),
      market.createPool({ program: 'cpmm' }),
      market.createPool({ program: 'launchlab' }),
    ].map(({ keys }) => String(keys.pool));
    market.advanceSlots(3);
    const listed = (id: string): readonly string[] =>
      (sinks.get(id)?.listings ?? []).map(({ pool }) => String(pool));
    await eventually('every feed has all of them', () => {
      // What is read from the chain is read again after a while.
      clock.advance(1);
      return feeds.every(({ id }) => listed(id).length >= created.length);
    });
    for (const { id } of feeds) expect(listed(id).toSorted()).toEqual(created.toSorted());
    expect(passedOn.listings.map(({ pool }) => String(pool)).toSorted()).toEqual(created.toSorted());
    const [logs, helius, socketIo] = ['logs', 'helius', 'socket-io'].map((id) =>
      (sinks.get(id)?.listings ?? []).toSorted((one, other) => (one.pool < other.pool ? -1 : 1)),
    );
    expect(logs?.map(({ program }) => program)).toEqual(helius?.map(({ program }) => program));
    for (const [index, each] of (logs ?? []).entries()) {
      const others = [helius?.[index], socketIo?.[index]];
      for (const other of others) {
        expect([other?.baseMint, other?.quoteMint]).toEqual([each.baseMint, each.quoteMint]);
      }
      if (each.program === 'amm-v4') expect(helius?.[index]?.detail).toEqual(each.detail);
    }
  });
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PoolFeed } from '../../../electron/engine/ports/pool-feed.ts';
import { makeHeliusFeed } from '../../../electron/feed/helius-feed.ts';
import { millis, WSOL_MINT } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { confirm, startFakeNode, type FakeNode } from './fake-node.ts';
import { recordingSink, type RecordingSink } from './recording-sink.ts';

const SECRET = 'c0ffee00-dead-4bad-8bad-c0ffee00dead';
const fixtures = join(import.meta.dirname, '../../../../shared/fixtures/helius');

let node: FakeNode;
let clock: ManualClock;
let sink: RecordingSink;
let feed: PoolFeed;
let tapped: string[];

const feedAt = (url: string): PoolFeed =>
  makeHeliusFeed({
    id: 'helius',
    label: 'Helius',
    url,
    reconnectDelayMs: millis(5000),
    connectTimeoutMs: millis(10_000),
    clock,
    random: () => 0.5,
    reads: null,
    tap: (json) => void tapped.push(json),
  });

const live = () => eventually('the feed is live', () => sink.last()?.state === 'live');

beforeEach(async () => {
  clock = manualClock();
  sink = recordingSink();
  tapped = [];
  node = await startFakeNode(`/?api-key=${SECRET}`);
  feed = feedAt(node.url);
});

afterEach(async () => {
  await feed.stop();
  await node.close();
  expect(JSON.stringify(sink.statuses)).not.toContain(SECRET);
});

describe('a Helius feed, over a real socket', () => {
  it('asks once for the creations of all three programs, and is live when that was confirmed and not before', async () => {
    node.answer = () => undefined;
    feed.start(sink);
    await eventually('the requests', () => node.requests.length === 2);
    expect(sink.last()?.state).toBe('connecting');
    const [asked, slots] = node.requests;
    expect(slots?.method).toBe('slotSubscribe');
    expect(asked?.method).toBe('transactionSubscribe');
    expect(asked?.params).toEqual([
      {
        accountInclude: [
          '7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5',
          'DNXgeM9EiiaAbaWvwjHj9fQQLAX5ZsfHyvmYUNRAdNC8',
          'LanMV9sAd7wArD4vJFi2qDdfnVhFxYSUg6eADduJ3uj',
        ],
        accountRequired: [],
        vote: false,
        failed: false,
      },
      {
        commitment: 'processed',
        encoding: 'base64',
        transactionDetails: 'full',
        maxSupportedTransactionVersion: 0,
      },
    ]);
    node.say(JSON.stringify({ jsonrpc: '2.0', result: 5, id: slots?.id }));
    node.say(JSON.stringify({ jsonrpc: '2.0', result: 4_053_233_592_815_450, id: asked?.id }));
    await live();
  });

  it('does without slots where the server tells none', async () => {
    node.answer = (socket, request) => {
      if (request.method !== 'slotSubscribe') return confirm(socket, request);
      const error = { code: -32601, message: 'Method not found' };
      return socket.send(JSON.stringify({ jsonrpc: '2.0', error, id: request.id }));
    };
    feed.start(sink);
    await live();
    await eventually('a ping that was answered', () => {
      if (sink.last()?.latencyMs === null) clock.advance(1000);
      return sink.last()?.latencyMs !== null;
    });
    expect(sink.last()).toMatchObject({ state: 'live', drops: 0 });
  });

  it('gives up a subscription that is not acknowledged in time', async () => {
    node.answer = () => undefined;
    feed.start(sink);
    await eventually('the request', () => node.requests.length === 2);
    clock.advance(10_000);
    expect(sink.last()).toMatchObject({
      state: 'lost',
      note: 'no connection within 10 s; trying again in 5 s',
    });
  });

  it('says why the subscription was refused', async () => {
    const refusal = { jsonrpc: '2.0', id: 1, error: { code: -32403, message: 'not on\nyour plan?k=v' } };
    node.answer = (socket) => socket.send(JSON.stringify(refusal));
    feed.start(sink);
    await eventually('the refusal', () => sink.last()?.state === 'lost');
    expect(sink.last()?.note).toBe('the subscription was refused: not on your plan; trying again in 5 s');
  });

  it('names the key, without its value, when the server answers 401', async () => {
    const http = createServer();
    http.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n'));
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const bound = http.address();
    if (bound === null || typeof bound === 'string') throw new Error('not listening on a port');
    feed = feedAt(`ws://127.0.0.1:${bound.port}/?api-key=${SECRET}`);
    feed.start(sink);
    await eventually('the refusal', () => sink.last()?.state === 'lost');
    expect(sink.last()?.note).toContain('HTTP 401: check the api key in HELIUS_WS_URL');
    await new Promise((resolve) => http.close(resolve));
  });

  it('subscribes again after a loss, which is a gap', async () => {
    feed.start(sink);
    await live();
    node.cut();
    await eventually('the loss', () => sink.last()?.state === 'lost');
    expect(sink.last()).toMatchObject({ drops: 1, race: { gaps: 1 } });
    clock.advance(5000);
    await live();
    expect(node.requests).toHaveLength(4);
  });

  it('counts what makes no sense, keeps the connection, and takes no other message for one', async () => {
    feed.start(sink);
    await live();
    const notification = (result: unknown) =>
      JSON.stringify({ method: 'transactionNotification', params: { result } });
    const broken = [
      '',
      'garbage',
      '[]',
      'null',
      '['.repeat(5000),
      JSON.stringify({ method: 'transactionNotification' }),
      notification(null),
      notification({ slot: -1, transaction: { transaction: ['AAAA', 'base64'], meta: {} } }),
      notification({ slot: 1, transaction: { transaction: 5, meta: null } }),
    ];
    node.say(...broken, JSON.stringify({ method: 'slotNotification', params: {} }));
    await eventually('all of them', () => {
      clock.advance(100);
      return sink.last()?.malformed === broken.length;
    });
    expect(sink.last()).toMatchObject({ state: 'live', received: broken.length, drops: 0 });
    // Each is recorded, what is no JSON as a string.
    expect(tapped).toHaveLength(broken.length);
    for (const json of tapped) expect(() => void JSON.parse(json)).not.toThrow();
    expect(sink.listings).toEqual([]);
  });

  it('delivers nothing once stopped, and leaves no timer and no connection', async () => {
    feed.start(sink);
    await live();
    await feed.stop();
    expect(sink.last()?.state).toBe('stopped');
    expect(clock.timers()).toBe(0);
    await eventually('the connection is gone', () => node.clients() === 0);
  });
});

describe.skipIf(!existsSync(fixtures))(
  'a Helius feed, given recorded mainnet frames (skipped where ../shared/fixtures is absent)',
  () => {
    const frame = (name: string): unknown => JSON.parse(readFileSync(join(fixtures, name), 'utf8'));
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8];

    it('lists the eight created pools with their details, and nothing for the swaps', async () => {
      feed.start(sink);
      await live();
      for (const number of numbers) node.say(JSON.stringify(frame(`amm-v4-initialize2-${number}.json`)));
      node.say(JSON.stringify(frame('amm-v4-swap-1.json')));
      await eventually('all of them', () => {
        clock.advance(100);
        return sink.last()?.received === 9;
      });
      expect(sink.listings).toHaveLength(8);
      for (const listing of sink.listings) {
        expect([listing.baseMint, listing.quoteMint]).toContain(WSOL_MINT);
        expect(listing).toMatchObject({ program: 'amm-v4', symbol: null, mint: null, feed: 'helius' });
        expect(listing.slot).toBeGreaterThan(300_000_000);
        expect(listing.detail?.reserves.base).toBeGreaterThan(0n);
        expect(listing.detail?.reserves.quote).toBeGreaterThan(0n);
        expect([listing.detail?.baseDecimals, listing.detail?.quoteDecimals]).toContain(9);
      }
      expect(sink.listings.map(({ quoteMint }) => quoteMint === WSOL_MINT)).toEqual([
        ...Array.from({ length: 7 }, () => false),
        true,
      ]);
      expect(sink.last()?.malformed).toBe(0);
    });
  },
);

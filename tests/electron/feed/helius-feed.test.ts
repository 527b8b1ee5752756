import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PoolFeed } from '../../../electron/engine/ports/pool-feed.ts';
import { makeHeliusFeed } from '../../../electron/feed/helius-feed.ts';
import { SUBSCRIBE_TO_CREATIONS } from '../../../electron/feed/helius-subscription.ts';
import { millis, WSOL_MINT } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { recordingSink, type RecordingSink } from './recording-sink.ts';

const SECRET = 'c0ffee00-dead-4bad-8bad-c0ffee00dead';
const fixtures = join(import.meta.dirname, '../../../../shared/fixtures/helius');
const ACK = JSON.stringify({ jsonrpc: '2.0', result: 4_053_233_592_815_450, id: 1 });

let http: HttpServer;
let server: WebSocketServer;
let clock: ManualClock;
let sink: RecordingSink;
let feed: PoolFeed;
/** What the clients sent. */
let requests: string[];
/** What the server answers to a request. */
let answer: (socket: WebSocket) => void;

async function listen(port = 0): Promise<number> {
  http = createServer();
  server = new WebSocketServer({ server: http });
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      requests.push(Buffer.isBuffer(data) ? data.toString() : 'not one buffer');
      answer(socket);
    });
  });
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  return portOf(http);
}

function portOf(listening: { address(): AddressInfo | string | null }): number {
  const bound = listening.address();
  if (bound === null || typeof bound === 'string') throw new Error('not listening on a port');
  return bound.port;
}

async function closeServer(): Promise<void> {
  for (const client of server.clients) client.terminate();
  server.close();
  await new Promise((resolve) => http.close(resolve));
}

function broadcast(...texts: string[]): void {
  for (const client of server.clients) for (const text of texts) client.send(text);
}

const live = () => eventually('the feed is live', () => sink.last()?.state === 'live');

beforeEach(async () => {
  clock = manualClock();
  sink = recordingSink();
  requests = [];
  answer = (socket) => socket.send(ACK);
  const port = await listen();
  feed = makeHeliusFeed({
    id: 'helius',
    label: 'Helius',
    url: `ws://127.0.0.1:${port}/?api-key=${SECRET}`,
    reconnectDelayMs: millis(5000),
    connectTimeoutMs: millis(10_000),
    clock,
    random: () => 0.5,
  });
});

afterEach(async () => {
  await feed.stop();
  await closeServer();
  expect(JSON.stringify(sink.statuses)).not.toContain(SECRET);
});

describe('a Helius feed, over a real socket', () => {
  it('asks once for the creations, and is live when that was acknowledged and not before', async () => {
    answer = () => undefined;
    feed.start(sink);
    await eventually('the request', () => requests.length === 1);
    expect(sink.last()?.state).toBe('connecting');
    expect(requests).toEqual([SUBSCRIBE_TO_CREATIONS]);
    const [filter, options] = JSON.parse(SUBSCRIBE_TO_CREATIONS).params;
    expect(filter).toEqual({
      accountInclude: ['7YttLkHDoNj9wyDur5pM1ejNaAvT9X4eqaYcHQqtj2G5'],
      accountRequired: ['675kPX9MHTjS2zt1qfr1NYHuzeLXfQM9H24wFSUt1Mp8'],
      vote: false,
      failed: false,
    });
    expect(options).toMatchObject({ commitment: 'processed', maxSupportedTransactionVersion: 0 });
    broadcast(ACK);
    await live();
  });

  it('gives up a subscription that is not acknowledged in time', async () => {
    answer = () => undefined;
    feed.start(sink);
    await eventually('the request', () => requests.length === 1);
    clock.advance(10_000);
    expect(sink.last()).toMatchObject({
      state: 'lost',
      note: 'no connection within 10 s; trying again in 5 s',
    });
  });

  it('says why the subscription was refused', async () => {
    const refusal = { jsonrpc: '2.0', id: 1, error: { code: -32403, message: 'not on\nyour plan?k=v' } };
    answer = (socket) => socket.send(JSON.stringify(refusal));
    feed.start(sink);
    await eventually('the refusal', () => sink.last()?.state === 'lost');
    expect(sink.last()?.note).toBe('the subscription was refused: not on your plan; trying again in 5 s');
  });

  it('names the key, without its value, when the server answers 401', async () => {
    await closeServer();
    http = createServer();
    server = new WebSocketServer({ noServer: true });
    http.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n'));
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    feed = makeHeliusFeed({
      id: 'helius',
      label: 'Helius',
      url: `ws://127.0.0.1:${portOf(http)}/?api-key=${SECRET}`,
      reconnectDelayMs: millis(5000),
      connectTimeoutMs: millis(10_000),
      clock,
      random: () => 0.5,
    });
    feed.start(sink);
    await eventually('the refusal', () => sink.last()?.state === 'lost');
    expect(sink.last()?.note).toContain('HTTP 401: check the api key in HELIUS_WS_URL');
  });

  it('subscribes again after a loss', async () => {
    const port = portOf(http);
    feed.start(sink);
    await live();
    await closeServer();
    await eventually('the loss', () => sink.last()?.state === 'lost');
    expect(sink.last()?.drops).toBe(1);
    await listen(port);
    clock.advance(5000);
    await live();
    expect(requests).toHaveLength(2);
  });

  it('pings at once and every 30 s, and shows how long the answer took', async () => {
    let pings = 0;
    server.on('connection', (socket) => socket.on('ping', () => (pings += 1)));
    feed.start(sink);
    await live();
    await eventually('the first ping', () => pings === 1);
    await eventually('a latency', () => {
      clock.advance(1000);
      return sink.last()?.latencyMs !== null;
    });
    await eventually('the second ping', () => {
      if (pings < 2) clock.advance(1000);
      return pings === 2;
    });
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
    broadcast(...broken, JSON.stringify({ method: 'slotNotification', params: {} }));
    await eventually('all of them', () => {
      clock.advance(100);
      return sink.last()?.malformed === broken.length;
    });
    expect(sink.last()).toMatchObject({ state: 'live', received: broken.length, drops: 0 });
    expect(sink.listings).toEqual([]);
  });

  it('delivers nothing once stopped, and leaves no timer and no connection', async () => {
    feed.start(sink);
    await live();
    await feed.stop();
    expect(sink.last()?.state).toBe('stopped');
    expect(clock.timers()).toBe(0);
    await eventually('the connection is gone', () => server.clients.size === 0);
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
      for (const number of numbers) broadcast(JSON.stringify(frame(`amm-v4-initialize2-${number}.json`)));
      broadcast(JSON.stringify(frame('amm-v4-swap-1.json')));
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

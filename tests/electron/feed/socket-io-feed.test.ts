import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSocketIoFeed } from '../../../electron/feed/socket-io-feed.ts';
import { MAX_PACKET_CHARACTERS } from '../../../electron/feed/stamping-parser.ts';
import { millis, monoUs } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { FULL, POOL, SHORT } from './pool-message-samples.ts';
import { recordingSink, type RecordingSink } from './recording-sink.ts';
import type { PoolFeed } from '../../../electron/engine/ports/pool-feed.ts';

let http: HttpServer;
let server: Server;
let clock: ManualClock;
let sink: RecordingSink;
let feed: PoolFeed;

async function listen(port = 0): Promise<number> {
  http = createServer();
  server = new Server(http, { serveClient: false });
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  return portOf(http);
}

function portOf(listening: { address(): AddressInfo | string | null }): number {
  const bound = listening.address();
  if (bound === null || typeof bound === 'string') throw new Error('not listening on a port');
  return bound.port;
}

function feedAt(port: number, event = 'newPool'): PoolFeed {
  return makeSocketIoFeed({
    id: 'main',
    label: 'Main',
    url: `http://127.0.0.1:${port}`,
    event,
    reconnectDelayMs: millis(5000),
    connectTimeoutMs: millis(10_000),
    clock,
    random: () => 0.5,
  });
}

const live = () => eventually('the feed is live', () => sink.last()?.state === 'live');

describe('a Socket.IO feed, over a real socket', () => {
  beforeEach(async () => {
    clock = manualClock();
    sink = recordingSink();
    feed = feedAt(await listen());
  });

  afterEach(async () => {
    await feed.stop();
    await server.close();
  });

  it('delivers the pools that the server announces, short and full, in order', async () => {
    feed.start(sink);
    await live();
    server.emit('newPool', SHORT);
    server.emit('newPool', FULL);
    await eventually('both pools', () => sink.listings.length === 2);
    expect(sink.listings.map(({ symbol }) => symbol)).toEqual([null, 'BONK']);
    expect(sink.listings[0]?.pool).toBe(POOL);
  });

  it('reads the clock when the packet comes in, before it is decoded', async () => {
    feed.start(sink);
    await live();
    // A clock that moves on by one with every look tells which look came first.
    let looks = 0;
    const counting = { ...clock, monoUs: () => monoUs((looks += 1)) };
    const second = makeSocketIoFeed({
      id: 'second',
      label: 'Second',
      url: `http://127.0.0.1:${portOf(http)}`,
      event: 'newPool',
      reconnectDelayMs: millis(5000),
      connectTimeoutMs: millis(10_000),
      clock: counting,
      random: () => 0.5,
    });
    const seconds = recordingSink();
    second.start(seconds);
    await eventually('the second feed is live', () => seconds.last()?.state === 'live');
    const before = looks;
    server.emit('newPool', FULL, 'more', 4);
    await eventually('the pool', () => seconds.listings.length === 1);
    await second.stop();
    const [times] = seconds.times;
    // The answer to a ping is a look too, so that it is not told how many there were.
    expect(times?.receivedUs).toBeGreaterThan(before);
    expect(times?.decodedUs).toBeGreaterThan(times?.receivedUs ?? Infinity);
  });

  it('counts what is malformed, passes over it and goes on', async () => {
    feed.start(sink);
    await live();
    const nothing = null;
    for (const message of [nothing, 5, 'text', [], { pool_id: POOL }, { ...FULL, extra: 1 }]) {
      server.emit('newPool', message);
    }
    server.emit('newPool');
    server.emit('newPool', { ...SHORT, symbol: 'x'.repeat(MAX_PACKET_CHARACTERS) });
    server.emit('newPool', Buffer.from('binary'));
    for (const client of await engineSockets()) {
      for (const raw of ['garbage', '2["newPool"', '51-["x",{"_placeholder":true,"num":9}]']) {
        client.write(raw);
      }
    }
    server.emit('otherEvent', SHORT);
    server.emit('newPool', SHORT);
    await eventually('the good pool', () => sink.listings.length === 1);
    clock.advance(1000);
    expect(sink.last()).toMatchObject({ state: 'live', received: 13, malformed: 12, drops: 0 });
  });

  it('listens to the event that it was told to', async () => {
    await feed.stop();
    feed = feedAt(portOf(http), 'pool:created');
    feed.start(sink);
    await live();
    server.emit('newPool', FULL);
    server.emit('pool:created', SHORT);
    await eventually('the pool', () => sink.listings.length === 1);
    expect(sink.listings[0]?.symbol).toBeNull();
  });

  it('measures its latency with a ping', async () => {
    feed.start(sink);
    await live();
    await eventually('a latency', () => {
      clock.advance(1000);
      return sink.last()?.latencyMs !== null;
    });
  });

  it('notices that the server went away, and comes back after the delay', async () => {
    const port = portOf(http);
    feed.start(sink);
    await live();
    server.disconnectSockets(true);
    await server.close();
    await eventually('the loss', () => sink.last()?.state === 'lost');
    expect(sink.last()?.note).toMatch(/^connection lost: .+; trying again in 5 s$/);
    clock.advance(5000);
    await eventually(
      'the failed attempt',
      () => sink.last()?.note?.startsWith('connection failed: ') === true,
    );
    await listen(port);
    clock.advance(10_000);
    await live();
    server.emit('newPool', SHORT);
    await eventually('a pool after the loss', () => sink.listings.length === 1);
    expect(sink.last()?.drops).toBe(1);
  });

  it('gives up a server that takes the connection and says nothing', async () => {
    const held = createTcpServer((socket) => socket.resume());
    held.listen(0, '127.0.0.1');
    await once(held, 'listening');
    await feed.stop();
    feed = feedAt(portOf(held));
    feed.start(sink);
    await new Promise((resolve) => held.once('connection', resolve));
    clock.advance(10_000);
    expect(sink.last()).toMatchObject({
      state: 'lost',
      note: 'no connection within 10 s; trying again in 5 s',
    });
    await feed.stop();
    await new Promise((resolve) => held.close(resolve));
  });

  it('closes a socket that says nothing any more within 10 s, and is back within 15 s', async () => {
    feed.start(sink);
    await live();
    const thawed = [...server.sockets.sockets.values()].map(freeze);
    let seconds = 0;
    const pass = async (state: string, limit: number) => {
      while (sink.last()?.state !== state && seconds < limit) {
        clock.advance(1000);
        seconds += 1;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      expect(sink.last()?.state).toBe(state);
    };
    await pass('lost', 10);
    expect(sink.last()?.note).toMatch(/no answer to a ping within 4 s/);
    await pass('live', 15);
    expect(sink.last()).toMatchObject({ drops: 1, race: { gaps: 1 } });
    // So that the server sees that they were closed, and can close itself.
    for (const thaw of thawed) thaw();
  });

  it('ends a connection that brings more than a megabyte at once, and lists nothing of it', async () => {
    feed.start(sink);
    await live();
    server.emit('newPool', { ...SHORT, symbol: 'x'.repeat(1_000_000) });
    await eventually('the loss', () => sink.last()?.state === 'lost');
    expect(sink.listings).toEqual([]);
    clock.advance(5000);
    await live();
  });

  it('uses a WebSocket from the start and does not compress', async () => {
    feed.start(sink);
    await live();
    const [client] = await server.fetchSockets();
    expect(client?.handshake.query['transport']).toBe('websocket');
    expect(client?.handshake.headers['sec-websocket-extensions']).toBeUndefined();
  });

  it('delivers nothing once stopped, and leaves no timer and no connection', async () => {
    feed.start(sink);
    await live();
    await feed.stop();
    const told = sink.statuses.length;
    expect(sink.last()?.state).toBe('stopped');
    expect(clock.timers()).toBe(0);
    server.emit('newPool', SHORT);
    await eventually('the connection is gone', () => server.engine.clientsCount === 0);
    expect(sink.listings).toEqual([]);
    expect(sink.statuses).toHaveLength(told);
  });
});

/** The connections under the Socket.IO sockets, to write packets that no server would. */
async function engineSockets(): Promise<{ write(raw: string): void }[]> {
  return [...server.sockets.sockets.values()].map((socket) => ({
    write: (raw) => void socket.conn.write(raw),
  }));
}

/** Stops the server from reading a connection, until the answer is called: a line that is dead and not closed. */
function freeze(socket: { readonly conn: object }): () => void {
  const raw: unknown = Reflect.get(Object(Reflect.get(socket.conn, 'transport')), 'socket');
  if (!isPausable(raw)) throw new Error('no WebSocket under the connection');
  raw.pause();
  return () => raw.resume();
}

function isPausable(value: unknown): value is { pause(): void; resume(): void } {
  if (typeof value !== 'object' || value === null) return false;
  return ['pause', 'resume'].every((name) => typeof Reflect.get(value, name) === 'function');
}

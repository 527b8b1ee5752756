import { io } from 'socket.io-client';
import type { FeedSink, PoolFeed } from '../engine/ports/pool-feed.ts';
import { millis, monoUs } from '../../shared/units.ts';
import type { FeedMeter } from './feed-meter.ts';
import { jsonOf } from './feed-tap.ts';
import { linkFailure } from './link-failure.ts';
import type { Link, LinkEvents } from './link.ts';
import { parseNewPool } from './new-pool-message.ts';
import { rawWebSocket } from './raw-web-socket.ts';
import { stampingParser } from './stamping-parser.ts';
import { makeSupervisedFeed, type FeedOptions, type FeedPatience } from './supervised-feed.ts';

export type SocketIoFeedOptions = FeedOptions & {
  /** The event that carries a pool. The path of `url`, http(s) or ws(s), is the namespace. */
  readonly event: string;
};

/** Frames of the server are at most 1 MB. */
const MAX_PAYLOAD_BYTES = 1_000_000;

export const SOCKET_IO_PATIENCE: FeedPatience = {
  silentAfterMs: millis(60_000),
  renewAfterMs: millis(300_000),
};

/** Listens to a Socket.IO server that announces pools (docs/feeds.md), over a WebSocket only. */
export function makeSocketIoFeed(options: SocketIoFeedOptions): PoolFeed {
  return makeSupervisedFeed(options, SOCKET_IO_PATIENCE, (sink, meter) => ({
    open: (events) => openSocket(options, sink, meter, events),
    stop: () => undefined,
  }));
}

function openSocket(
  options: SocketIoFeedOptions,
  sink: FeedSink,
  meter: FeedMeter,
  events: LinkEvents,
): Link {
  const { clock } = options;
  // These reach the WebSocket, but the library's types do not know them.
  const unknownToTypes: object = { perMessageDeflate: false, maxPayload: MAX_PAYLOAD_BYTES };
  // The supervisor connects again: one place for waits and jitter, on the injected clock.
  const settings = {
    ...unknownToTypes,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    timeout: options.connectTimeoutMs,
    parser: stampingParser(clock, (reason) => meter.malformed(reason)),
  };
  const socket = io(options.url, settings);
  socket.on(options.event, (...received: unknown[]) => {
    // The parser above put the stamp there; whatever else the server sends along is not read.
    const [stamp, message] = received;
    const pool = parseNewPool(message, options.id);
    if (pool.ok) {
      const decodedUs = clock.monoUs();
      sink.listed(pool.value, typeof stamp === 'number' ? monoUs(stamp) : decodedUs, decodedUs);
      meter.received();
    } else {
      meter.malformed(pool.error);
    }
    events.data();
    options.tap?.(jsonOf(message));
  });
  socket.on('connect', () => {
    rawWebSocket(socket)?.on('pong', () => events.pong());
    events.up();
  });
  socket.on('connect_error', (error) => events.down(`connection failed: ${linkFailure(error)}`));
  socket.on('disconnect', (reason) => events.down(`connection lost: ${reason}`));
  return {
    ping: () => {
      const raw = rawWebSocket(socket);
      if (raw === null) return false;
      raw.ping();
      return true;
    },
    close: () => {
      const raw = rawWebSocket(socket);
      socket.off();
      socket.disconnect();
      raw?.terminate();
    },
  };
}

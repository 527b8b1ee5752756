import { WebSocket, type RawData } from 'ws';
import type { FeedSink, PoolFeed } from '../engine/ports/pool-feed.ts';
import { millis, type MonoUs } from '../../shared/units.ts';
import { readAmmV4Creations } from '../protocol/amm-v4-creation.ts';
import { readTransactionNotification } from '../protocol/transaction-frame.ts';
import { ammV4Listing } from './amm-v4-listing.ts';
import type { FeedMeter } from './feed-meter.ts';
import { readHeliusMessage, SUBSCRIBE_TO_CREATIONS } from './helius-subscription.ts';
import { linkFailure } from './link-failure.ts';
import type { Link, LinkEvents } from './link.ts';
import { malformed } from './malformed-reasons.ts';
import { makeSupervisedFeed, type FeedOptions, type FeedPatience } from './supervised-feed.ts';

export type HeliusFeedOptions = FeedOptions;

/** A full transaction with its logs and balances in JSON stays under 100 kB. */
const MAX_FRAME_BYTES = 4_000_000;

/** New AMM v4 pools can be minutes apart, and the pings prove the line meanwhile. */
export const HELIUS_PATIENCE: FeedPatience = {
  silentAfterMs: millis(600_000),
  renewAfterMs: millis(1_800_000),
};

/** Listens to the chain itself: the creations of AMM v4 pools, from Helius' `transactionSubscribe`. */
export function makeHeliusFeed(options: HeliusFeedOptions): PoolFeed {
  return makeSupervisedFeed(options, HELIUS_PATIENCE, (sink, meter, events) =>
    openSubscription(options, sink, meter, events),
  );
}

function openSubscription(
  options: HeliusFeedOptions,
  sink: FeedSink,
  meter: FeedMeter,
  events: LinkEvents,
): Link {
  const { clock } = options;
  let closed = false;
  const socket = new WebSocket(options.url, {
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    followRedirects: false,
  });
  socket.on('open', () => socket.send(SUBSCRIBE_TO_CREATIONS));
  socket.on('message', (data) => {
    const receivedUs = clock.monoUs();
    if (closed) return;
    const message = readHeliusMessage(textOf(data));
    switch (message.kind) {
      case 'subscribed':
        return events.up();
      case 'refused':
        return events.down(`the subscription was refused: ${linkFailure(message.detail)}`);
      case 'notification':
        deliver(message.frame, receivedUs, options, sink, meter);
        return events.data();
      case 'malformed':
        return meter.malformed(malformed('not-an-object'));
      case 'other':
        return undefined;
    }
  });
  socket.on('pong', () => events.pong());
  socket.on('unexpected-response', (_request, response) => {
    response.resume();
    events.down(httpRefusal(response.statusCode ?? 0));
    socket.terminate();
  });
  // `close` follows; only this one knows why.
  socket.on('error', (error) => events.down(`connection failed: ${linkFailure(error)}`));
  socket.on('close', (code) => events.down(`connection lost (close code ${code})`));
  return {
    ping: () => {
      socket.ping();
      return true;
    },
    close: () => {
      closed = true;
      socket.terminate();
    },
  };
}

function deliver(
  frame: unknown,
  receivedUs: MonoUs,
  options: HeliusFeedOptions,
  sink: FeedSink,
  meter: FeedMeter,
): void {
  const transaction = readTransactionNotification(frame);
  if (!transaction.ok) return meter.malformed(malformed('bad-transaction'));
  const creations = readAmmV4Creations(transaction.value);
  for (const creation of creations) {
    if (creation.ok)
      sink.listed(ammV4Listing(creation.value, options.id), receivedUs, options.clock.monoUs());
  }
  if (creations.some((creation) => !creation.ok)) meter.malformed(malformed('bad-transaction'));
  else meter.received();
}

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  return Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data).toString('utf8');
}

function httpRefusal(status: number): string {
  const isKey = status === 401 || status === 403;
  return `the server answered HTTP ${status}${isKey ? ': check the api key in HELIUS_WS_URL' : ''}`;
}

import { WebSocket, type RawData } from 'ws';
import type { Clock } from '../engine/ports/clock.ts';
import type { MonoUs } from '../../shared/units.ts';
import { isLaunchLabTrade } from './launchlab-traffic.ts';
import { linkFailure } from './link-failure.ts';
import type { Link, LinkEvents } from './link.ts';
import type { MalformedReason } from './malformed-reasons.ts';
import { MAX_FRAME_BYTES, readPubsubMessage, type JsonObject } from './pubsub-message.ts';
import { slotOfNotification } from './slot-notification.ts';
import type { SlotWatch } from './slot-watch.ts';

/** Behind the ids of the subscriptions that a feed needs, which count from 1. */
const SLOT_REQUEST = 100;

export type Subscribe = { readonly method: string; readonly params: readonly unknown[] };

/** What a feed makes of its socket. */
export type ChainSocketUse = {
  readonly url: string;
  /** The setting that holds the url and its key, to be named when the server refuses the key. */
  readonly setting: 'WS_URL' | 'HELIUS_WS_URL';
  readonly clock: Clock;
  readonly slots: SlotWatch;
  /** All of them have to be confirmed before the feed is up. */
  readonly subscriptions: readonly Subscribe[];
  /** Not told of LaunchLab's trades. */
  readonly notified: (method: string, frame: JsonObject, text: string, receivedUs: MonoUs) => void;
  readonly malformed: (reason: MalformedReason, text: string) => void;
};

/**
 * One websocket to a Solana node with its subscriptions. It is up once every one is confirmed. It asks for slots too,
 * where the server tells them, and ends when they stop or fall behind.
 */
export function openChainSocket(use: ChainSocketUse, events: LinkEvents): Link {
  const { clock, slots, subscriptions } = use;
  let closed = false;
  const awaited = new Set(subscriptions.map((_each, index) => index + 1));
  const socket = new WebSocket(use.url, {
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    followRedirects: false,
  });
  slots.opened();
  function handle(text: string, receivedUs: MonoUs): void {
    const message = readPubsubMessage(text);
    switch (message.kind) {
      case 'subscribed':
        if (awaited.delete(message.id) && awaited.size === 0) events.up();
        return undefined;
      case 'refused':
        // Not every server tells slots, and a feed can do without.
        if (awaited.size === 0 || message.id === SLOT_REQUEST) return undefined;
        return events.down(`the subscription was refused: ${linkFailure(message.detail)}`);
      case 'notification': {
        const told = message.method === 'slotNotification' ? slotOfNotification(message.frame) : null;
        if (told !== null) slots.saw(told);
        else if (!isLaunchLabTrade(text)) use.notified(message.method, message.frame, text, receivedUs);
        return events.data();
      }
      case 'malformed':
        return use.malformed(message.reason, text);
      case 'other':
        return undefined;
    }
  }

  socket.on('open', () => {
    subscriptions.forEach((each, index) => socket.send(requestOf(index + 1, each)));
    socket.send(requestOf(SLOT_REQUEST, { method: 'slotSubscribe', params: [] }));
  });
  socket.on('message', (data) => {
    const receivedUs = clock.monoUs();
    if (!closed) handle(textOf(data), receivedUs);
  });
  socket.on('pong', () => events.pong());
  socket.on('unexpected-response', (_request, response) => {
    response.resume();
    events.down(httpRefusal(response.statusCode ?? 0, use.setting));
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
    fault: () => slots.fault(),
    close: () => {
      closed = true;
      socket.terminate();
    },
  };
}

const requestOf = (id: number, { method, params }: Subscribe): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  return Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data).toString('utf8');
}

function httpRefusal(status: number, setting: string): string {
  const isKey = status === 401 || status === 403;
  return `the server answered HTTP ${status}${isKey ? `: check the api key in ${setting}` : ''}`;
}

import { WebSocket, type RawData } from 'ws';
import type { LinkState } from '../../shared/status.ts';
import { millis, type Millis, type MonoUs } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { backoffMs } from './delay.ts';
import { systemCode } from './system-code.ts';

/** `note` says in words what is wrong, when the state is not live. */
export type LinkReport = { readonly state: LinkState; readonly note: string | null };

export type LastingSocket = {
  start(): void;
  /** Does nothing while there is no connection: what matters is sent anew in `opened`. */
  send(text: string): void;
  /** Says that the sign of life came; the first one makes the link live. */
  alive(): void;
  /** Takes answers to frequent pings for signs of life too, on this connection: the server tells no slots. */
  aliveByPings(): void;
  /** Gives up the present connection and makes another. */
  giveUp(why: string): void;
  close(): void;
};

export type LastingSocketOptions = {
  readonly url: string;
  /** The longest time from the start of connecting, or from one sign of life, to the next. */
  readonly silenceMs: Millis;
  readonly reconnectDelayMs: Millis;
  readonly clock: Clock;
  readonly random: () => number;
  readonly opened: () => void;
  readonly received: (text: string) => void;
  readonly lost: () => void;
  /** At every change. */
  readonly report: (report: LinkReport) => void;
};

const PING_MS = millis(30_000);
const MOST_RECONNECT_MS = millis(60_000);
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** A WebSocket that is made anew whenever it is lost, or stays open and falls silent, until it is closed. */
export function makeLastingSocket(options: LastingSocketOptions): LastingSocket {
  const { clock, silenceMs, random } = options;
  let socket: WebSocket | null = null;
  let reported: LinkReport = { state: 'connecting', note: null };
  let aliveUs: MonoUs | null = null;
  let failures = 0;
  let cancelReconnect: (() => void) | null = null;
  let cancelPing: (() => void) | null = null;
  let arePongsAlive = false;
  let cancelSilence: (() => void) | null = null;
  let closed = false;

  function report(state: LinkState, note: string | null): void {
    if (reported.state === state && reported.note === note) return;
    reported = { state, note };
    options.report(reported);
  }

  function open(): void {
    cancelReconnect = null;
    aliveUs = null;
    report('connecting', reported.note);
    const opened = new WebSocket(options.url, { perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES });
    socket = opened;
    // From the start, so that a connection that never comes about is given up too.
    watchForSilence(silenceMs);
    arePongsAlive = false;
    opened.on('pong', () => {
      if (arePongsAlive) alive();
    });
    opened.on('open', () => {
      cancelPing = clock.every(PING_MS, () => opened.ping());
      options.opened();
    });
    opened.on('message', (data, isBinary) => {
      // Everything is JSON text here; a binary message is read as empty, which nobody understands.
      options.received(isBinary ? '' : textOf(data));
    });
    opened.on('error', (error) => lose('lost', systemCode(error)));
    opened.on('close', (code) => lose('lost', `closed with code ${code}`));
  }

  function watchForSilence(wait: Millis): void {
    cancelSilence = clock.after(wait, () => {
      const silentMs = aliveUs === null ? null : (clock.monoUs() - aliveUs) / 1000;
      if (silentMs !== null && silentMs < silenceMs) watchForSilence(millis(silenceMs - silentMs));
      else lose('silent', `nothing was heard for ${silenceMs} ms`);
    });
  }

  function drop(): void {
    cancelPing?.();
    cancelSilence?.();
    const dropped = socket;
    socket = null;
    dropped?.removeAllListeners();
    // One that is ended while connecting still reports an error, by now to nobody.
    dropped?.on('error', () => undefined);
    dropped?.terminate();
  }

  function lose(state: 'lost' | 'silent', why: string): void {
    drop();
    options.lost();
    const firstMs = options.reconnectDelayMs;
    const wait = backoffMs({ firstMs, mostMs: MOST_RECONNECT_MS }, failures, random);
    failures += 1;
    report(state, `${why}; connecting again in ${(wait / 1000).toFixed(1)} s`);
    cancelReconnect = clock.after(wait, open);
  }

  function alive(): void {
    aliveUs = clock.monoUs();
    failures = 0;
    report('live', null);
  }

  return {
    start: () => {
      if (socket === null && cancelReconnect === null && !closed) open();
    },
    send: (text) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(text);
    },
    alive,
    aliveByPings: () => {
      const pinged = socket;
      if (pinged === null || arePongsAlive) return;
      arePongsAlive = true;
      cancelPing?.();
      cancelPing = clock.every(millis(silenceMs / 3), () => pinged.ping());
      pinged.ping();
    },
    giveUp: (why) => {
      if (socket !== null) lose('lost', why);
    },
    close: () => {
      if (closed) return;
      closed = true;
      cancelReconnect?.();
      drop();
      options.lost();
      report('stopped', null);
    },
  };
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}

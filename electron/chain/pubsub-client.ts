import type { Address, Millis, Signature, Slot } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import { makeLastingSocket, type LinkReport } from './lasting-socket.ts';
import {
  readAccountNotice,
  readPubsubMessage,
  readSignatureNotice,
  readSlotNotice,
  type AccountNotice,
  type SignatureNotice,
} from './pubsub-messages.ts';
import { redactUrl, secretScrubber } from './redact-url.ts';
import { makeSubscriptionTable } from './subscription-table.ts';

/** What happened at `processed` can still be undone by a fork; at `confirmed` two thirds of the stake voted for it. */
export type NoticeLevel = 'processed' | 'confirmed';

/** Told at each change whether the server follows it: what it refused, or lost with the connection, must be read. */
export type Covered = (isCovered: boolean) => void;

export type PubsubClient = {
  start(): void;
  /** Each of these returns the function that ends it; they last over reconnections. */
  onAccount(
    address: Address,
    level: NoticeLevel,
    listener: (notice: AccountNotice) => void,
    covered?: Covered,
  ): () => void;
  /** Tells at most once. */
  onSignature(
    signature: Signature,
    level: NoticeLevel,
    listener: (notice: SignatureNotice) => void,
  ): () => void;
  onSlot(listener: (slot: Slot) => void): () => void;
  /** At every change, and at once with what holds now. */
  onReport(listener: (report: LinkReport) => void): () => void;
  close(): void;
};

export type PubsubOptions = {
  readonly url: string;
  /** For connecting, for acknowledgements, and the longest silence. */
  readonly timeoutMs: Millis;
  readonly reconnectDelayMs: Millis;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
};

const MAX_REASON = 160;

/**
 * Solana's PubSub on one WebSocket. Slot notifications come every 400 ms and serve as its sign of life: a socket can
 * stay open and say nothing for hours, and pings are answered by proxies. Only a server that tells no slots is believed
 * by its answers to pings.
 */
export function makePubsubClient(options: PubsubOptions): PubsubClient {
  const { clock, log, timeoutMs } = options;
  const endpoint = redactUrl(options.url);
  const scrub = secretScrubber(options.url);
  const slotListeners = new Set<(slot: Slot) => void>();
  const reportListeners = new Set<(report: LinkReport) => void>();
  let report: LinkReport = { state: 'connecting', note: null };
  let cancelAckWatch: (() => void) | null = null;
  let linked = false;

  const table = makeSubscriptionTable(({ id, method, params }) =>
    socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params })),
  );

  const socket = makeLastingSocket({
    ...options,
    silenceMs: timeoutMs,
    opened: () => {
      linked = true;
      table.connected();
      watchAcknowledgements();
    },
    received: receive,
    lost: () => {
      linked = false;
      cancelAckWatch?.();
      table.disconnected();
    },
    report: (changed) => {
      report = changed;
      if (changed.state === 'lost' || changed.state === 'silent') {
        log.warn('pubsub link down', { endpoint, state: changed.state, note: changed.note });
      }
      for (const listener of reportListeners) listener(changed);
    },
  });

  table.add({
    method: 'slotSubscribe',
    params: [],
    once: false,
    deliver: delivering(readSlotNotice, (slot) => {
      // Slots first: the report that the link is live should find the slot that made it so.
      for (const listener of slotListeners) listener(slot);
      socket.alive();
    }),
    covered: (isCovered) => {
      if (!isCovered && linked) socket.aliveByPings();
    },
  });

  /** A request that stays unanswered from one look to the next means a server that lost it. */
  function watchAcknowledgements(): void {
    let oldestBefore: number | null = null;
    cancelAckWatch = clock.every(timeoutMs, () => {
      const oldest = table.oldestUnanswered();
      if (oldest !== null && oldest === oldestBefore) socket.giveUp('a subscription was not acknowledged');
      oldestBefore = oldest;
    });
  }

  function receive(text: string): void {
    const message = readPubsubMessage(text);
    if (message === null) {
      log.warn('pubsub message not understood', { endpoint });
    } else if (message.kind === 'notification') {
      const outcome = table.notified(message.subscription, message.result);
      if (outcome === 'malformed') log.warn('pubsub notification malformed', { endpoint });
    } else if (table.answered(message.id, message.result, message.refused !== null) === 'refused') {
      const reason = scrub(message.refused ?? 'no subscription number').slice(0, MAX_REASON);
      log.warn('subscription refused', { endpoint, reason });
    }
  }

  return {
    start: () => socket.start(),
    onAccount: (address, commitment, listener, covered) =>
      table.add({
        method: 'accountSubscribe',
        params: [address, { commitment, encoding: 'base64' }],
        once: false,
        deliver: delivering(readAccountNotice, listener),
        ...(covered === undefined ? {} : { covered }),
      }),
    onSignature: (signature, commitment, listener) =>
      table.add({
        method: 'signatureSubscribe',
        params: [signature, { commitment }],
        once: true,
        deliver: delivering(readSignatureNotice, listener),
      }),
    onSlot: (listener) => {
      slotListeners.add(listener);
      return () => void slotListeners.delete(listener);
    },
    onReport: (listener) => {
      reportListeners.add(listener);
      listener(report);
      return () => void reportListeners.delete(listener);
    },
    close: () => {
      socket.close();
      reportListeners.clear();
      slotListeners.clear();
    },
  };
}

function delivering<T>(read: (result: unknown) => T | null, listener: (notice: T) => void) {
  return (result: unknown): 'understood' | 'malformed' => {
    const notice = read(result);
    if (notice === null) return 'malformed';
    listener(notice);
    return 'understood';
  };
}

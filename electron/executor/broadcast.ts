import type { OrderId } from '../../shared/order.ts';
import { millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { OutcomeSink } from '../engine/ports/order-executor.ts';
import type { SendLane } from './send-lane.ts';

export type Broadcast = {
  /** Sends for the first time, and then again and again. */
  start(): void;
  /** After it returns nothing more is sent, and what waits for a socket is taken back. For good. */
  stop(): void;
};

export type BroadcastParts = {
  readonly id: OrderId;
  readonly transactionBase64: string;
  readonly lanes: readonly SendLane[];
  readonly clock: Clock;
  readonly tell: OutcomeSink;
};

/** Leaders drop what they cannot take; the next ones should have it within a few slots. */
const RESEND_MS = millis(2_000);

/** Sends the same bytes to every lane until stopped: they have one signature, so they can land only once. */
export function makeBroadcast({ id, transactionBase64, lanes, clock, tell }: BroadcastParts): Broadcast {
  const stopped = new AbortController();
  const lastResults = new Map<SendLane, string>();
  let sends = 0;
  let cancel: (() => void) | null = null;

  async function post(lane: SendLane): Promise<void> {
    const postedUs = clock.monoUs();
    const taken = await lane.send(transactionBase64, stopped.signal);
    if (stopped.signal.aborted) return;
    const error = taken.ok ? null : taken.error;
    const result = taken.ok ? 'accepted' : 'error';
    // The answers to every rebroadcast would be noise; a lane is heard again when it answers something else.
    if (lastResults.get(lane) === `${result} ${error}`) return;
    lastResults.set(lane, `${result} ${error}`);
    const tookMs = millis((clock.monoUs() - postedUs) / 1000);
    tell({ kind: 'lane', id, lane: { lane: lane.name, result, tookMs, error } });
  }

  /** An answer that is long in coming is a fact too: the lane has the bytes, and says nothing. */
  function tellUnanswered(): void {
    for (const lane of lanes) {
      if (lastResults.has(lane)) continue;
      lastResults.set(lane, 'sent');
      tell({ kind: 'lane', id, lane: { lane: lane.name, result: 'sent', tookMs: null, error: null } });
    }
  }

  function sendToAll(): void {
    if (sends > 0) tellUnanswered();
    sends += 1;
    for (const lane of lanes) void post(lane);
    tell({ kind: 'sent', id, sends });
  }

  return {
    start: () => {
      if (cancel !== null || stopped.signal.aborted) return;
      cancel = clock.every(RESEND_MS, sendToAll);
      sendToAll();
    },
    stop: () => {
      cancel?.();
      stopped.abort();
    },
  };
}

import type { EngineEvent } from '../../shared/events.ts';
import type { EventBatch } from '../../shared/ipc.ts';
import { millis, type MonoUs } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { isUrgent } from './urgent-events.ts';

/** One batch a frame: what comes oftener cannot be seen and costs both processes. */
export const BATCH_EVERY_MS = 16;
/** How long the first event after a pause waits for its neighbours. */
export const GATHER_MS = 8;
/** Batches that the window has not yet received; behind them events wait here, not in a pipe without a bound. */
export const MAX_BATCHES_IN_FLIGHT = 4;
/** Five seconds of a thousand events each. A window that is hung for longer takes a new snapshot instead. */
export const MAX_WAITING_EVENTS = 5_000;

export type EventBatcher = {
  /** Takes the next event. Never sends from within: the engine's call costs a push to a list. */
  readonly add: (event: EngineEvent, sequence: number) => void;
  /** The window has a snapshot that includes `sequence`; everything after it follows. */
  readonly restart: (sequence: number) => void;
  /** The window has received everything up to `sequence`. */
  readonly received: (sequence: number) => void;
  /** How many events wait, for health and tests. */
  readonly waiting: () => number;
  readonly close: () => void;
};

type Send = (batch: EventBatch) => void;

/**
 * Groups numbered events into batches for one window. Sends nothing before the window has taken a snapshot. When
 * more than MAX_WAITING_EVENTS wait, all of them are dropped and nothing is kept until the window shows that it
 * lives; it sees the gap in the numbers then and asks for a new snapshot.
 */
export function createEventBatcher(clock: Pick<Clock, 'after' | 'monoUs'>, send: Send): EventBatcher {
  let waiting: EngineEvent[] = [];
  /** The number of the oldest waiting event. */
  let first = 0;
  let urgentWaiting = false;
  let attached = false;
  let dropping = false;
  let inFlight: number[] = [];
  let lastSentUs: MonoUs | null = null;
  let pending: { readonly urgent: boolean; readonly cancel: () => void } | null = null;

  const cancel = (): void => {
    pending?.cancel();
    pending = null;
  };

  const clear = (): void => {
    cancel();
    waiting = [];
    urgentWaiting = false;
  };

  const flush = (): void => {
    pending = null;
    const batch = { first, events: waiting };
    inFlight.push(first + waiting.length - 1);
    clear();
    lastSentUs = clock.monoUs();
    send(batch);
  };

  const schedule = (): void => {
    if (waiting.length === 0 || inFlight.length >= MAX_BATCHES_IN_FLIGHT) return;
    if (pending !== null && (pending.urgent || !urgentWaiting)) return;
    cancel();
    const sinceMs = lastSentUs === null ? BATCH_EVERY_MS : (clock.monoUs() - lastSentUs) / 1000;
    const delayMs = urgentWaiting ? 0 : Math.max(GATHER_MS, BATCH_EVERY_MS - sinceMs);
    pending = { urgent: urgentWaiting, cancel: clock.after(millis(delayMs), flush) };
  };

  return {
    add(event, sequence) {
      if (!attached || dropping) return;
      if (waiting.length >= MAX_WAITING_EVENTS) {
        clear();
        dropping = inFlight.length > 0;
        return;
      }
      // The events of one batch are numbered without a gap: at a jump the older ones go, and the window sees it.
      if (sequence !== first + waiting.length) clear();
      if (waiting.length === 0) first = sequence;
      waiting.push(event);
      urgentWaiting ||= isUrgent(event.kind);
      schedule();
    },
    restart(sequence) {
      const newer = waiting.slice(Math.max(0, sequence + 1 - first));
      clear();
      inFlight = [];
      attached = true;
      dropping = false;
      first = sequence + 1;
      waiting = newer;
      urgentWaiting = newer.some(({ kind }) => isUrgent(kind));
      schedule();
    },
    received(sequence) {
      const before = inFlight.length;
      inFlight = inFlight.filter((last) => last > sequence);
      if (inFlight.length === before) return;
      dropping = false;
      schedule();
    },
    waiting: () => waiting.length,
    close() {
      clear();
      attached = false;
    },
  };
}

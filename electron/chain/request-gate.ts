import { millis, monoUs, type Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { WAITING_PRIORITIES, type RpcPriority, type WaitingPriority } from './rpc-priority.ts';
import { makeTokenBucket } from './token-bucket.ts';

/** `full`: too many wait already; `late`: it waited for too long, behind requests that hang. */
export type GateAnswer = 'entered' | 'aborted' | 'full' | 'late';

export type RequestGate = {
  /** Answers at once where nothing stands in the way, so that what is sent is on its socket in the same turn. */
  enter(priority: RpcPriority, signal: AbortSignal): 'entered' | Promise<GateAnswer>;
  /** To be called once for each that entered, with the same priority. */
  leave(priority: RpcPriority): void;
  /** The endpoint asked to be left alone for so long: metadata keeps to it, the others do not. */
  holdBack(length: Millis): void;
  isHeldBack(): boolean;
  /** Whoever waits is answered 'aborted'. */
  close(): void;
};

/**
 * So many may be under way, exits not counted, for one more of this kind to start: a burst of pool reads leaves room
 * for what tells whether an order landed.
 */
const MOST_UNDER_WAY: Readonly<Record<WaitingPriority, number>> = { confirm: 10, buy: 8, metadata: 2 };
/** More than the pools that can wait for their facts at once. */
export const MOST_WAITING = 1_000;

type Waiter = { readonly settle: (answer: GateAnswer) => void };

/**
 * Lets an endpoint's requests start by priority and within its budget. What a trade needs waits no longer than
 * `longestWait`: another endpoint may be free.
 */
export function makeRequestGate(requestsPerSecond: number, longestWait: Millis, clock: Clock): RequestGate {
  const bucket = makeTokenBucket(requestsPerSecond, clock.monoUs());
  const waiting: Record<WaitingPriority, Set<Waiter>> = {
    confirm: new Set(),
    buy: new Set(),
    metadata: new Set(),
  };
  let underWay = 0;
  let heldBackUntilUs = monoUs(0);
  let cancelWake: (() => void) | null = null;
  let closed = false;

  const isHeldBack = (): boolean => clock.monoUs() < heldBackUntilUs;

  /** Counts it as started if it may start now. */
  function start(priority: WaitingPriority): boolean {
    if (underWay >= MOST_UNDER_WAY[priority]) return false;
    const nowUs = clock.monoUs();
    if (priority !== 'metadata') bucket.overdraw(nowUs);
    else if (isHeldBack() || !bucket.tryTake(nowUs)) return false;
    underWay += 1;
    return true;
  }

  function letIn(): void {
    for (const priority of WAITING_PRIORITIES) {
      for (const waiter of waiting[priority]) {
        if (!start(priority)) break;
        waiting[priority].delete(waiter);
        waiter.settle('entered');
      }
    }
    wakeForMetadata();
  }

  /** Metadata waits for time to pass; all else waits for somebody to leave. */
  function wakeForMetadata(): void {
    if (cancelWake !== null || waiting.metadata.size === 0) return;
    if (underWay >= MOST_UNDER_WAY.metadata) return;
    const nowUs = clock.monoUs();
    const heldBackMs = (heldBackUntilUs - nowUs) / 1000;
    cancelWake = clock.after(millis(Math.max(bucket.waitMs(nowUs), Math.ceil(heldBackMs), 1)), () => {
      cancelWake = null;
      letIn();
    });
  }

  function stopWaking(): void {
    cancelWake?.();
    cancelWake = null;
  }

  function wait(priority: WaitingPriority, signal: AbortSignal): Promise<GateAnswer> {
    const queue = waiting[priority];
    return new Promise((resolve) => {
      const leave = (answer: GateAnswer): void => {
        queue.delete(waiter);
        if (waiting.metadata.size === 0) stopWaking();
        waiter.settle(answer);
      };
      const onAbort = (): void => leave('aborted');
      const cancelWait = priority === 'metadata' ? null : clock.after(longestWait, () => leave('late'));
      const waiter: Waiter = {
        settle: (answer) => {
          signal.removeEventListener('abort', onAbort);
          cancelWait?.();
          resolve(answer);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      queue.add(waiter);
      wakeForMetadata();
    });
  }

  return {
    enter: (priority, signal) => {
      if (signal.aborted || closed) return Promise.resolve('aborted');
      if (priority === 'exit') {
        bucket.overdraw(clock.monoUs());
        return 'entered';
      }
      // Whoever waited longer goes first.
      if (waiting[priority].size === 0 && start(priority)) return 'entered';
      const size = waiting.confirm.size + waiting.buy.size + waiting.metadata.size;
      return size >= MOST_WAITING ? Promise.resolve('full') : wait(priority, signal);
    },
    leave: (priority) => {
      if (priority === 'exit') return;
      underWay -= 1;
      letIn();
    },
    holdBack: (length) => {
      heldBackUntilUs = monoUs(Math.max(heldBackUntilUs, clock.monoUs() + length * 1000));
    },
    isHeldBack,
    close: () => {
      closed = true;
      stopWaking();
      for (const queue of Object.values(waiting)) {
        for (const waiter of queue) waiter.settle('aborted');
        queue.clear();
      }
    },
  };
}

import { millis, type Millis, type MonoUs } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import { describeRpcError, type RpcError } from './rpc-error.ts';

export type Refresher = {
  /** Refreshes now; joins one that is under way. */
  readonly now: () => Promise<void>;
  readonly start: () => void;
  /** Cancels what is under way and ends the repetition. */
  readonly stop: () => void;
  /** Since the question of the newest good answer; null before the first. */
  readonly ageMs: () => Millis | null;
};

export type RefresherOptions = {
  /** In the log. */
  readonly what: string;
  readonly periodMs: Millis;
  readonly clock: Clock;
  readonly log: Log;
  /** Answers what went wrong, or null. */
  readonly refresh: (signal: AbortSignal) => Promise<RpcError | null>;
};

/** After a failure it is tried again this soon, then after twice as long each time, up to its period. */
const FIRST_RETRY_MS = 1_000;

/**
 * Refreshes something again and again, never twice at a time: a slow endpoint is not asked again before it answered.
 * The log has a line when it begins to fail and one when it works again, not one for each try.
 */
export function makeRefresher({ what, periodMs, clock, log, refresh }: RefresherOptions): Refresher {
  const stopped = new AbortController();
  let underWay: Promise<void> | null = null;
  let cancel: (() => void) | null = null;
  let cancelRetry: (() => void) | null = null;
  let retryMs = FIRST_RETRY_MS;
  let failing = false;
  let askedUs: MonoUs | null = null;

  async function refreshOnce(): Promise<void> {
    const startedUs = clock.monoUs();
    const error = await refresh(stopped.signal);
    underWay = null;
    if (error?.code === 'aborted') return;
    if (error !== null && !failing) log.warn('not refreshed', { what, why: describeRpcError(error) });
    if (error === null && failing) log.info('refreshed again', { what });
    failing = error !== null;
    if (error === null) askedUs = startedUs;
    retryLater(error !== null);
  }

  function retryLater(failed: boolean): void {
    cancelRetry?.();
    cancelRetry = null;
    if (!failed || cancel === null) retryMs = FIRST_RETRY_MS;
    else if (retryMs < periodMs) {
      cancelRetry = clock.after(millis(retryMs), () => void now());
      retryMs *= 2;
    }
  }

  const now = (): Promise<void> => {
    if (stopped.signal.aborted) return Promise.resolve();
    underWay ??= refreshOnce();
    return underWay;
  };

  return {
    now,
    start: () => {
      if (cancel !== null || stopped.signal.aborted) return;
      cancel = clock.every(periodMs, () => void now());
      // The first answer may have failed before anything was to be repeated.
      retryLater(failing);
    },
    stop: () => {
      cancel?.();
      cancelRetry?.();
      stopped.abort();
    },
    ageMs: () => (askedUs === null ? null : millis((clock.monoUs() - askedUs) / 1000)),
  };
}

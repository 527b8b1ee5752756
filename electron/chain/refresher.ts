import type { Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import { describeRpcError, type RpcError } from './rpc-error.ts';

export type Refresher = {
  /** Refreshes now; joins one that is under way. */
  readonly now: () => Promise<void>;
  readonly start: () => void;
  /** Cancels what is under way and ends the repetition. */
  readonly stop: () => void;
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

/**
 * Refreshes something again and again, never twice at a time: a slow endpoint is not asked again before it answered.
 * The log has a line when it begins to fail and one when it works again, not one for each try.
 */
export function makeRefresher({ what, periodMs, clock, log, refresh }: RefresherOptions): Refresher {
  const stopped = new AbortController();
  let underWay: Promise<void> | null = null;
  let cancel: (() => void) | null = null;
  let failing = false;

  async function refreshOnce(): Promise<void> {
    const error = await refresh(stopped.signal);
    underWay = null;
    if (error?.code === 'aborted') return;
    if (error !== null && !failing) log.warn('not refreshed', { what, why: describeRpcError(error) });
    if (error === null && failing) log.info('refreshed again', { what });
    failing = error !== null;
  }

  const now = (): Promise<void> => {
    if (stopped.signal.aborted) return Promise.resolve();
    underWay ??= refreshOnce();
    return underWay;
  };

  return {
    now,
    start: () => {
      if (cancel === null && !stopped.signal.aborted) cancel = clock.every(periodMs, () => void now());
    },
    stop: () => {
      cancel?.();
      stopped.abort();
    },
  };
}

import type { Clock } from '../engine/ports/clock.ts';
import type { FeedSink } from '../engine/ports/pool-feed.ts';
import { NO_RACE, type FeedStatus, type LinkState } from '../../shared/status.ts';
import { millis, type Millis } from '../../shared/units.ts';
import type { MalformedReason } from './malformed-reasons.ts';

/** Counts what a feed does and tells its status: at each change of state, else at most once a second. */
export type FeedMeter = {
  received(): void;
  /** Counted as received too. */
  malformed(reason: MalformedReason): void;
  dropped(): void;
  /** Once for each time in which something could have been missed. */
  gap(): void;
  /** Pools that were found afterwards in a gap. */
  backfilled(pools: number): void;
  latency(took: Millis | null): void;
  state(state: LinkState, note: string | null): void;
  current(): FeedStatus;
  /** Nothing is told after it. */
  close(): void;
};

export const STATUS_PERIOD_MS = millis(1000);

export function makeFeedMeter(
  feed: { readonly id: string; readonly label: string },
  clock: Clock,
  sink: FeedSink,
): FeedMeter {
  let status: FeedStatus = {
    feed: feed.id,
    label: feed.label,
    state: 'stopped',
    latencyMs: null,
    received: 0,
    malformed: 0,
    malformedBy: {},
    duplicates: 0,
    drops: 0,
    lastEventAtMs: null,
    race: NO_RACE,
    note: null,
  };
  let told: FeedStatus | null = null;
  let closed = false;

  const change = (changes: Partial<FeedStatus>): void => {
    status = { ...status, ...changes };
  };
  const tell = (): void => {
    if (closed || status === told) return;
    told = status;
    sink.status(status);
  };
  const stopTelling = clock.every(STATUS_PERIOD_MS, tell);

  return {
    received: () => change({ received: status.received + 1, lastEventAtMs: clock.nowMs() }),
    malformed: ({ code }) =>
      change({
        received: status.received + 1,
        malformed: status.malformed + 1,
        malformedBy: { ...status.malformedBy, [code]: (status.malformedBy[code] ?? 0) + 1 },
      }),
    dropped: () => change({ drops: status.drops + 1 }),
    gap: () => change({ race: { ...status.race, gaps: status.race.gaps + 1 } }),
    backfilled: (pools) => {
      if (pools > 0) change({ race: { ...status.race, backfilled: status.race.backfilled + pools } });
    },
    latency: (latencyMs) => change({ latencyMs }),
    state: (state, note) => {
      if (state === status.state && note === status.note) return;
      const changed = state !== status.state;
      change({ state, note });
      if (changed) tell();
    },
    current: () => status,
    close: () => {
      closed = true;
      stopTelling();
    },
  };
}

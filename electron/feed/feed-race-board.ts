import type { Clock } from '../engine/ports/clock.ts';
import type { FeedSink } from '../engine/ports/pool-feed.ts';
import type { FeedRace, FeedStatus } from '../../shared/status.ts';
import { millis, type Address, type Millis, type MonoUs } from '../../shared/units.ts';
import { makeLateness, type Lateness } from './lateness.ts';

/** About a day of new pools on a busy day, and about 10 MB. */
export const REMEMBERED_POOLS = 50_000;
/** A feed that has not announced a pool so long after the first one did, missed it. */
export const RACE_GRACE_MS = millis(10_000);
const SETTLE_EVERY_MS = millis(1000);

/**
 * Where all feeds meet: the first to announce a pool wins and is passed on, the others' are duplicates, and each
 * feed's status is told with how it does against the others.
 */
export type FeedRaceBoard = {
  /** What to start the feed with. Each feed joins once. */
  join(feed: string, sink: FeedSink): FeedSink;
  /** Ends its timer; nothing is told after it. */
  close(): void;
};

type Runner = {
  readonly sink: FeedSink;
  readonly lateness: Lateness;
  first: number;
  missed: number;
  duplicates: number;
  /** The last status of its own, without the race. */
  status: FeedStatus | null;
  /** Something of the race changed since it was told. */
  untold: boolean;
};

type Announced = {
  readonly pool: Address;
  readonly firstUs: MonoUs;
  readonly by: Set<Runner>;
  /** Who could have announced it: a feed that joins later has not missed it. */
  readonly runners: readonly Runner[];
};

export function makeFeedRaceBoard(options: {
  readonly clock: Clock;
  readonly graceMs?: Millis;
  readonly rememberedPools?: number;
}): FeedRaceBoard {
  const { clock, graceMs = RACE_GRACE_MS, rememberedPools = REMEMBERED_POOLS } = options;
  const runners = new Map<string, Runner>();
  let everyone: readonly Runner[] = [];
  // A Map iterates in order of insertion, so that its first entry is the oldest.
  const pools = new Map<Address, Announced>();
  /** In order of their first announcement. */
  let unsettled: Announced[] = [];
  let closed = false;

  function announced(runner: Runner, pool: Address, atUs: MonoUs, isLive: boolean): 'first' | 'again' {
    const known = pools.get(pool);
    if (known === undefined) {
      remember({ pool, firstUs: atUs, by: new Set([runner]), runners: everyone });
      if (isLive) runner.first += 1;
      runner.untold = true;
      return 'first';
    }
    runner.duplicates += 1;
    runner.untold = true;
    if (!known.by.has(runner)) {
      known.by.add(runner);
      const lateMs = (atUs - known.firstUs) / 1000;
      // Beyond the grace time it counts as missed, and a find after a gap is no race.
      if (isLive && lateMs < graceMs) runner.lateness.add(Math.max(lateMs, 0));
    }
    return 'again';
  }

  function remember(entry: Announced): void {
    pools.set(entry.pool, entry);
    unsettled.push(entry);
    for (const oldest of pools.keys()) {
      if (pools.size <= rememberedPools) break;
      pools.delete(oldest);
    }
    if (unsettled.length > rememberedPools) unsettled.shift();
  }

  function settle(): void {
    const nowUs = clock.monoUs();
    const open = unsettled.findIndex(({ firstUs }) => (nowUs - firstUs) / 1000 < graceMs);
    const due = open < 0 ? unsettled : unsettled.slice(0, open);
    unsettled = open < 0 ? [] : unsettled.slice(open);
    for (const { runners: could, by } of due) {
      for (const runner of could) {
        if (by.has(runner)) continue;
        runner.missed += 1;
        runner.untold = true;
      }
    }
  }

  function tell(runner: Runner): void {
    if (closed || runner.status === null) return;
    runner.untold = false;
    const { status, first, missed, lateness } = runner;
    const race: FeedRace = {
      ...status.race,
      first,
      missed,
      lateP50Ms: lateness.percentile(0.5),
      lateP99Ms: lateness.percentile(0.99),
    };
    runner.sink.status({ ...status, duplicates: status.duplicates + runner.duplicates, race });
  }

  const stop = clock.every(SETTLE_EVERY_MS, () => {
    settle();
    for (const runner of runners.values()) if (runner.untold) tell(runner);
  });

  return {
    join: (feed, sink) => {
      if (runners.has(feed)) throw new Error(`feed ${feed} joined the race before`);
      const runner: Runner = {
        sink,
        lateness: makeLateness(),
        first: 0,
        missed: 0,
        duplicates: 0,
        status: null,
        untold: false,
      };
      runners.set(feed, runner);
      everyone = [...everyone, runner];
      return {
        listed: (listing, receivedUs, decodedUs, found) => {
          const place = announced(runner, listing.pool, decodedUs, found === undefined);
          if (place === 'first') sink.listed(listing, receivedUs, decodedUs, found);
        },
        status: (status) => {
          runner.status = status;
          tell(runner);
        },
      };
    },
    close: () => {
      closed = true;
      stop();
    },
  };
}

import type { FeedSink } from '../engine/ports/pool-feed.ts';
import type { Address } from '../../shared/units.ts';

/** Remembers the pools seen lately. One is shared by all feeds, so that the first to announce a pool wins. */
export type FeedDedupe = {
  /** True the first time that a pool is named, and again once it has been pushed out. */
  firstSight(pool: Address): boolean;
};

/** About a day of new pools on a busy day, and about 8 MB. */
export const REMEMBERED_POOLS = 50_000;

export function makeFeedDedupe(capacity: number = REMEMBERED_POOLS): FeedDedupe {
  // A Set iterates in order of insertion, so that its first entry is the oldest.
  const seen = new Set<Address>();
  return {
    firstSight: (pool) => {
      if (seen.has(pool)) return false;
      seen.add(pool);
      if (seen.size > capacity) {
        for (const oldest of seen) {
          seen.delete(oldest);
          break;
        }
      }
      return true;
    },
  };
}

/** Passes each pool on once and counts the others as the feed's `duplicates`. One for each feed, over one dedupe. */
export function dedupingSink(sink: FeedSink, dedupe: FeedDedupe): FeedSink {
  let duplicates = 0;
  return {
    listed: (listing, receivedUs, decodedUs) => {
      if (dedupe.firstSight(listing.pool)) sink.listed(listing, receivedUs, decodedUs);
      else duplicates += 1;
    },
    status: (status) => sink.status({ ...status, duplicates: status.duplicates + duplicates }),
  };
}

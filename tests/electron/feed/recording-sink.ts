import type { FeedSink } from '../../../electron/engine/ports/pool-feed.ts';
import type { PoolListing } from '../../../shared/pool.ts';
import { NO_RACE, type FeedStatus } from '../../../shared/status.ts';

export type RecordingSink = FeedSink & {
  readonly listings: PoolListing[];
  readonly found: ('backfilled' | undefined)[];
  readonly times: { readonly receivedUs: number; readonly decodedUs: number }[];
  readonly statuses: FeedStatus[];
  last(): FeedStatus | undefined;
};

/** Keeps all that a feed delivers. */
export function recordingSink(): RecordingSink {
  const listings: PoolListing[] = [];
  const times: { receivedUs: number; decodedUs: number }[] = [];
  const found: ('backfilled' | undefined)[] = [];
  const statuses: FeedStatus[] = [];
  return {
    listings,
    found,
    times,
    statuses,
    last: () => statuses.at(-1),
    listed: (listing, receivedUs, decodedUs, how) => {
      listings.push(listing);
      found.push(how);
      times.push({ receivedUs, decodedUs });
    },
    status: (status) => void statuses.push(status),
  };
}

export function statusOf(changes: Partial<FeedStatus>): FeedStatus {
  return {
    feed: 'main',
    label: 'Main',
    state: 'live',
    latencyMs: null,
    received: 0,
    malformed: 0,
    malformedBy: {},
    duplicates: 0,
    drops: 0,
    lastEventAtMs: null,
    race: NO_RACE,
    note: null,
    ...changes,
  };
}

import type { FeedSink } from '../../../electron/engine/ports/pool-feed.ts';
import type { PoolListing } from '../../../shared/pool.ts';
import type { FeedStatus } from '../../../shared/status.ts';

export type RecordingSink = FeedSink & {
  readonly listings: PoolListing[];
  readonly times: { readonly receivedUs: number; readonly decodedUs: number }[];
  readonly statuses: FeedStatus[];
  last(): FeedStatus | undefined;
};

/** Keeps all that a feed delivers. */
export function recordingSink(): RecordingSink {
  const listings: PoolListing[] = [];
  const times: { receivedUs: number; decodedUs: number }[] = [];
  const statuses: FeedStatus[] = [];
  return {
    listings,
    times,
    statuses,
    last: () => statuses.at(-1),
    listed: (listing, receivedUs, decodedUs) => {
      listings.push(listing);
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
    duplicates: 0,
    drops: 0,
    lastEventAtMs: null,
    note: null,
    ...changes,
  };
}

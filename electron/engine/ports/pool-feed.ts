import type { PoolListing } from '../../../shared/pool.ts';
import type { FeedStatus } from '../../../shared/status.ts';
import type { MonoUs } from '../../../shared/units.ts';

/** Where a feed delivers. Every call is synchronous and must not throw. */
export type FeedSink = {
  /**
   * `receivedUs` is read first thing in the socket's data callback, `decodedUs` once the listing was made. `found` says
   * that it did not come by itself, but was looked for after a loss; then both are the moment at which it was found.
   */
  listed(listing: PoolListing, receivedUs: MonoUs, decodedUs: MonoUs, found?: 'backfilled'): void;
  /** At most once a second, and at each change of state. */
  status(status: FeedStatus): void;
};

export type PoolFeed = {
  readonly id: string;
  start(sink: FeedSink): void;
  /** Ends the connection and every timer; nothing is delivered after it resolves. */
  stop(): Promise<void>;
};

import type { Clock } from '../engine/ports/clock.ts';
import type { FeedSink } from '../engine/ports/pool-feed.ts';
import type { FeedMeter } from './feed-meter.ts';

/** Where what was read of a feed's messages goes. */
export type Delivery = {
  /** The id of the feed, in its listings. */
  readonly feed: string;
  readonly clock: Clock;
  readonly sink: Pick<FeedSink, 'listed'>;
  readonly meter: Pick<FeedMeter, 'received' | 'malformed'>;
};

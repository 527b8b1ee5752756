import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import type { Slot } from '../../shared/units.ts';
import type { Delivery } from './delivery.ts';
import type { FeedMeter } from './feed-meter.ts';
import { listingsOf } from './listings-of.ts';

/** A pool made this many slots ago, a minute, is no news any more: it is counted and not announced. */
export const MAX_BACKFILL_AGE_SLOTS = 150;

/** Counts the pools of a transaction that was found in a gap, and announces those that are still new. */
export function deliverBackfilled(
  transaction: ChainTransaction,
  newest: Slot | null,
  { feed, clock, sink, meter }: Delivery & { readonly meter: Pick<FeedMeter, 'backfilled'> },
): void {
  const { listings } = listingsOf(transaction, feed);
  meter.backfilled(listings.length);
  if (newest !== null && newest - transaction.slot > MAX_BACKFILL_AGE_SLOTS) return;
  const foundUs = clock.monoUs();
  for (const listing of listings) sink.listed(listing, foundUs, foundUs, 'backfilled');
}

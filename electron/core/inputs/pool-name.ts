import type { PoolName } from '../../../shared/events.ts';
import type { PoolListing } from '../../../shared/pool.ts';
import { shownSymbol, solSideOf } from '../../../shared/pool.ts';
import type { OpenPool } from '../session.ts';

export function nameOf(listing: PoolListing): PoolName {
  const token = solSideOf(listing) === 'base' ? listing.quoteMint : listing.baseMint;
  return { pool: listing.pool, symbol: shownSymbol(listing.symbol, token), program: listing.program };
}

export const nameOfOpen = (open: OpenPool): PoolName =>
  open.stage === 'ordered' ? open.name : nameOf(open.listing);

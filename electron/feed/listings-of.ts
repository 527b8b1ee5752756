import type { PoolListing } from '../../shared/pool.ts';
import { readAmmV4Creations } from '../protocol/amm-v4-creation.ts';
import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import { decodeClmmCreations } from '../protocol/clmm-creation.ts';
import { readCpmmCreations } from '../protocol/cpmm-creation.ts';
import { readLaunchLabCreations } from '../protocol/launchlab-creation.ts';
import { ammV4Listing } from './amm-v4-listing.ts';
import { bareListing } from './bare-listing.ts';
import type { MalformedCode } from './malformed-reasons.ts';

export type TransactionListings = {
  readonly listings: readonly PoolListing[];
  /** One for each creation that could not be made sense of. */
  readonly faults: readonly MalformedCode[];
};

/**
 * The pools that a transaction created, in any of Raydium's programs, by its own or by inner instructions: a migration
 * is a creation by CPI. AMM v4's carry all that a quote needs. The others trade by fees that stand in config accounts,
 * which are read, and kept, elsewhere.
 */
export function listingsOf(transaction: ChainTransaction, feed: string): TransactionListings {
  const listings: PoolListing[] = [];
  const faults: MalformedCode[] = [];
  for (const each of readAmmV4Creations(transaction)) {
    if (each.ok) listings.push(ammV4Listing(each.value, feed));
    else faults.push('bad-transaction');
  }
  for (const each of readCpmmCreations(transaction)) {
    if (!each.ok) {
      faults.push('bad-transaction');
      continue;
    }
    const { keys, slot } = each.value;
    const { pool, mint0: baseMint, mint1: quoteMint } = keys;
    listings.push(bareListing({ pool, program: 'cpmm', baseMint, quoteMint, slot }, feed));
  }
  for (const each of readLaunchLabCreations(transaction)) {
    if (!each.ok) {
      faults.push(each.error.code === 'curve-not-supported' ? 'unsupported-pool' : 'bad-transaction');
      continue;
    }
    const { keys, slot, mint: token } = each.value;
    const { pool, baseMint, quoteMint } = keys;
    listings.push(bareListing({ pool, program: 'launchlab', baseMint, quoteMint, slot, token }, feed));
  }
  for (const { pool, mint0: baseMint, mint1: quoteMint, slot } of decodeClmmCreations(transaction)) {
    listings.push(bareListing({ pool, program: 'clmm', baseMint, quoteMint, slot }, feed));
  }
  return { listings, faults };
}

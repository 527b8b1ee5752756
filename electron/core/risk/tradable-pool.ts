import type { PoolFacts, PoolListing, TradablePool } from '../../../shared/pool.ts';
import { shownSymbol, solSideOf } from '../../../shared/pool.ts';
import type { Address } from '../../../shared/units.ts';

/** The side that is not SOL; null when neither or both are. */
export function tokenMintOf(pool: {
  readonly baseMint: Address;
  readonly quoteMint: Address;
}): Address | null {
  const solSide = solSideOf(pool);
  if (solSide === null) return null;
  return solSide === 'base' ? pool.quoteMint : pool.baseMint;
}

/**
 * The pool as it is traded; null when it is no pair with SOL. The sides are those of the pool's own account: an
 * announcement can have them the other way round.
 */
export function tradablePool(listing: PoolListing, facts: PoolFacts): TradablePool | null {
  const { baseMint, quoteMint, terms, accounts } = facts.detail;
  const solSide = solSideOf(facts.detail);
  const tokenMint = tokenMintOf(facts.detail);
  if (solSide === null || tokenMint === null) return null;
  return {
    pool: listing.pool,
    baseMint,
    quoteMint,
    solSide,
    tokenMint,
    tokenProgram: facts.mint.tokenProgram,
    tokenDecimals: facts.mint.decimals,
    symbol: shownSymbol(listing.symbol, tokenMint),
    accounts,
    terms,
    transferFee: facts.mint.transferFee,
  };
}

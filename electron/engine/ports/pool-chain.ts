import type { PoolFacts, PoolListing, Reserves, TradablePool } from '../../../shared/pool.ts';
import type { Result } from '../../../shared/result.ts';
import type { ChainStatus, WalletStatus } from '../../../shared/status.ts';
import type { Lamports, Slot } from '../../../shared/units.ts';

export type FactsError = {
  readonly code: 'not-found' | 'not-a-pool' | 'chain-unreachable' | 'aborted';
  readonly detail: string;
};

/** What the engine reads from the chain off the hot path. */
export type PoolChain = {
  /**
   * Reads what the listing lacks, in as few batched reads as the layout allows. Where the listing does not name the
   * program it is the account's owner; the detail's mints are the pool's own, whatever order was announced.
   */
  readFacts(listing: PoolListing, signal: AbortSignal): Promise<Result<PoolFacts, FactsError>>;
  /** Follows the pool's reserves until the returned function is called; the newest known come at once if there are any. */
  watchReserves(pool: TradablePool, changed: (reserves: Reserves, slot: Slot) => void): () => void;
};

/** Rent and fees that a buy must leave room for; read from the cluster and kept fresh in the background. */
export type ChainCosts = {
  readonly tokenAccountRentLamports: Lamports;
  readonly networkFeeLamports: Lamports;
};

/** The chain's own clock (the Clock sysvar), which programs compare opening times with. Seconds, as the chain has them. */
export type ChainTime = { readonly slot: Slot; readonly unixS: number };

export type ChainSink = {
  time(time: ChainTime): void;
  status(status: ChainStatus): void;
  wallet(status: WalletStatus): void;
  costs(costs: ChainCosts): void;
};

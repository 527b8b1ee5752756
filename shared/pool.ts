import type { Address, Bps, Lamports, Slot, TokenUnits, UnixMs } from './units.ts';
import { WSOL_MINT } from './units.ts';

export type PoolProgram = 'amm-v4' | 'cpmm' | 'launchlab' | 'clmm';

/** The accounts of a pool that a swap names. For AMM v4, `market` and `marketProgram` are the zero key in new pools. */
export type PoolAccounts = {
  readonly baseVault: Address;
  readonly quoteVault: Address;
  readonly lpMint: Address;
  readonly market: Address;
  readonly marketProgram: Address;
};

/** What the pool can trade now: vault amounts less what is owed out of them (needTakePnl in AMM v4). */
export type Reserves = { readonly base: TokenUnits; readonly quote: TokenUnits };

/** What the pool account says, from a full feed message or read from the chain. */
export type PoolDetail = {
  readonly accounts: PoolAccounts;
  readonly baseDecimals: number;
  readonly quoteDecimals: number;
  readonly reserves: Reserves;
  /** From this moment swaps are allowed. */
  readonly opensAtMs: UnixMs;
};

/** What the mint account of the token (the side that is not WSOL) says. */
export type MintFacts = {
  readonly tokenProgram: Address;
  readonly decimals: number;
  readonly supply: TokenUnits;
  readonly mintAuthority: Address | null;
  readonly freezeAuthority: Address | null;
};

/** All that a judgement needs beyond the listing. */
export type PoolFacts = {
  readonly detail: PoolDetail;
  readonly mint: MintFacts;
  /** The share of the LP supply that nobody can withdraw any more; null where it was not found out. */
  readonly lpBurnedBps: Bps | null;
};

/**
 * A pool as a feed announces it. `base` and `quote` are the pool's own sides (coin and pc in AMM v4); which of
 * the two is WSOL varies. What the feed did not say is null and is read from the chain before judging.
 */
export type PoolListing = {
  readonly pool: Address;
  readonly program: PoolProgram;
  readonly baseMint: Address;
  readonly quoteMint: Address;
  readonly symbol: string | null;
  readonly name: string | null;
  readonly slot: Slot | null;
  readonly detail: PoolDetail | null;
  readonly mint: MintFacts | null;
  readonly lpBurnedBps: Bps | null;
  /** The id of the feed that announced it first. */
  readonly feed: string;
};

export type SolSide = 'base' | 'quote';

/** A pool with one WSOL side, all its facts known: what can be priced, bought and sold. */
export type TradablePool = {
  readonly pool: Address;
  readonly program: PoolProgram;
  readonly baseMint: Address;
  readonly quoteMint: Address;
  readonly solSide: SolSide;
  readonly tokenMint: Address;
  readonly tokenProgram: Address;
  readonly tokenDecimals: number;
  readonly symbol: string;
  readonly accounts: PoolAccounts;
};

/** Which side of the pool is WSOL, or null when neither or both are. */
export function solSideOf(pool: { readonly baseMint: Address; readonly quoteMint: Address }): SolSide | null {
  if (pool.baseMint === WSOL_MINT) return pool.quoteMint === WSOL_MINT ? null : 'base';
  return pool.quoteMint === WSOL_MINT ? 'quote' : null;
}

/** The pool's reserves seen from SOL: how many lamports and how many token units it holds. */
export function solReserves(side: SolSide, reserves: Reserves): { sol: Lamports; token: TokenUnits } {
  const [sol, token] = side === 'base' ? [reserves.base, reserves.quote] : [reserves.quote, reserves.base];
  return { sol: sol as bigint as Lamports, token };
}

/** A name to show: the symbol, or the mint cut to its ends. */
export function shownSymbol(symbol: string | null, mint: Address): string {
  return symbol ?? `${mint.slice(0, 4)}…${mint.slice(-4)}`;
}

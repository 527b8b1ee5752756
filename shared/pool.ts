import type { Address, Bps, Lamports, Slot, TokenUnits, UnixMs } from './units.ts';
import { WSOL_MINT } from './units.ts';

export type PoolProgram = 'amm-v4' | 'cpmm' | 'launchlab' | 'clmm';

/** What holds a pool's two sides. `lpMint` is null where there are no LP tokens (LaunchLab, CLMM). */
export type PoolAccounts = {
  readonly baseVault: Address;
  readonly quoteVault: Address;
  readonly lpMint: Address | null;
};

/** A share in millionths: 2_500n is a quarter of a percent. */
export type Ppm = bigint & { readonly __unit: 'ppm' };
export const ppm = (value: bigint): Ppm => value as Ppm;

/** What the creator of a CPMM pool takes of every swap, and on which side: of what goes in, or always of one side. */
export type CreatorFee = { readonly ratePpm: Ppm; readonly on: 'input' | 'base' | 'quote' };

/** What of a CPMM pool does not change with a swap: its price formula's terms, and the accounts that only it has. */
export type CpmmTerms = {
  readonly kind: 'cpmm';
  readonly config: Address;
  readonly observation: Address;
  /** Of what goes in. */
  readonly tradeFeePpm: Ppm;
  /** These two are shares of the trade fee, which do not stay in the reserves. */
  readonly protocolFeePpm: Ppm;
  readonly fundFeePpm: Ppm;
  /** Null where the pool does not collect one. */
  readonly creatorFee: CreatorFee | null;
};

/** The same of a LaunchLab pool on its constant-product curve. All four fees are of the SOL that goes in or comes out. */
export type LaunchLabTerms = {
  readonly kind: 'launchlab';
  readonly globalConfig: Address;
  readonly platformConfig: Address;
  readonly creator: Address;
  /** Where the platform's and the creator's fees go: addresses derived from the two and the quote mint. */
  readonly platformFeeVault: Address;
  readonly creatorFeeVault: Address;
  readonly protocolFeePpm: Ppm;
  readonly platformFeePpm: Ppm;
  readonly creatorFeePpm: Ppm;
  /** The base reserve at which everything that the curve sells is sold: it goes no lower. */
  readonly baseFloorUnits: TokenUnits;
};

/** The terms on which a pool trades, by program. With the reserves of a moment they are all that a quote needs. */
export type PoolTerms = { readonly kind: 'amm-v4' } | CpmmTerms | LaunchLabTerms | { readonly kind: 'clmm' };

/** What a Token-2022 mint keeps of every transfer, in the epoch of now. */
export type TransferFee = { readonly bps: Bps; readonly maximumUnits: TokenUnits };

/**
 * What the pool can trade now: vault amounts less what is owed out of them (needTakePnl in AMM v4; protocol, fund and
 * creator fees in CPMM). On LaunchLab's curve: virtual less real base, virtual plus real quote.
 */
export type Reserves = { readonly base: TokenUnits; readonly quote: TokenUnits };

/** What the pool account says, from a full feed message or read from the chain. */
export type PoolDetail = {
  /** The pool's own two sides, in its own order, which an announcement can have the other way round. */
  readonly baseMint: Address;
  readonly quoteMint: Address;
  readonly terms: PoolTerms;
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
  /** Null where the mint takes none. */
  readonly transferFee: TransferFee | null;
  /** The first Token-2022 extension by name that can keep a holder from selling, or that is not known; null for none. */
  readonly riskyExtension: string | null;
};

/** All that a judgement needs beyond the listing. */
export type PoolFacts = {
  readonly detail: PoolDetail;
  readonly mint: MintFacts;
  /** The share of the LP supply that nobody can withdraw any more; null where it was not found out. */
  readonly lpBurnedBps: Bps | null;
};

/**
 * A pool as a feed announces it. `base` and `quote` are meant to be the pool's own sides (coin and pc in AMM v4); which
 * of the two is WSOL varies. What the feed did not say is null and is read from the chain before judging.
 */
export type PoolListing = {
  readonly pool: Address;
  /** Null: whichever owns the account. */
  readonly program: PoolProgram | null;
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
  readonly baseMint: Address;
  readonly quoteMint: Address;
  readonly solSide: SolSide;
  readonly tokenMint: Address;
  readonly tokenProgram: Address;
  readonly tokenDecimals: number;
  readonly symbol: string;
  readonly accounts: PoolAccounts;
  /** Its `kind` is the pool's program. */
  readonly terms: PoolTerms;
  /** Of the token; SOL has none. */
  readonly transferFee: TransferFee | null;
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

import type { PricedPool } from '../../electron/core/swap/swap-quote.ts';
import type { Fill, OnChainFailure, OrderTicket, SignedOrder, StageTimes } from '../../shared/order.ts';
import { orderId } from '../../shared/order.ts';
import type {
  CpmmTerms,
  LaunchLabTerms,
  PoolDetail,
  PoolFacts,
  PoolListing,
  Reserves,
  TradablePool,
} from '../../shared/pool.ts';
import { ppm, shownSymbol } from '../../shared/pool.ts';
import type { TradingSettings } from '../../shared/settings.ts';
import {
  address,
  blockhash,
  bps,
  lamports,
  LAMPORTS_PER_SOL,
  micros,
  millis,
  signature,
  slot,
  tokenUnits,
  unixMs,
  WSOL_MINT,
  type Address,
  type Lamports,
} from '../../shared/units.ts';

/** 12 May 2025, 12:00:00 UTC: far from the day's ends. */
export const NOON = unixMs(Date.UTC(2025, 4, 12, 12));
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

/** `sol(1.5)` is 1,500,000,000 lamports; exact to the lamport for the few decimals that tests use. */
export const sol = (amount: number): Lamports =>
  lamports(BigInt(Math.round(amount * Number(LAMPORTS_PER_SOL))));

export const poolAddress = (n: number): Address => address(`Pool${n}`);
export const mintAddress = (n: number): Address => address(`Mint${n}aaaaaaaa${n}`);
export const SOMEBODY = address('Somebody');
const TOKEN_PROGRAM = address('TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA');

/** Orders of 0.1 SOL that go out by themselves, three at a time, ten an hour. */
export const SETTINGS: TradingSettings = {
  approval: { mode: 'auto', autoBelowLamports: sol(0.1) },
  buyLamports: sol(0.1),
  maxShareOfLiquidityBps: bps(100),
  slippageBps: bps(100),
  maxConcurrentTrades: 3,
  maxTradesPerHour: 10,
  poolCooldownMs: millis(300_000),
  maxPendingPools: 50,
  offerTtlMs: millis(60_000),
  tradeTimeoutMs: millis(30_000),
  minLiquidityLamports: sol(5),
  maxImpactBps: bps(500),
  requireMintRenounced: true,
  requireNoFreeze: true,
  minLpBurnedBps: bps(9_000),
  spendCapLamports: sol(5),
  lossCapLamports: sol(1),
  exit: { takeProfitBps: null, stopLossBps: null, maxHoldMs: null },
};

export const settingsWith = (patch: Partial<TradingSettings>): TradingSettings => ({ ...SETTINGS, ...patch });
export const MANUAL = settingsWith({ approval: { mode: 'manual', autoBelowLamports: sol(0) } });

/** Base is the token, quote is SOL. */
export const reservesOf = (solReserve: Lamports, tokens = 1_000_000_000_000_000n): Reserves => ({
  base: tokenUnits(tokens),
  quote: tokenUnits(solReserve),
});

export const detailOf = (n: number, patch: Partial<PoolDetail> = {}): PoolDetail => ({
  baseMint: mintAddress(n),
  quoteMint: WSOL_MINT,
  terms: { kind: 'amm-v4' },
  accounts: {
    baseVault: address(`BaseVault${n}`),
    quoteVault: address(`QuoteVault${n}`),
    lpMint: address(`LpMint${n}`),
  },
  baseDecimals: 6,
  quoteDecimals: 9,
  reserves: reservesOf(sol(50)),
  opensAtMs: unixMs(0),
  ...patch,
});

export type FactsPatch = {
  readonly detail?: Partial<PoolDetail>;
  readonly mint?: Partial<PoolFacts['mint']>;
  readonly lpBurnedBps?: PoolFacts['lpBurnedBps'];
};

/** The facts of a pool that every check passes, less what `patch` says. */
export const factsOf = (n: number, patch: FactsPatch = {}): PoolFacts => ({
  detail: detailOf(n, patch.detail),
  mint: {
    tokenProgram: TOKEN_PROGRAM,
    decimals: 6,
    supply: tokenUnits(1_000_000_000_000_000n),
    mintAuthority: null,
    freezeAuthority: null,
    transferFee: null,
    riskyExtension: null,
    ...patch.mint,
  },
  lpBurnedBps: patch.lpBurnedBps === undefined ? bps(10_000) : patch.lpBurnedBps,
});

/** A listing of which only the mints are known: its facts have to be read. */
export const bareListing = (n: number, patch: Partial<PoolListing> = {}): PoolListing => ({
  pool: poolAddress(n),
  program: 'amm-v4',
  baseMint: mintAddress(n),
  quoteMint: WSOL_MINT,
  symbol: `TOK${n}`,
  name: null,
  slot: slot(1_000),
  detail: null,
  mint: null,
  lpBurnedBps: null,
  feed: 'test-feed',
  ...patch,
});

/** A listing that brings all its facts. */
export const fullListing = (n: number, patch: FactsPatch = {}): PoolListing =>
  bareListing(n, factsOf(n, patch));

export const tradableOf = (n: number): TradablePool => {
  const listing = bareListing(n);
  const facts = factsOf(n);
  return {
    pool: listing.pool,
    baseMint: listing.baseMint,
    quoteMint: listing.quoteMint,
    solSide: 'quote',
    tokenMint: listing.baseMint,
    tokenProgram: facts.mint.tokenProgram,
    tokenDecimals: facts.mint.decimals,
    symbol: shownSymbol(listing.symbol, listing.baseMint),
    accounts: facts.detail.accounts,
    terms: facts.detail.terms,
    transferFee: facts.mint.transferFee,
  };
};

/** A LaunchLab curve that keeps 1 % in all. */
export const LAUNCHLAB_TERMS: LaunchLabTerms = {
  kind: 'launchlab',
  globalConfig: address('GlobalConfig'),
  platformConfig: address('PlatformConfig'),
  creator: address('Creator'),
  platformFeeVault: address('PlatformFeeVault'),
  creatorFeeVault: address('CreatorFeeVault'),
  protocolFeePpm: ppm(2_500n),
  platformFeePpm: ppm(5_000n),
  creatorFeePpm: ppm(2_500n),
  baseFloorUnits: tokenUnits(1n),
};

/** A CPMM pool of the quarter-of-a-percent config, without a creator's fee. */
export const CPMM_TERMS: CpmmTerms = {
  kind: 'cpmm',
  config: address('CpmmConfig'),
  observation: address('Observation'),
  tradeFeePpm: ppm(2_500n),
  protocolFeePpm: ppm(120_000n),
  fundFeePpm: ppm(40_000n),
  creatorFee: null,
};

/** An AMM v4 pool with SOL on that side, as a quote needs it. */
export const pricedPool = (solSide: TradablePool['solSide']): PricedPool => ({
  solSide,
  terms: { kind: 'amm-v4' },
  transferFee: null,
});

/** A listing with all its facts of a LaunchLab curve: 30 virtual SOL for about 1.07 billion tokens. */
export const curveListing = (n: number): PoolListing => ({
  ...fullListing(n, {
    detail: {
      terms: { ...LAUNCHLAB_TERMS, baseFloorUnits: CURVE_FLOOR },
      reserves: reservesOf(sol(30), 1_073_000_000_000_000n),
    },
    lpBurnedBps: null,
  }),
  program: 'launchlab',
});

/** What a curve of `curveListing` still has when it has sold all that it sells. */
export const CURVE_FLOOR = tokenUnits(279_900_000_000_000n);

/** A buy of pool `n` for 0.1 SOL as order `id`. */
export const ticketOf = (id: number, n: number, patch: Partial<OrderTicket> = {}): OrderTicket => ({
  id: orderId(id),
  side: 'buy',
  pool: tradableOf(n),
  amountIn: sol(0.1),
  expectedOut: 1_000_000n,
  minOut: 990_000n,
  trigger: 'pool-event',
  reservedAtMs: NOON,
  poolSlot: slot(1_000),
  ...patch,
});

export const signedOf = (id: number): SignedOrder => ({
  signature: signature(`Signature${id}`),
  blockhash: blockhash('Blockhash'),
  lastValidBlockHeight: 2_000,
});

export const fillOf = (patch: Partial<Fill> = {}): Fill => ({
  source: 'chain',
  slot: slot(1_002),
  tokenUnits: tokenUnits(1_000_000n),
  solLamports: sol(0.1),
  feeLamports: lamports(5_000n),
  tipLamports: lamports(0n),
  rentLamports: lamports(2_039_280n),
  walletLamports: lamports(-102_044_280n),
  ...patch,
});

export const failureOf = (patch: Partial<OnChainFailure> = {}): OnChainFailure => ({
  code: 'slippage',
  detail: 'custom program error: 0x1e',
  slot: slot(1_002),
  feeLamports: lamports(5_000n),
  ...patch,
});

export const STAGES_OF_TEST: StageTimes = {
  decodeUs: micros(10),
  judgeUs: micros(20),
  prepareUs: micros(30),
  signUs: micros(40),
  sendUs: micros(50),
};

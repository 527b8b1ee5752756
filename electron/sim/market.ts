import type { Address, Blockhash, Lamports, Signature } from '../../shared/units.ts';
import type { Chain } from './chain/chain.ts';
import type { Fork, ForkOutcome } from './chain/forks.ts';
import type { EndpointFaults } from './endpoint/endpoint-faults.ts';
import type { CommitmentDepths } from './chain/commitment.ts';
import type { TransactionRecord } from './chain/transaction-record.ts';
import type { MarketFaults } from './market-faults.ts';
import type { AnnouncementForm } from './market/announcement.ts';
import type { CreatedClmmPool } from './market/clmm-creation.ts';
import type { CreatedCpmmPool } from './market/cpmm-creation.ts';
import type { CpmmPoolPlan } from './market/cpmm-plan.ts';
import type { CreatedLaunchLabPool } from './market/launchlab-creation.ts';
import type { LaunchLabPlan } from './market/launchlab-plan.ts';
import type { CreatedPool } from './market/pool-creation.ts';
import type { PoolPlan, TokenPlan } from './market/pool-plan.ts';
import type { Trade } from './market/trade.ts';
import type { SlotRange } from './market/trader-behaviour.ts';
import type { RecordedFrame } from './replay/recorded-frame.ts';
import type { Scheduler } from './scheduler.ts';

export type MarketOptions = {
  /** The same seed gives the same pools, names, wallets and mints. */
  readonly seed: string;
  /** 0, the default, takes a free port. All are on loopback only. */
  readonly rpcPort?: number;
  readonly wsPort?: number;
  readonly feedPort?: number;
  readonly slotMs?: number;
  /** Mean number of new pools a second; 0, the default, for none but those that are asked for. */
  readonly poolsASecond?: number;
  /** How lively the other traders are: 0, the default, none; 1 as on the desk. */
  readonly activity?: number;
  /** After how many slots a pool that no visitor holds is taken off the chain. */
  readonly poolLifeSlots?: SlotRange;
  readonly depths?: CommitmentDepths;
  readonly recording?: readonly RecordedFrame[];
  /** Slots pass only by `advanceSlots`, and the chain's clock with them. */
  readonly manual?: boolean;
  /** The chain's clock in manual mode begins here; it is also part of what makes this chain another one. */
  readonly startAtMs?: number;
  readonly scheduler?: Scheduler;
};

export type CreateOptions = {
  /** How the feed announces it when it landed; `full` unless said otherwise. */
  readonly announce?: AnnouncementForm | 'none';
  readonly twice?: boolean;
};

/** AMM v4 where no program is named. */
export type CreatePool = {
  (plan: { readonly program: 'cpmm' } & Partial<CpmmPoolPlan>, options?: CreateOptions): CreatedCpmmPool;
  (
    plan: { readonly program: 'launchlab' } & Partial<LaunchLabPlan>,
    options?: CreateOptions,
  ): CreatedLaunchLabPool;
  (plan: { readonly program: 'clmm' } & Partial<TokenPlan>, options?: CreateOptions): CreatedClmmPool;
  (plan?: { readonly program?: 'amm-v4' } & Partial<PoolPlan>, options?: CreateOptions): CreatedPool;
};

/** Another RPC node over the same chain, to fail over to; it closes with the market. */
export type MarketEndpoint = {
  readonly rpcUrl: string;
  readonly wsUrl: string;
  /** Its own: those of the market are the first endpoint's. */
  readonly faults: EndpointFaults;
  pubsubClients(): number;
  subscriptions(): number;
};

/** A running market. */
export type Market = {
  readonly rpcUrl: string;
  readonly wsUrl: string;
  readonly feedUrl: string;
  readonly genesis: Blockhash;
  /** The ledger and all that landed, to assert on. */
  readonly chain: Chain;
  readonly faults: MarketFaults;
  /** Makes that many blocks at once. In manual mode the only way in which time passes. */
  advanceSlots(count: number): void;
  /** Sends the creation of a sound pool, changed as the plan says; it lands with the next block. */
  readonly createPool: CreatePool;
  /** A swap of somebody else on a pool that landed; it lands with the next block. Sales are the creator's. */
  trade(pool: Address, trade: Trade): Signature;
  openEndpoint(): Promise<MarketEndpoint>;
  /** Abandons the newest blocks now, as far as they are not confirmed; the next block goes on without them. */
  fork(fork?: Fork): ForkOutcome;
  /** Puts an active lookup table on the chain; it can be used from the next block on. */
  placeLookupTable(addresses: readonly Address[]): Address;
  /** Pays out of the faucet; it lands with the next block. */
  airdrop(to: Address, amount: Lamports): Signature;
  /** Of any account now; 0 where there is none. */
  lamportsOf(address: Address): bigint;
  /** Of a token account of either token program now; 0 where there is none. */
  unitsOf(tokenAccount: Address): bigint;
  landed(signature: Signature): TransactionRecord | null;
  /** Puts a message on the feed as it is. */
  announce(message: unknown): void;
  /** Pools that live on the market now. */
  pools(): number;
  feedClients(): number;
  pubsubClients(): number;
  /** Subscriptions of all of them, at all endpoints. */
  subscriptions(): number;
  /** Recorded frames that were not played yet. */
  framesLeft(): number;
  close(): Promise<void>;
};

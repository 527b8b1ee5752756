import type { TradablePool } from './pool.ts';
import type {
  Address,
  Blockhash,
  Lamports,
  Micros,
  Millis,
  Signature,
  Slot,
  TokenUnits,
  UnixMs,
} from './units.ts';

export type OrderId = string & { readonly __unit: 'order-id' };
export const orderId = (sequence: number): OrderId => String(sequence) as OrderId;

export type OrderSide = 'buy' | 'sell';

/** What set the order off; a stage time counts from there. */
export type OrderTrigger =
  'pool-event' | 'pool-opened' | 'approval' | 'slot-freed' | 'exit-rule' | 'sell-button';

export type OrderStatus =
  | 'seen'
  | 'refused'
  | 'awaiting-approval'
  | 'skipped'
  | 'offer-expired'
  | 'reserved'
  | 'built'
  | 'signed'
  | 'sent'
  | 'confirmed'
  | 'finalized'
  | 'failed-onchain'
  | 'unknown'
  | 'expired'
  | 'abandoned';

/** Microseconds spent in each stage, from the trigger to the bytes on the last sender's socket. */
export type StageTimes = {
  readonly decodeUs: Micros;
  readonly judgeUs: Micros;
  readonly prepareUs: Micros;
  readonly signUs: Micros;
  readonly sendUs: Micros;
};

export const STAGES = ['decode', 'judge', 'prepare', 'sign', 'send'] as const;
export type Stage = (typeof STAGES)[number];

export function stageUs(times: StageTimes, stage: Stage): Micros {
  return times[`${stage}Us`];
}

export function totalUs(times: StageTimes): Micros {
  return STAGES.reduce((sum, stage) => sum + stageUs(times, stage), 0) as Micros;
}

/** What the order asks of the chain. A buy's `amountIn` is lamports, a sell's is token units; `minOut` the other. */
export type OrderTicket = {
  readonly id: OrderId;
  readonly side: OrderSide;
  readonly pool: TradablePool;
  readonly amountIn: bigint;
  readonly expectedOut: bigint;
  readonly minOut: bigint;
  readonly trigger: OrderTrigger;
  readonly reservedAtMs: UnixMs;
  /** The slot in which the pool was created, where the feed said it. */
  readonly poolSlot: Slot | null;
};

/** What identifies a signed order on the chain, and until when it can land. */
export type SignedOrder = {
  readonly signature: Signature;
  readonly blockhash: Blockhash;
  readonly lastValidBlockHeight: number;
};

/**
 * What the order did. `solLamports` is what the swap took from or gave to the trader; `feeLamports` is the network fee;
 * `tipLamports` went to a lane that asks for one; `rentLamports` what new accounts keep: the trader's token account
 * (given back when it is closed, then negative) and, for the first trade of a LaunchLab platform or creator, their fee
 * vaults, which is not given back; `walletLamports` the whole change of the wallet. `source`: read from the meta of the landed
 * transaction, from what its simulation returned, or our own quote where it could not be simulated.
 */
export type Fill = {
  readonly source: 'chain' | 'simulated' | 'quoted';
  readonly slot: Slot;
  readonly tokenUnits: TokenUnits;
  readonly solLamports: Lamports;
  readonly feeLamports: Lamports;
  readonly tipLamports: Lamports;
  readonly rentLamports: Lamports;
  readonly walletLamports: Lamports;
};

export type OnChainFailure = {
  readonly code: 'slippage' | 'not-open' | 'insufficient-funds' | 'no-fill' | 'other';
  /** The program's own words, such as `custom program error: 0x1e`. */
  readonly detail: string;
  readonly slot: Slot;
  readonly feeLamports: Lamports;
};

export type LaneReport = {
  readonly lane: string;
  readonly result: 'sent' | 'accepted' | 'error';
  /** From handing the bytes over to the answer; null while there is none. */
  readonly tookMs: Millis | null;
  readonly error: string | null;
};

/** An order as the window shows it. */
export type OrderView = {
  readonly id: OrderId;
  readonly side: OrderSide;
  readonly pool: Address;
  readonly symbol: string;
  readonly tokenDecimals: number;
  readonly status: OrderStatus;
  readonly trigger: OrderTrigger;
  readonly amountIn: bigint;
  readonly expectedOut: bigint;
  readonly minOut: bigint;
  readonly reservedAtMs: UnixMs;
  readonly poolSlot: Slot | null;
  readonly signature: Signature | null;
  readonly stages: StageTimes | null;
  readonly sends: number;
  readonly lanes: readonly LaneReport[];
  /** From the first send to the first notice of the chain. */
  readonly processedAfterMs: Millis | null;
  readonly landedSlot: Slot | null;
  readonly fill: Fill | null;
  readonly failure: OnChainFailure | null;
  /** Why it is unknown, expired or abandoned. */
  readonly note: string | null;
};

import type { Offer, OfferId, OfferQuote } from './offer.ts';
import type {
  Fill,
  LaneReport,
  OnChainFailure,
  OrderId,
  OrderTicket,
  SignedOrder,
  StageTimes,
} from './order.ts';
import type { PoolProgram, TradablePool } from './pool.ts';
import type { Position, PositionMark } from './position.ts';
import type { Refusal } from './refusal.ts';
import type { TradingSettings } from './settings.ts';
import type { ChainStatus, EngineHealth, FeedStatus, WalletStatus } from './status.ts';
import type { Trading } from './trading.ts';
import type { Address, Lamports, Micros, Millis, Slot, UnixMs } from './units.ts';

export type DeskMode = 'sim' | 'paper' | 'live';

/**
 * Facts that outlive the process: the journal keeps them, and folding them gives back what the engine must know
 * after a restart.
 */
export type JournaledEvent =
  | {
      readonly kind: 'session-started';
      readonly atMs: UnixMs;
      readonly mode: DeskMode;
      readonly genesis: string;
      readonly wallet: string;
    }
  /** Another chain or wallet than before: what was held or under way there cannot be reached any more. */
  | {
      readonly kind: 'chain-replaced';
      readonly atMs: UnixMs;
      readonly positions: number;
      readonly orders: number;
    }
  | { readonly kind: 'trading-changed'; readonly atMs: UnixMs; readonly trading: Trading }
  | { readonly kind: 'settings-changed'; readonly atMs: UnixMs; readonly settings: TradingSettings }
  | { readonly kind: 'order-reserved'; readonly atMs: UnixMs; readonly ticket: OrderTicket }
  | { readonly kind: 'order-built'; readonly atMs: UnixMs; readonly id: OrderId }
  | {
      readonly kind: 'order-signed';
      readonly atMs: UnixMs;
      readonly id: OrderId;
      readonly signed: SignedOrder;
    }
  | { readonly kind: 'order-sent'; readonly atMs: UnixMs; readonly id: OrderId; readonly stages: StageTimes }
  | {
      readonly kind: 'order-confirmed';
      readonly atMs: UnixMs;
      readonly id: OrderId;
      readonly fill: Fill;
      readonly afterMs: Millis;
    }
  | { readonly kind: 'order-finalized'; readonly atMs: UnixMs; readonly id: OrderId }
  | {
      readonly kind: 'order-failed';
      readonly atMs: UnixMs;
      readonly id: OrderId;
      readonly failure: OnChainFailure;
      readonly afterMs: Millis;
    }
  | {
      readonly kind: 'order-unknown';
      readonly atMs: UnixMs;
      readonly id: OrderId;
      readonly why: 'deadline' | 'restart' | 'not-sent';
    }
  | { readonly kind: 'order-expired'; readonly atMs: UnixMs; readonly id: OrderId; readonly proof: string }
  | { readonly kind: 'order-abandoned'; readonly atMs: UnixMs; readonly id: OrderId; readonly why: string }
  | {
      readonly kind: 'position-changed';
      readonly atMs: UnixMs;
      readonly position: Position;
      readonly realizedLamports: Lamports;
    }
  | {
      readonly kind: 'position-closed';
      readonly atMs: UnixMs;
      readonly pool: Address;
      readonly symbol: string;
      readonly realizedLamports: Lamports;
    }
  /** The pool that it was bought in migrated: from now on it is held, and sold, in another. */
  | {
      readonly kind: 'position-moved';
      readonly atMs: UnixMs;
      readonly from: Address;
      readonly pool: TradablePool;
      /** As it is from now on: with what was held in the other pool already. */
      readonly position: Position;
    };

/** A pool in the words of the tape. */
export type PoolName = {
  readonly pool: Address;
  readonly symbol: string;
  readonly program: PoolProgram | null;
};

/** What is true of this run only. */
export type SessionEvent =
  | {
      readonly kind: 'pool-seen';
      readonly atMs: UnixMs;
      readonly pool: PoolName;
      readonly feed: string;
      readonly slot: Slot | null;
    }
  | {
      readonly kind: 'pool-closed';
      readonly atMs: UnixMs;
      readonly pool: PoolName;
      readonly outcome: Refusal | { readonly code: 'bought' };
      readonly judgedInUs: Micros | null;
    }
  /** It opens soon, by the chain's own clock: it is judged then. */
  | {
      readonly kind: 'pool-waiting';
      readonly atMs: UnixMs;
      readonly pool: PoolName;
      readonly opensAtMs: UnixMs;
    }
  /** The wait is over; what became of it follows. */
  | { readonly kind: 'pool-opened'; readonly atMs: UnixMs; readonly pool: PoolName }
  | { readonly kind: 'pool-queued'; readonly atMs: UnixMs; readonly pool: PoolName; readonly depth: number }
  | { readonly kind: 'queue-changed'; readonly atMs: UnixMs; readonly depth: number }
  | { readonly kind: 'offer-made'; readonly atMs: UnixMs; readonly offer: Offer }
  | {
      readonly kind: 'offer-requoted';
      readonly atMs: UnixMs;
      readonly id: OfferId;
      readonly spendLamports: Lamports;
      readonly now: OfferQuote;
      readonly revision: number;
    }
  | {
      readonly kind: 'offer-closed';
      readonly atMs: UnixMs;
      readonly id: OfferId;
      readonly pool: PoolName;
      readonly how: 'approved' | 'skipped' | 'expired' | 'killed' | 'refused';
    }
  | {
      readonly kind: 'order-accepted';
      readonly atMs: UnixMs;
      readonly id: OrderId;
      readonly lane: LaneReport;
    }
  | { readonly kind: 'order-resent'; readonly atMs: UnixMs; readonly id: OrderId; readonly sends: number }
  | {
      readonly kind: 'order-processed';
      readonly atMs: UnixMs;
      readonly id: OrderId;
      readonly slot: Slot;
      readonly afterMs: Millis;
    }
  | { readonly kind: 'position-marked'; readonly mark: PositionMark }
  /** The symbol that a token gives itself, of a pool that was announced without one; as it may be shown. */
  | {
      readonly kind: 'token-named';
      readonly atMs: UnixMs;
      readonly mint: Address;
      readonly symbol: string;
    }
  | { readonly kind: 'feed-status'; readonly atMs: UnixMs; readonly status: FeedStatus }
  | { readonly kind: 'chain-status'; readonly atMs: UnixMs; readonly status: ChainStatus }
  | { readonly kind: 'wallet-status'; readonly atMs: UnixMs; readonly status: WalletStatus }
  | { readonly kind: 'engine-health'; readonly atMs: UnixMs; readonly health: EngineHealth }
  | {
      readonly kind: 'notice';
      readonly atMs: UnixMs;
      readonly level: 'info' | 'warning' | 'error';
      readonly text: string;
    };

export type EngineEvent = JournaledEvent | SessionEvent;
export type EngineEventKind = EngineEvent['kind'];

const JOURNALED: Readonly<Record<EngineEventKind, boolean>> = {
  'session-started': true,
  'chain-replaced': true,
  'trading-changed': true,
  'settings-changed': true,
  'order-reserved': true,
  'order-built': true,
  'order-signed': true,
  'order-sent': true,
  'order-confirmed': true,
  'order-finalized': true,
  'order-failed': true,
  'order-unknown': true,
  'order-expired': true,
  'order-abandoned': true,
  'position-changed': true,
  'position-closed': true,
  'position-moved': true,
  'pool-seen': false,
  'pool-closed': false,
  'pool-waiting': false,
  'pool-opened': false,
  'pool-queued': false,
  'queue-changed': false,
  'offer-made': false,
  'offer-requoted': false,
  'offer-closed': false,
  'order-accepted': false,
  'order-resent': false,
  'order-processed': false,
  'position-marked': false,
  'token-named': false,
  'feed-status': false,
  'chain-status': false,
  'wallet-status': false,
  'engine-health': false,
  notice: false,
};

export function isJournaled(event: EngineEvent): event is JournaledEvent {
  return JOURNALED[event.kind];
}

import type { Command } from '../../shared/commands.ts';
import type { DeskMode } from '../../shared/events.ts';
import type {
  Fill,
  LaneReport,
  OnChainFailure,
  OrderId,
  SignedOrder,
  StageTimes,
} from '../../shared/order.ts';
import type { PoolFacts, PoolListing, Reserves } from '../../shared/pool.ts';
import type { ChainStatus, EngineHealth, FeedStatus, WalletStatus } from '../../shared/status.ts';
import type { Address, Lamports, Millis, Slot } from '../../shared/units.ts';

/** What the executor tells of an order, in the core's words. */
export type OrderNotice =
  | { readonly kind: 'built' }
  | { readonly kind: 'signed'; readonly signed: SignedOrder }
  | { readonly kind: 'sent'; readonly sends: number; readonly stages: StageTimes }
  | { readonly kind: 'lane'; readonly lane: LaneReport }
  | { readonly kind: 'processed'; readonly slot: Slot; readonly afterMs: Millis }
  | { readonly kind: 'confirmed'; readonly fill: Fill; readonly afterMs: Millis }
  | { readonly kind: 'finalized' }
  | { readonly kind: 'failed'; readonly failure: OnChainFailure; readonly afterMs: Millis }
  | { readonly kind: 'unknown'; readonly why: 'deadline' | 'not-sent' }
  | { readonly kind: 'expired'; readonly proof: string }
  | { readonly kind: 'abandoned'; readonly why: string };

/** Everything that the engine can hear: the one inbox. */
export type EngineInput =
  | {
      readonly kind: 'start';
      readonly mode: DeskMode;
      readonly genesis: string;
      readonly wallet: string;
      readonly armAtStart: boolean;
    }
  | { readonly kind: 'listing'; readonly listing: PoolListing }
  | { readonly kind: 'facts'; readonly pool: Address; readonly facts: PoolFacts }
  | { readonly kind: 'facts-failed'; readonly pool: Address; readonly detail: string }
  | { readonly kind: 'reserves'; readonly pool: Address; readonly reserves: Reserves; readonly slot: Slot }
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'notice'; readonly id: OrderId; readonly notice: OrderNotice }
  | { readonly kind: 'tick' }
  /** Time to clear away what has run out. */
  | { readonly kind: 'cleanup' }
  | { readonly kind: 'feed-status'; readonly status: FeedStatus }
  | { readonly kind: 'chain-status'; readonly status: ChainStatus }
  | { readonly kind: 'wallet-status'; readonly status: WalletStatus }
  | {
      readonly kind: 'costs';
      readonly tokenAccountRentLamports: Lamports;
      readonly networkFeeLamports: Lamports;
    }
  | { readonly kind: 'token-named'; readonly mint: Address; readonly symbol: string }
  | { readonly kind: 'chain-time'; readonly slot: Slot; readonly unixS: number }
  | { readonly kind: 'engine-health'; readonly health: EngineHealth }
  | { readonly kind: 'journal-failed'; readonly message: string }
  | { readonly kind: 'invariant-broken'; readonly message: string }
  | { readonly kind: 'told'; readonly level: 'info' | 'warning' | 'error'; readonly text: string };

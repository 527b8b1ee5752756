import type { OrderId, OrderTicket, SignedOrder } from '../../shared/order.ts';
import type { PoolListing, TradablePool } from '../../shared/pool.ts';
import type { Address } from '../../shared/units.ts';
import type { ApprovedOrder } from './risk/approved-order.ts';

/** What the engine is to do once the events of a turn are journaled. Outcomes come back as inputs. */
export type Effect =
  | { readonly kind: 'execute'; readonly order: ApprovedOrder }
  | { readonly kind: 'send'; readonly id: OrderId }
  | { readonly kind: 'follow'; readonly ticket: OrderTicket; readonly signed: SignedOrder }
  | { readonly kind: 'stop-executor' }
  | { readonly kind: 'resume-executor' }
  | { readonly kind: 'read-facts'; readonly listing: PoolListing }
  | { readonly kind: 'cancel-read'; readonly pool: Address }
  | { readonly kind: 'watch'; readonly pool: TradablePool }
  | { readonly kind: 'unwatch'; readonly pool: Address }
  | { readonly kind: 'record-trade'; readonly id: OrderId };

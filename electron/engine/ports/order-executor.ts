import type {
  Fill,
  LaneReport,
  OnChainFailure,
  OrderId,
  OrderTicket,
  SignedOrder,
} from '../../../shared/order.ts';
import type { Micros, Millis, Slot } from '../../../shared/units.ts';
import type { ApprovedOrder } from '../../core/risk/approved-order.ts';

/** What became of an order; the engine takes it as an input like any other. */
export type OrderOutcome =
  | { readonly kind: 'built'; readonly id: OrderId; readonly prepareUs: Micros }
  | { readonly kind: 'signed'; readonly id: OrderId; readonly signed: SignedOrder; readonly signUs: Micros }
  /** The bytes were handed to every lane's socket. `sends` counts from 1; above 1 it is a rebroadcast of the same bytes. */
  | { readonly kind: 'sent'; readonly id: OrderId; readonly sends: number }
  | { readonly kind: 'lane'; readonly id: OrderId; readonly lane: LaneReport }
  | { readonly kind: 'processed'; readonly id: OrderId; readonly slot: Slot; readonly afterMs: Millis }
  | { readonly kind: 'confirmed'; readonly id: OrderId; readonly fill: Fill; readonly afterMs: Millis }
  | { readonly kind: 'finalized'; readonly id: OrderId }
  | {
      readonly kind: 'failed';
      readonly id: OrderId;
      readonly failure: OnChainFailure;
      readonly afterMs: Millis;
    }
  /** The deadline passed, or it was not sent; it may still land and is watched on. */
  | { readonly kind: 'unknown'; readonly id: OrderId; readonly why: 'deadline' | 'not-sent' }
  /** Proven: the finalized block height is past the blockhash's last valid one and no status was found in the history. */
  | { readonly kind: 'expired'; readonly id: OrderId; readonly proof: string }
  /** Given up before it was signed. */
  | { readonly kind: 'abandoned'; readonly id: OrderId; readonly why: string };

export type OutcomeSink = (outcome: OrderOutcome) => void;

/**
 * Builds, signs, sends and follows orders. `execute` builds and signs synchronously and tells `built`, `signed`
 * (or `abandoned`) before it returns; it never sends. `send` hands the signed bytes to every lane, tells `sent`,
 * and from then on rebroadcasts and watches until the order is final.
 */
export type OrderExecutor = {
  execute(order: ApprovedOrder): void;
  send(id: OrderId): void;
  /** Watches an order of an earlier run; it is never sent again. */
  follow(ticket: OrderTicket, signed: SignedOrder): void;
  /** After it returns nothing is signed, sent or rebroadcast until `resume`; what was sent is still followed. */
  stop(): void;
  resume(): void;
  /** Ends every wait; nothing is told after it resolves. */
  close(): Promise<void>;
};

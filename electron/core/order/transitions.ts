import type { OrderStatus } from '../../../shared/order.ts';

/**
 * The one table of the order machine: from each status, where it may go. What is not listed is illegal.
 * `signed` reaches `unknown` when it was signed but never handed to a lane, and after a restart.
 */
export const TRANSITIONS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  seen: ['refused', 'awaiting-approval', 'reserved'],
  refused: [],
  'awaiting-approval': ['refused', 'skipped', 'offer-expired', 'reserved'],
  skipped: [],
  'offer-expired': [],
  reserved: ['built', 'abandoned'],
  built: ['signed', 'abandoned'],
  signed: ['sent', 'unknown'],
  sent: ['confirmed', 'failed-onchain', 'unknown'],
  unknown: ['confirmed', 'failed-onchain', 'expired'],
  confirmed: ['finalized'],
  finalized: [],
  'failed-onchain': [],
  expired: [],
  abandoned: [],
};

export const mayMove = (from: OrderStatus, to: OrderStatus): boolean => TRANSITIONS[from].includes(to);

export const isTerminal = (status: OrderStatus): boolean => TRANSITIONS[status].length === 0;

/** Statuses in which an order holds one of the slots: `unknown` keeps it, because it may still land. */
export const holdsSlot = (status: OrderStatus): boolean =>
  status === 'reserved' ||
  status === 'built' ||
  status === 'signed' ||
  status === 'sent' ||
  status === 'unknown';

/** Moves along the table. An illegal move is a broken invariant and throws; whoever hears notices checks `mayMove` first. */
export function moved(from: OrderStatus, to: OrderStatus): OrderStatus {
  if (!mayMove(from, to)) throw new Error(`illegal order transition: ${from} → ${to}`);
  return to;
}

import type { Ledger } from '../ledger.ts';
import { holdsSlot } from '../order/transitions.ts';

/** How many orders hold a slot: buys and sells, those of unknown fate too. */
export function liveOrders(ledger: Ledger): number {
  let live = 0;
  for (const order of ledger.orders.values()) if (holdsSlot(order.status)) live += 1;
  return live;
}

export const slotIsFree = (ledger: Ledger): boolean =>
  liveOrders(ledger) < ledger.settings.maxConcurrentTrades;

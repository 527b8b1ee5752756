import { assertNever } from '../../shared/assert-never.ts';
import type { OrderTrigger, OrderView } from '../../shared/order.ts';
import { formatLatency } from './duration.ts';

export const TRIGGER_WORDS: Readonly<Record<OrderTrigger, string>> = {
  'pool-event': 'from the pool event',
  'pool-opened': 'from the opening of the pool',
  approval: 'from your approval',
  'slot-freed': 'from a freed order slot',
  'exit-rule': 'from an exit rule',
  'sell-button': 'from your sell',
};

/** `tone` picks the colour; the words always say the same without it. */
export type OrderOutcome = { readonly words: string; readonly tone: 'good' | 'warn' | 'bad' | 'plain' };

/** Where the order stands, in the words of the waterfall's head. */
export function orderOutcome(order: OrderView): OrderOutcome {
  switch (order.status) {
    case 'seen':
    case 'refused':
    case 'awaiting-approval':
    case 'skipped':
    case 'offer-expired':
      return { words: order.status.replaceAll('-', ' '), tone: 'plain' };
    case 'reserved':
    case 'built':
    case 'signed':
      return { words: `${order.status}, not sent yet`, tone: 'plain' };
    case 'sent':
      return order.processedAfterMs === null
        ? { words: order.sends > 1 ? `sent ${order.sends} times, waiting` : 'sent, waiting', tone: 'plain' }
        : { words: landed('seen by the chain', order), tone: 'good' };
    case 'confirmed':
    case 'finalized':
      return { words: landed('landed', order), tone: 'good' };
    case 'failed-onchain':
      return { words: `failed on chain: ${order.failure?.code ?? 'unknown'}`, tone: 'bad' };
    case 'unknown':
      return { words: `unknown${order.note === null ? '' : `: ${order.note}`}, being settled`, tone: 'warn' };
    case 'expired':
      return { words: 'expired, never landed', tone: 'warn' };
    case 'abandoned':
      return { words: `given up${order.note === null ? '' : `: ${order.note}`}`, tone: 'warn' };
    default:
      return assertNever(order.status, 'order status');
  }
}

function landed(verb: string, order: OrderView): string {
  const parts = [verb];
  // Slots behind the creation mean something only for an order that the creation itself set off.
  if (order.trigger === 'pool-event' && order.poolSlot !== null && order.landedSlot !== null) {
    const behind = order.landedSlot - order.poolSlot;
    parts.push(behind === 1 ? '1 slot behind' : `${behind} slots behind`);
  }
  if (order.processedAfterMs !== null) parts.push(formatLatency(order.processedAfterMs));
  return parts.join(', ');
}

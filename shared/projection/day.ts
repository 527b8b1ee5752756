import type { DayTotals } from '../desk.ts';
import { DAY_MS } from '../desk.ts';
import type { EngineEvent } from '../events.ts';
import type { OrderSide } from '../order.ts';
import type { Lamports, UnixMs } from '../units.ts';

export const dayOf = (atMs: UnixMs): number => Math.floor(atMs / DAY_MS);

export const emptyDay = (atMs: UnixMs): DayTotals => ({
  day: dayOf(atMs),
  spentLamports: 0n as Lamports,
  realizedLamports: 0n as Lamports,
});

/** The totals of the day that `atMs` falls in: a new day starts from nothing, and an older moment changes nothing. */
export const dayAt = (day: DayTotals, atMs: UnixMs): DayTotals =>
  day.day >= dayOf(atMs) ? day : emptyDay(atMs);

const add = (day: DayTotals, spent: bigint, realized: bigint): DayTotals => ({
  ...day,
  spentLamports: (day.spentLamports + spent > 0n ? day.spentLamports + spent : 0n) as Lamports,
  realizedLamports: (day.realizedLamports + realized) as Lamports,
});

/**
 * Spend and result of the day after `event`, which is about `order` where it is about one. A buy spends when it
 * is reserved and gives the spend back when it provably bought nothing, unless it was another day's spend; a
 * failed order costs its fee.
 */
export function dayAfter(
  day: DayTotals,
  event: EngineEvent,
  order: { readonly side: OrderSide; readonly amountIn: bigint; readonly reservedAtMs: UnixMs } | null,
): DayTotals {
  const spentToday =
    order?.side === 'buy' && 'atMs' in event && dayOf(order.reservedAtMs) === dayOf(event.atMs);
  const spendBack = spentToday ? -order.amountIn : 0n;
  switch (event.kind) {
    case 'order-reserved':
      return add(dayAt(day, event.atMs), event.ticket.side === 'buy' ? event.ticket.amountIn : 0n, 0n);
    case 'order-failed':
      return add(dayAt(day, event.atMs), spendBack, -event.failure.feeLamports);
    case 'order-expired':
    case 'order-abandoned':
      return add(dayAt(day, event.atMs), spendBack, 0n);
    case 'position-changed':
    case 'position-closed':
      return add(dayAt(day, event.atMs), 0n, event.realizedLamports);
    case 'chain-replaced':
      return emptyDay(event.atMs);
    default:
      return day;
  }
}

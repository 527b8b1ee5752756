import type { JournaledEvent } from '../../shared/events.ts';
import { dayAfter } from '../../shared/projection/day.ts';
import type { OrderId, OrderStatus } from '../../shared/order.ts';
import type { Address, UnixMs } from '../../shared/units.ts';
import type { Holding, Ledger, LedgerOrder } from './ledger.ts';
import { buysInHour } from './limits/hour-window.ts';
import { mapFilter, mapWith, mapWithout } from './map-with.ts';
import { isTerminal, moved } from './order/transitions.ts';

function orderOf(ledger: Ledger, id: OrderId): LedgerOrder {
  const order = ledger.orders.get(id);
  if (order === undefined) throw new Error(`event about order ${id}, which is not open`);
  return order;
}

function withStatus(ledger: Ledger, id: OrderId, to: OrderStatus, patch: Partial<LedgerOrder> = {}): Ledger {
  const order = orderOf(ledger, id);
  const status = moved(order.status, to);
  const orders = isTerminal(status)
    ? mapWithout(ledger.orders, id)
    : mapWith(ledger.orders, id, { ...order, ...patch, status });
  return { ...ledger, orders };
}

function reserve(ledger: Ledger, event: Extract<JournaledEvent, { kind: 'order-reserved' }>): Ledger {
  const { ticket, atMs } = event;
  const next: Ledger = {
    ...ledger,
    nextOrder: Math.max(ledger.nextOrder, Number(ticket.id) + 1),
    orders: mapWith(ledger.orders, ticket.id, { ticket, status: 'reserved', signed: null }),
  };
  if (ticket.side === 'sell') return next;
  const until = (atMs + ledger.settings.poolCooldownMs) as UnixMs;
  return {
    ...next,
    buys: [...buysInHour(ledger.buys, atMs), atMs],
    cooldowns: mapWith(
      mapFilter(ledger.cooldowns, (ends) => ends > atMs),
      ticket.pool.pool,
      until,
    ),
  };
}

/** The pool of a holding that is told to change: from the holding itself, or from the order that has just filled. */
function holdingFor(ledger: Ledger, pool: Address): Holding['pool'] {
  const held = ledger.holdings.get(pool);
  if (held !== undefined) return held.pool;
  for (const order of ledger.orders.values()) if (order.ticket.pool.pool === pool) return order.ticket.pool;
  throw new Error(`position of ${pool}, which no order of the ledger names`);
}

function foldKind(ledger: Ledger, event: JournaledEvent): Ledger {
  switch (event.kind) {
    case 'session-started':
      return { ...ledger, genesis: event.genesis, wallet: event.wallet };
    case 'chain-replaced':
      return { ...ledger, orders: new Map(), holdings: new Map() };
    case 'trading-changed':
      return { ...ledger, trading: event.trading };
    case 'settings-changed':
      return { ...ledger, settings: event.settings };
    case 'order-reserved':
      return reserve(ledger, event);
    case 'order-built':
      return withStatus(ledger, event.id, 'built');
    case 'order-signed':
      return withStatus(ledger, event.id, 'signed', { signed: event.signed });
    case 'order-sent':
      return withStatus(ledger, event.id, 'sent');
    case 'order-confirmed':
      return withStatus(ledger, event.id, 'confirmed');
    case 'order-finalized':
      return withStatus(ledger, event.id, 'finalized');
    case 'order-failed':
      return withStatus(ledger, event.id, 'failed-onchain');
    case 'order-unknown':
      return withStatus(ledger, event.id, 'unknown');
    case 'order-expired':
      return withStatus(ledger, event.id, 'expired');
    case 'order-abandoned':
      return withStatus(ledger, event.id, 'abandoned');
    case 'position-changed': {
      const { position } = event;
      const holding = { position, pool: holdingFor(ledger, position.pool) };
      return { ...ledger, holdings: mapWith(ledger.holdings, position.pool, holding) };
    }
    case 'position-moved': {
      const { from, pool, position } = event;
      return {
        ...ledger,
        holdings: mapWith(mapWithout(ledger.holdings, from), pool.pool, { position, pool }),
      };
    }
    case 'position-closed':
      return { ...ledger, holdings: mapWithout(ledger.holdings, event.pool) };
  }
}

/**
 * Folds one journaled event. The engine's own turn and the replay of the journal at start both go through here,
 * so what is restored is what was. Throws on an event that contradicts the ledger.
 */
export function foldLedger(ledger: Ledger, event: JournaledEvent): Ledger {
  const order = 'id' in event ? (ledger.orders.get(event.id)?.ticket ?? null) : null;
  const day = dayAfter(ledger.day, event, order);
  const lastMs = Math.max(ledger.lastMs, event.atMs) as UnixMs;
  return { ...foldKind(ledger, event), day, lastMs };
}

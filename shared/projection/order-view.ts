import { pushBounded, unshiftBounded, without } from '../bounded-list.ts';
import type { Desk } from '../desk.ts';
import { MAX_LATENCY_SAMPLES, MAX_RECENT_ORDERS } from '../desk.ts';
import type { EngineEvent } from '../events.ts';
import type { LaneReport, OrderId, OrderTicket, OrderView } from '../order.ts';
import type { Millis, Slot } from '../units.ts';

/** A fresh view of an order that was just reserved. */
export function viewOf(ticket: OrderTicket): OrderView {
  return {
    id: ticket.id,
    side: ticket.side,
    pool: ticket.pool.pool,
    symbol: ticket.pool.symbol,
    tokenDecimals: ticket.pool.tokenDecimals,
    status: 'reserved',
    trigger: ticket.trigger,
    amountIn: ticket.amountIn,
    expectedOut: ticket.expectedOut,
    minOut: ticket.minOut,
    reservedAtMs: ticket.reservedAtMs,
    poolSlot: ticket.poolSlot,
    signature: null,
    stages: null,
    sends: 0,
    lanes: [],
    processedAfterMs: null,
    landedSlot: null,
    fill: null,
    failure: null,
    note: null,
  };
}

/** Each lane keeps its place; a `sent` that comes after the lane's answer does not take the answer back. */
function withLane(lanes: readonly LaneReport[], report: LaneReport): readonly LaneReport[] {
  const known = lanes.find(({ lane }) => lane === report.lane);
  if (known === undefined) return [...lanes, report];
  if (report.result === 'sent' && known.result !== 'sent') return lanes;
  return lanes.map((other) => (other === known ? report : other));
}

const change = (desk: Desk, id: OrderId, patch: Partial<OrderView>): Desk => {
  const order = desk.liveOrders[id];
  return order === undefined
    ? desk
    : { ...desk, liveOrders: { ...desk.liveOrders, [id]: { ...order, ...patch } } };
};

const finish = (desk: Desk, id: OrderId, patch: Partial<OrderView>): Desk => {
  const order = desk.liveOrders[id];
  if (order === undefined) return desk;
  return {
    ...desk,
    liveOrders: without(desk.liveOrders, id),
    recentOrders: unshiftBounded(desk.recentOrders, { ...order, ...patch }, MAX_RECENT_ORDERS),
  };
};

function landed(desk: Desk, id: OrderId, afterMs: Millis, slot: Slot): Desk {
  const order = desk.liveOrders[id];
  if (order === undefined || order.landedSlot !== null) return desk;
  const behind =
    order.poolSlot === null || order.side === 'sell' || order.trigger !== 'pool-event'
      ? null
      : slot - order.poolSlot;
  return {
    ...change(desk, id, { processedAfterMs: afterMs, landedSlot: slot }),
    landingsMs: pushBounded(desk.landingsMs, afterMs, MAX_LATENCY_SAMPLES),
    slotsBehind:
      behind === null ? desk.slotsBehind : pushBounded(desk.slotsBehind, behind, MAX_LATENCY_SAMPLES),
  };
}

/** Folds what is told of orders. Notices of orders that are not known, or told twice, change nothing. */
export function foldOrder(desk: Desk, event: EngineEvent): Desk {
  switch (event.kind) {
    case 'order-reserved':
      return { ...desk, liveOrders: { ...desk.liveOrders, [event.ticket.id]: viewOf(event.ticket) } };
    case 'order-built':
      return change(desk, event.id, { status: 'built' });
    case 'order-signed':
      return change(desk, event.id, { status: 'signed', signature: event.signed.signature });
    case 'order-sent': {
      const order = desk.liveOrders[event.id];
      if (order === undefined) return desk;
      const sample = { id: event.id, symbol: order.symbol, atMs: event.atMs, stages: event.stages };
      return {
        ...change(desk, event.id, { status: 'sent', sends: 1, stages: event.stages }),
        lastSentOrder: event.id,
        latencies: pushBounded(desk.latencies, sample, MAX_LATENCY_SAMPLES),
      };
    }
    case 'order-resent':
      return change(desk, event.id, {
        sends: Math.max(event.sends, desk.liveOrders[event.id]?.sends ?? 0),
      });
    case 'order-accepted':
      return change(desk, event.id, { lanes: withLane(desk.liveOrders[event.id]?.lanes ?? [], event.lane) });
    case 'order-processed':
      return landed(desk, event.id, event.afterMs, event.slot);
    case 'order-confirmed':
      return change(landed(desk, event.id, event.afterMs, event.fill.slot), event.id, {
        status: 'confirmed',
        fill: event.fill,
      });
    case 'order-finalized':
      return finish(desk, event.id, { status: 'finalized' });
    case 'order-failed':
      return finish(landed(desk, event.id, event.afterMs, event.failure.slot), event.id, {
        status: 'failed-onchain',
        failure: event.failure,
      });
    case 'order-unknown':
      return change(desk, event.id, { status: 'unknown', note: event.why });
    case 'order-expired':
      return finish(desk, event.id, { status: 'expired', note: event.proof });
    case 'order-abandoned':
      return finish(desk, event.id, { status: 'abandoned', note: event.why });
    default:
      return desk;
  }
}

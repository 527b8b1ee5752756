import { assertNever } from '../../../shared/assert-never.ts';
import type { Fill, OnChainFailure, OrderId } from '../../../shared/order.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Millis, UnixMs } from '../../../shared/units.ts';
import type { OrderNotice } from '../input.ts';
import type { LedgerOrder } from '../ledger.ts';
import { withUnsettled } from '../limits/unsettled-buys.ts';
import { mapWith } from '../map-with.ts';
import { mayMove } from '../order/transitions.ts';
import { afterBuy, afterSell } from '../position/after-fill.ts';
import { EXIT_RETRY_MS } from '../session.ts';
import type { Turn } from '../turn.ts';
import { emit, run, setSession } from '../turn.ts';
import { closePool } from './close-pool.ts';
import { fillSlots } from './fill-slots.ts';
import { moveIfMigrated } from './follow-migration.ts';
import { markHolding } from './on-reserves.ts';
import { unwatchIfIdle, watch } from './watch.ts';

type SignedNotice = Extract<OrderNotice, { kind: 'signed' }>;

function onSigned(turn: Turn, { ticket }: LedgerOrder, { signed }: SignedNotice): void {
  const { id } = ticket;
  emit(turn, { kind: 'order-signed', atMs: turn.nowMs, id, signed });
  // A stop that came between building and here: the signed bytes exist, so the order is watched, but never sent.
  if (turn.state.ledger.trading.state === 'halted') {
    emit(turn, { kind: 'order-unknown', atMs: turn.nowMs, id, why: 'not-sent' });
    run(turn, { kind: 'follow', ticket, signed });
    return;
  }
  run(turn, { kind: 'send', id });
}

/** Ends the pool that was seen for this order. An order of an earlier run has none, though its pool may be seen anew. */
function closeOrdered(
  turn: Turn,
  { ticket }: LedgerOrder,
  outcome: Refusal | { readonly code: 'bought' },
): void {
  const { pool } = ticket.pool;
  const open = turn.state.session.open.get(pool);
  if (open?.stage === 'ordered' && open.order === ticket.id) closePool(turn, pool, outcome);
}

function settlePosition(turn: Turn, { ticket }: LedgerOrder, fill: Fill): void {
  const { pool } = ticket.pool;
  const held = turn.state.ledger.holdings.get(pool)?.position ?? null;
  const atMs = turn.nowMs;
  if (ticket.side === 'buy') {
    const position = afterBuy(held, ticket, fill, atMs);
    emit(turn, { kind: 'position-changed', atMs, position, realizedLamports: 0n as Fill['solLamports'] });
    // The pool of an order of an earlier run is not watched yet, and without its price it could not be sold.
    watch(turn, ticket.pool);
    markHolding(turn, pool);
    return;
  }
  if (held === null) throw new Error(`order ${ticket.id} sold from ${pool}, where nothing is held`);
  const after = afterSell(held, fill);
  if (after.kind === 'changed') {
    emit(turn, {
      kind: 'position-changed',
      atMs,
      position: after.position,
      realizedLamports: after.realizedLamports,
    });
    markHolding(turn, pool);
    return;
  }
  emit(turn, {
    kind: 'position-closed',
    atMs,
    pool,
    symbol: held.symbol,
    realizedLamports: after.realizedLamports,
  });
  unwatchIfIdle(turn, pool);
}

function onConfirmed(
  turn: Turn,
  order: LedgerOrder,
  notice: Extract<OrderNotice, { kind: 'confirmed' }>,
): void {
  const { id } = order.ticket;
  emit(turn, { kind: 'order-confirmed', atMs: turn.nowMs, id, fill: notice.fill, afterMs: notice.afterMs });
  if (order.ticket.side === 'buy') {
    const { session } = turn.state;
    setSession(turn, { unsettled: withUnsettled(session, id, notice.fill, turn.nowMs) });
  }
  settlePosition(turn, order, notice.fill);
  closeOrdered(turn, order, { code: 'bought' });
  run(turn, { kind: 'record-trade', id });
  moveIfMigrated(turn, order.ticket.pool);
  fillSlots(turn);
}

/** After an exit that did not sell, the rules wait a little before they try again. */
function afterLostOrder(turn: Turn, { ticket }: LedgerOrder): void {
  if (ticket.side === 'sell') {
    const until = (turn.nowMs + EXIT_RETRY_MS) as UnixMs;
    setSession(turn, { exitRetryAt: mapWith(turn.state.session.exitRetryAt, ticket.pool.pool, until) });
  }
  unwatchIfIdle(turn, ticket.pool.pool);
  moveIfMigrated(turn, ticket.pool);
  fillSlots(turn);
}

function onFailed(turn: Turn, order: LedgerOrder, failure: OnChainFailure, afterMs: Millis): void {
  const { id } = order.ticket;
  emit(turn, { kind: 'order-failed', atMs: turn.nowMs, id, failure, afterMs });
  closeOrdered(turn, order, { code: 'order-failed', detail: failure.code });
  run(turn, { kind: 'record-trade', id });
  afterLostOrder(turn, order);
}

function onExpired(turn: Turn, order: LedgerOrder, proof: string): void {
  const { id } = order.ticket;
  if (order.status !== 'unknown')
    emit(turn, { kind: 'order-unknown', atMs: turn.nowMs, id, why: 'deadline' });
  emit(turn, { kind: 'order-expired', atMs: turn.nowMs, id, proof });
  closeOrdered(turn, order, { code: 'order-expired' });
  run(turn, { kind: 'record-trade', id });
  afterLostOrder(turn, order);
}

/**
 * What the executor tells of an order. A notice that the order's status does not allow (told twice, out of order,
 * of an order that is final) changes nothing.
 */
export function onNotice(turn: Turn, id: OrderId, notice: OrderNotice): void {
  const order = turn.state.ledger.orders.get(id);
  if (order === undefined) return;
  const { status } = order;
  const atMs = turn.nowMs;
  switch (notice.kind) {
    case 'built':
      if (mayMove(status, 'built')) emit(turn, { kind: 'order-built', atMs, id });
      return;
    case 'signed':
      if (mayMove(status, 'signed')) onSigned(turn, order, notice);
      return;
    case 'sent':
      if (mayMove(status, 'sent')) emit(turn, { kind: 'order-sent', atMs, id, stages: notice.stages });
      if (notice.sends > 1) emit(turn, { kind: 'order-resent', atMs, id, sends: notice.sends });
      return;
    case 'lane':
      emit(turn, { kind: 'order-accepted', atMs, id, lane: notice.lane });
      return;
    case 'processed':
      emit(turn, { kind: 'order-processed', atMs, id, slot: notice.slot, afterMs: notice.afterMs });
      return;
    case 'confirmed':
      if (mayMove(status, 'confirmed')) onConfirmed(turn, order, notice);
      return;
    case 'finalized':
      if (mayMove(status, 'finalized')) emit(turn, { kind: 'order-finalized', atMs, id });
      return;
    case 'failed':
      if (mayMove(status, 'failed-onchain')) onFailed(turn, order, notice.failure, notice.afterMs);
      return;
    case 'unknown':
      if (mayMove(status, 'unknown')) emit(turn, { kind: 'order-unknown', atMs, id, why: notice.why });
      return;
    case 'expired':
      if (status === 'unknown' || mayMove(status, 'unknown')) onExpired(turn, order, notice.proof);
      return;
    case 'abandoned': {
      if (!mayMove(status, 'abandoned')) return;
      emit(turn, { kind: 'order-abandoned', atMs, id, why: notice.why });
      closeOrdered(turn, order, { code: 'order-abandoned', detail: notice.why });
      afterLostOrder(turn, order);
      return;
    }
    default:
      assertNever(notice, 'order notice');
  }
}

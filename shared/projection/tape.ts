import { unshiftBounded } from '../bounded-list.ts';
import type { Desk, TapeRow } from '../desk.ts';
import { MAX_TAPE_ROWS } from '../desk.ts';
import type { EngineEvent } from '../events.ts';
import { formatSol, formatTokens } from '../format-amounts.ts';
import type { OrderView } from '../order.ts';
import { totalUs } from '../order.ts';
import { PROGRAM_NAMES } from '../program-names.ts';
import { haltWords, refusalWords } from '../refusal-words.ts';
import type { RefusalCode } from '../refusal.ts';
import type { Lamports } from '../units.ts';

type NewRow = Omit<TapeRow, 'id'>;

const ORDER_ENDS: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'order-failed',
  'order-expired',
  'order-abandoned',
]);

const orderOf = (desk: Desk, id: OrderView['id']): OrderView | null => desk.liveOrders[id] ?? null;

function filledRow(order: OrderView, event: Extract<EngineEvent, { kind: 'order-confirmed' }>): NewRow {
  const sol = formatSol(event.fill.solLamports, 4);
  const source = event.fill.source === 'chain' ? '' : `, ${event.fill.source}`;
  const took = order.stages === null ? null : totalUs(order.stages);
  return order.side === 'buy'
    ? {
        atMs: event.atMs,
        kind: 'filled',
        symbol: order.symbol,
        text: `${sol} SOL → ${formatTokens(event.fill.tokenUnits, order.tokenDecimals)}${source}`,
        tookUs: took,
      }
    : {
        atMs: event.atMs,
        kind: 'sold',
        symbol: order.symbol,
        text: `${formatTokens(event.fill.tokenUnits, order.tokenDecimals)} → ${sol} SOL${source}`,
        tookUs: took,
      };
}

function tradingRow(event: Extract<EngineEvent, { kind: 'trading-changed' }>): NewRow {
  const { state, cause } = event.trading;
  const text =
    state === 'armed'
      ? 'Armed'
      : state === 'reducing'
        ? `Selling only: ${haltWords(cause)}`
        : `Halted: ${haltWords(cause)}`;
  return { atMs: event.atMs, kind: 'system', symbol: '', text, tookUs: null };
}

/** The row that `event` adds to the tape, or null. `desk` is as it was before the event. */
function rowOf(desk: Desk, event: EngineEvent): NewRow | null {
  switch (event.kind) {
    case 'pool-closed': {
      const { outcome } = event;
      // A pool that came to an order has the order's row already.
      if (outcome.code === 'bought' || ORDER_ENDS.has(outcome.code)) return null;
      return {
        atMs: event.atMs,
        kind: outcome.code === 'skipped' ? 'skipped' : 'refused',
        symbol: event.pool.symbol,
        text: refusalWords(outcome),
        tookUs: event.judgedInUs,
      };
    }
    case 'pool-waiting': {
      // The chain's clock is a little behind ours: then nothing is left of the countdown.
      const left = event.opensAtMs - event.atMs;
      const when = left > 0 ? `in ${(left / 1_000).toFixed(1)} s by the chain’s clock` : 'at the next slot';
      return {
        atMs: event.atMs,
        kind: 'waiting',
        symbol: event.pool.symbol,
        text: `for the opening, ${when}`,
        tookUs: null,
      };
    }
    case 'pool-queued':
      return {
        atMs: event.atMs,
        kind: 'waiting',
        symbol: event.pool.symbol,
        text: `for a free order slot, ${event.depth} in the queue`,
        tookUs: null,
      };
    case 'offer-made':
      return {
        atMs: event.atMs,
        kind: 'waiting',
        symbol: event.offer.symbol,
        text: `for you: ${formatSol(event.offer.spendLamports, 3)} SOL`,
        tookUs: null,
      };
    case 'order-confirmed': {
      const order = orderOf(desk, event.id);
      return order === null ? null : filledRow(order, event);
    }
    case 'order-failed': {
      const order = orderOf(desk, event.id);
      const fee = formatSol(event.failure.feeLamports, 6);
      const text = `${order?.side ?? 'order'} failed on chain (${event.failure.code}: ${event.failure.detail}), fee ${fee}`;
      return {
        atMs: event.atMs,
        kind: 'failed',
        symbol: order?.symbol ?? '',
        text,
        tookUs: order?.stages ? totalUs(order.stages) : null,
      };
    }
    case 'order-unknown': {
      const order = orderOf(desk, event.id);
      return {
        atMs: event.atMs,
        kind: 'failed',
        symbol: order?.symbol ?? '',
        text: `no word from the chain (${event.why}); watching on, the slot stays taken`,
        tookUs: null,
      };
    }
    case 'order-expired':
      return {
        atMs: event.atMs,
        kind: 'failed',
        symbol: orderOf(desk, event.id)?.symbol ?? '',
        text: `expired, it cannot land any more: ${event.proof}`,
        tookUs: null,
      };
    case 'order-abandoned': {
      const order = orderOf(desk, event.id);
      return {
        atMs: event.atMs,
        kind: 'failed',
        symbol: order?.symbol ?? '',
        text: `${order?.side ?? 'order'} given up before signing: ${event.why}`,
        tookUs: null,
      };
    }
    case 'position-closed': {
      const sign = event.realizedLamports < 0n ? '−' : '+';
      const size = (
        event.realizedLamports < 0n ? -event.realizedLamports : event.realizedLamports
      ) as Lamports;
      return {
        atMs: event.atMs,
        kind: 'sold',
        symbol: event.symbol,
        text: `position closed, ${sign}${formatSol(size, 4)} SOL`,
        tookUs: null,
      };
    }
    case 'position-moved':
      return {
        atMs: event.atMs,
        kind: 'system',
        symbol: event.position.symbol,
        text: `migrated: held in its ${PROGRAM_NAMES[event.pool.terms.kind]} pool from now on`,
        tookUs: null,
      };
    case 'trading-changed':
      return tradingRow(event);
    case 'settings-changed':
      return { atMs: event.atMs, kind: 'system', symbol: '', text: 'Settings changed', tookUs: null };
    case 'session-started':
      return {
        atMs: event.atMs,
        kind: 'system',
        symbol: '',
        text: `Session started in ${event.mode}`,
        tookUs: null,
      };
    case 'chain-replaced':
      return {
        atMs: event.atMs,
        kind: 'system',
        symbol: '',
        text: `Another chain or wallet than last time: ${event.positions} positions and ${event.orders} orders there are out of reach`,
        tookUs: null,
      };
    case 'notice':
      return { atMs: event.atMs, kind: 'system', symbol: '', text: event.text, tookUs: null };
    case 'feed-status': {
      const before = desk.feeds[event.status.feed];
      if (before?.state === event.status.state) return null;
      const text = `${event.status.label}: ${event.status.state}${event.status.note === null ? '' : `, ${event.status.note}`}`;
      return { atMs: event.atMs, kind: 'feed', symbol: '', text, tookUs: null };
    }
    case 'chain-status': {
      if (desk.chain?.state === event.status.state) return null;
      const text = `RPC: ${event.status.state}${event.status.note === null ? '' : `, ${event.status.note}`}`;
      return { atMs: event.atMs, kind: 'feed', symbol: '', text, tookUs: null };
    }
    default:
      return null;
  }
}

/** The desk with the event's row on its tape, if it has one. */
export function withTape(before: Desk, after: Desk, event: EngineEvent): Desk {
  const row = rowOf(before, event);
  if (row === null) return after;
  const id = after.tapeSequence + 1;
  return { ...after, tapeSequence: id, tape: unshiftBounded(after.tape, { id, ...row }, MAX_TAPE_ROWS) };
}

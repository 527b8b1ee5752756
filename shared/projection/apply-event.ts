import type { Cooldown, Desk, DeskSession } from '../desk.ts';
import { HOUR_MS, MAX_COOLDOWNS_SHOWN } from '../desk.ts';
import { pushBounded, without } from '../bounded-list.ts';
import type { EngineEvent } from '../events.ts';
import type { OrderId, OrderView } from '../order.ts';
import type { Position, PositionMark } from '../position.ts';
import type { TradingSettings } from '../settings.ts';
import type { Address, UnixMs } from '../units.ts';
import { dayAfter, dayAt, emptyDay } from './day.ts';
import { foldOrder } from './order-view.ts';
import { withTape } from './tape.ts';
import { nameToken, withNames } from './token-names.ts';
import { withoutWaiting, withWaiting } from './waiting.ts';

/** A desk before its first event: halted, nothing seen. */
export function emptyDesk(session: DeskSession, settings: TradingSettings, nowMs: UnixMs): Desk {
  return {
    session,
    nowMs,
    trading: { state: 'halted', sinceMs: nowMs, cause: { code: 'not-armed-yet' } },
    settings,
    offers: [],
    waiting: [],
    cooldowns: [],
    buysInHour: [],
    day: emptyDay(nowMs),
    liveOrders: {},
    recentOrders: [],
    lastSentOrder: null,
    queued: 0,
    positions: [],
    marks: {},
    latencies: [],
    landingsMs: [],
    slotsBehind: [],
    tape: [],
    tapeSequence: 0,
    poolsSeen: 0,
    outcomes: {},
    feeds: {},
    names: [],
    chain: null,
    wallet: null,
    health: null,
  };
}

/** The desk at a later moment: cooldowns that ran out and buys older than an hour are gone. */
export function advance(desk: Desk, nowMs: UnixMs): Desk {
  if (nowMs <= desk.nowMs) return desk;
  const day = dayAt(desk.day, nowMs);
  const hourStale = desk.buysInHour[0] !== undefined && desk.buysInHour[0] <= nowMs - HOUR_MS;
  const coolingStale = desk.cooldowns.some((cooldown) => cooldown.untilMs <= nowMs);
  return {
    ...desk,
    nowMs,
    day,
    buysInHour: hourStale ? desk.buysInHour.filter((at) => at > nowMs - HOUR_MS) : desk.buysInHour,
    cooldowns: coolingStale ? desk.cooldowns.filter((cooldown) => cooldown.untilMs > nowMs) : desk.cooldowns,
  };
}

const orderOf = (desk: Desk, id: string): OrderView | null => desk.liveOrders[id as OrderId] ?? null;

function withPosition(positions: readonly Position[], position: Position): readonly Position[] {
  const known = positions.some((held) => held.pool === position.pool);
  return known
    ? positions.map((held) => (held.pool === position.pool ? position : held))
    : [...positions, position];
}

const startCooldown = (cooldowns: readonly Cooldown[], cooldown: Cooldown): readonly Cooldown[] =>
  pushBounded(
    cooldowns.filter((known) => known.pool !== cooldown.pool),
    cooldown,
    MAX_COOLDOWNS_SHOWN,
  );

/** A buy uses up its place in the hour, its cooldown and its spend when it is reserved, not when it lands. */
function reserve(desk: Desk, event: Extract<EngineEvent, { kind: 'order-reserved' }>): Desk {
  const { ticket } = event;
  if (ticket.side === 'sell') return desk;
  const totalMs = desk.settings.poolCooldownMs;
  const untilMs = (event.atMs + totalMs) as UnixMs;
  return {
    ...desk,
    buysInHour: [...desk.buysInHour, event.atMs],
    cooldowns: startCooldown(desk.cooldowns, {
      pool: ticket.pool.pool,
      symbol: ticket.pool.symbol,
      untilMs,
      totalMs,
    }),
  };
}

function fold(desk: Desk, event: EngineEvent): Desk {
  switch (event.kind) {
    case 'trading-changed':
      return { ...desk, trading: event.trading };
    case 'settings-changed':
      return { ...desk, settings: event.settings };
    case 'order-reserved':
      return reserve(foldOrder(desk, event), event);
    case 'position-changed':
      return { ...desk, positions: withPosition(desk.positions, event.position) };
    case 'position-closed':
      return {
        ...desk,
        positions: desk.positions.filter((held) => held.pool !== event.pool),
        marks: without<Address, PositionMark>(desk.marks, event.pool),
      };
    case 'position-moved': {
      const others = desk.positions.filter((held) => held.pool !== event.from);
      return {
        ...desk,
        positions: withPosition(others, event.position),
        marks: without<Address, PositionMark>(desk.marks, event.from),
      };
    }
    case 'chain-replaced':
      return { ...desk, positions: [], marks: {}, liveOrders: {}, queued: 0 };
    case 'position-marked':
      return desk.positions.some((held) => held.pool === event.mark.pool)
        ? { ...desk, marks: { ...desk.marks, [event.mark.pool]: event.mark } }
        : desk;
    case 'pool-seen':
      return { ...desk, poolsSeen: desk.poolsSeen + 1 };
    case 'pool-closed': {
      const { code } = event.outcome;
      const left = withoutWaiting(desk, event.pool.pool);
      return { ...left, outcomes: { ...desk.outcomes, [code]: (desk.outcomes[code] ?? 0) + 1 } };
    }
    case 'pool-waiting':
      return withWaiting(desk, { pool: event.pool, opensAtMs: event.opensAtMs });
    case 'pool-opened':
      return withoutWaiting(desk, event.pool.pool);
    case 'queue-changed':
      return { ...desk, queued: event.depth };
    case 'offer-made':
      return { ...desk, offers: [...desk.offers, event.offer] };
    case 'offer-requoted':
      return {
        ...desk,
        offers: desk.offers.map((offer) =>
          offer.id === event.id
            ? { ...offer, spendLamports: event.spendLamports, now: event.now, revision: event.revision }
            : offer,
        ),
      };
    case 'offer-closed':
      return { ...desk, offers: desk.offers.filter((offer) => offer.id !== event.id) };
    case 'token-named':
      return nameToken(desk, event);
    case 'feed-status':
      return { ...desk, feeds: { ...desk.feeds, [event.status.feed]: event.status } };
    case 'chain-status':
      return { ...desk, chain: event.status };
    case 'wallet-status':
      return { ...desk, wallet: event.status };
    case 'engine-health':
      return { ...desk, health: event.health };
    default:
      return foldOrder(desk, event);
  }
}

/**
 * Folds one event into the desk. Pure; the main process and the window fold the same events with it, so the
 * window's desk equals the engine's after the same sequence number.
 */
export function applyEvent(desk: Desk, told: EngineEvent): Desk {
  const event = withNames(desk, told);
  const now = event.kind === 'position-marked' ? event.mark.atMs : event.atMs;
  const before = advance(desk, now);
  const day = dayAfter(before.day, event, 'id' in event ? orderOf(before, event.id) : null);
  const after = fold(before, event);
  return withTape(before, day === after.day ? after : { ...after, day }, event);
}

import { isDeepStrictEqual } from 'node:util';
import { MAX_WAITING } from '../../../../electron/core/session.ts';
import type { EngineState } from '../../../../electron/core/state.ts';
import {
  MAX_COOLDOWNS_SHOWN,
  MAX_LATENCY_SAMPLES,
  MAX_RECENT_ORDERS,
  MAX_TAPE_ROWS,
  type Desk,
} from '../../../../shared/desk.ts';
import { advance } from '../../../../shared/projection/apply-event.ts';
import { dayAt } from '../../../../shared/projection/day.ts';
import type { UnixMs } from '../../../../shared/units.ts';
import { demand } from './auditor.ts';

const HOUR = 3_600_000;
/** As many as can be bought in an hour here. */
const MAX_UNSETTLED = 50;

function same(what: string, shown: unknown, known: unknown): void {
  demand(isDeepStrictEqual(shown, known), `the desk shows the ledger's ${what}`);
}

/** The window's desk says what the ledger says: two folds of the same events, written apart. */
export function demandAgreement(shown: Desk, { ledger, session }: EngineState, nowMs: UnixMs): void {
  const desk = advance(shown, nowMs);
  same('trading state', desk.trading, ledger.trading);
  same('settings', desk.settings, ledger.settings);
  const held = [...ledger.holdings.values()].map(({ position }) => position);
  same('positions', new Set(desk.positions), new Set(held));
  const cooling = [...ledger.cooldowns].filter(([, until]) => until > nowMs);
  const coolingShown = desk.cooldowns.filter(({ untilMs }) => untilMs > nowMs);
  same('cooldowns', new Map(coolingShown.map(({ pool, untilMs }) => [pool, untilMs])), new Map(cooling));
  same(
    'buys of the hour',
    desk.buysInHour.filter((at) => at > nowMs - HOUR),
    ledger.buys.filter((at) => at > nowMs - HOUR),
  );
  same('day', desk.day, dayAt(ledger.day, nowMs));
  const live = [...ledger.orders].map(([id, { status, signed }]) => [id, status, signed?.signature ?? null]);
  const liveShown = Object.values(desk.liveOrders).map(({ id, status, signature }) => [
    id,
    status,
    signature,
  ]);
  same('live orders', new Set(liveShown), new Set(live));
  const offers = [...session.open.values()].flatMap((open) => (open.stage === 'offered' ? [open.offer] : []));
  same('offers', new Set(desk.offers), new Set(offers));
  const waiting = [...session.open.values()].flatMap((open) =>
    open.stage === 'waiting' ? [[open.listing.pool, open.facts.detail.opensAtMs]] : [],
  );
  const waitingShown = desk.waiting.map(({ pool, opensAtMs }) => [pool.pool, opensAtMs]);
  same('openings', new Set(waitingShown), new Set(waiting));
  const queued = [...session.open.values()].filter(({ stage }) => stage === 'queued').length;
  same('queue', desk.queued, queued + session.exits.length);
  const ended = Object.values(desk.outcomes).reduce((sum, count) => sum + count, 0);
  demand(desk.poolsSeen === ended + session.open.size, 'the desk shows pools in = open + outcomes');
  for (const pool of Object.keys(desk.marks)) {
    demand(
      held.some((position) => position.pool === pool),
      'only what is held has a value',
    );
  }
}

/** Every collection stays within its bound, and what is watched is what needs a price. */
export function demandBounds(desk: Desk, { ledger, session }: EngineState, maxOffers: number): void {
  demand(desk.tape.length <= MAX_TAPE_ROWS, 'the tape is bounded');
  demand(desk.latencies.length <= MAX_LATENCY_SAMPLES, 'the latencies are bounded');
  demand(desk.landingsMs.length <= MAX_LATENCY_SAMPLES, 'the landings are bounded');
  demand(desk.slotsBehind.length <= MAX_LATENCY_SAMPLES, 'the slots behind are bounded');
  demand(desk.recentOrders.length <= MAX_RECENT_ORDERS, 'the recent orders are bounded');
  demand(desk.cooldowns.length <= MAX_COOLDOWNS_SHOWN, 'the cooldowns shown are bounded');
  const stages = [...session.open.values()].map(({ stage }) => stage);
  demand(stages.filter((stage) => stage === 'queued').length <= 10, 'the queue is bounded');
  demand(stages.filter((stage) => stage === 'reading').length <= 64, 'the reads are bounded');
  demand(stages.filter((stage) => stage === 'waiting').length <= MAX_WAITING, 'the waits are bounded');
  demand(session.successors.size <= ledger.holdings.size, 'no more successors than holdings');
  demand(session.unsettled.size <= MAX_UNSETTLED, 'the unsettled buys are bounded');
  demand(session.offers.size <= maxOffers, 'the offers are bounded');
  demand(
    new Set(session.exits.map(({ pool }) => pool)).size === session.exits.length,
    'one exit a pool waits',
  );
  demand(
    session.exits.every(({ pool }) => ledger.holdings.has(pool)),
    'only what is held waits to be sold',
  );
  if (ledger.trading.state === 'reducing') {
    demand(!stages.includes('waiting'), 'nothing waits to be bought while selling only');
  }
  if (ledger.trading.state === 'halted') {
    demand(
      session.exits.length === 0 && stages.every((stage) => stage === 'ordered'),
      'nothing waits while halted',
    );
  }
  for (const pool of session.reserves.keys())
    demand(session.watched.has(pool), 'only watched pools have a price');

  for (const [pool, { stage }] of session.open) {
    if (stage !== 'reading') demand(session.watched.has(pool), `a pool that is ${stage} is watched`);
  }
  for (const pool of ledger.holdings.keys()) demand(session.watched.has(pool), 'what is held is watched');
  for (const pool of session.watched) {
    demand(session.open.has(pool) || ledger.holdings.has(pool), 'only what is open or held is watched');
  }
}

const MONEY =
  /Lamports$|^(amountIn|expectedOut|minOut|tokenUnits|solReserve|tokenReserve|base|quote|supply)$/;
const MONEY_OR_NOT = new Set(['base', 'quote']);

/** Walks anything and demands that money is bigint wherever it is. */
export function demandBigintMoney(value: unknown): void {
  if (value instanceof Map || value instanceof Set) return [...value.values()].forEach(demandBigintMoney);
  if (Array.isArray(value)) return value.forEach(demandBigintMoney);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const isMoney =
      MONEY.test(key) && inner !== null && !(MONEY_OR_NOT.has(key) && typeof inner === 'object');
    if (isMoney) demand(typeof inner === 'bigint', `money is bigint: ${key}`);
    demandBigintMoney(inner);
  }
}

import type { PoolFacts, PoolListing, TradablePool } from '../../../shared/pool.ts';
import { solReserves } from '../../../shared/pool.ts';
import type { Address } from '../../../shared/units.ts';
import type { Holding } from '../ledger.ts';
import { mapWith, mapWithout } from '../map-with.ts';
import { holdsSlot } from '../order/transitions.ts';
import { movedTo } from '../position/moved-to.ts';
import { curveIsComplete } from '../risk/curve-is-complete.ts';
import { quoteSell } from '../risk/evaluate.ts';
import { tokenMintOf, tradablePool } from '../risk/tradable-pool.ts';
import type { EngineState } from '../state.ts';
import type { Turn } from '../turn.ts';
import { emit, setSession } from '../turn.ts';
import { unwatchIfIdle, watch } from './watch.ts';

/** A pool in which the holding is worth less than this share of what the curve paid at its end is not its successor. */
const MIN_WORTH_PERCENT = 75n;

function heldOnCurve({ ledger }: EngineState, tokenMint: Address | null): Holding | null {
  for (const holding of ledger.holdings.values()) {
    if (holding.pool.terms.kind === 'launchlab' && holding.pool.tokenMint === tokenMint) return holding;
  }
  return null;
}

/** Whether the pool may be where a token that is held on a curve is traded from now on: it is read even where nothing is bought. */
export const mayBeSuccessor = (state: EngineState, listing: PoolListing): boolean =>
  listing.program !== 'launchlab' && heldOnCurve(state, tokenMintOf(listing)) !== null;

/**
 * Anybody can make a pool of a token and call it the migration. It is believed only when the curve has sold all that it
 * sells, which comes before a migration, and the pool has the liquidity and nearly the price for the way out.
 */
function isSuccessor(
  turn: Turn,
  { pool: curve, position }: Holding,
  pool: TradablePool,
  facts: PoolFacts,
): boolean {
  const { ledger, session } = turn.state;
  const last = session.reserves.get(curve.pool);
  if (last === undefined || !curveIsComplete(curve, last.reserves)) return false;
  if (pool.terms.kind !== 'amm-v4' && pool.terms.kind !== 'cpmm') return false;
  const { reserves } = facts.detail;
  if (solReserves(pool.solSide, reserves).sol < ledger.settings.minLiquidityLamports) return false;
  const before = quoteSell(curve, last, position.tokenUnits) ?? 0n;
  const now = quoteSell(pool, { reserves, slot: last.slot }, position.tokenUnits) ?? 0n;
  return now > 0n && now * 100n >= before * MIN_WORTH_PERCENT;
}

/** A pool was read. When a token that is held on a LaunchLab curve migrated into it, the position moves there. */
export function followMigration(turn: Turn, listing: PoolListing, facts: PoolFacts): void {
  const pool = tradablePool(listing, facts);
  const holding = pool === null ? null : heldOnCurve(turn.state, pool.tokenMint);
  if (pool === null || holding === null || !isSuccessor(turn, holding, pool, facts)) return;
  const { successors } = turn.state.session;
  setSession(turn, { successors: mapWith(successors, pool.tokenMint, pool) });
  moveIfMigrated(turn, holding.pool);
}

/** Moves the position of a curve that migrated, unless an order there is still under way: then it is asked again at its end. */
export function moveIfMigrated(turn: Turn, curve: TradablePool): void {
  const { ledger, session } = turn.state;
  const pool = session.successors.get(curve.tokenMint);
  const holding = ledger.holdings.get(curve.pool);
  if (pool === undefined || curve.terms.kind !== 'launchlab') return;
  if (holding === undefined) {
    return setSession(turn, { successors: mapWithout(session.successors, curve.tokenMint) });
  }
  for (const { ticket, status } of ledger.orders.values()) {
    if (ticket.pool.pool === curve.pool && holdsSlot(status)) return;
  }
  const there = ledger.holdings.get(pool.pool)?.position ?? null;
  const position = movedTo(pool.pool, holding.position, there);
  emit(turn, { kind: 'position-moved', atMs: turn.nowMs, from: curve.pool, pool, position });
  const waits = session.exits.some((exit) => exit.pool === pool.pool);
  const exits = session.exits.flatMap((exit) => {
    if (exit.pool !== curve.pool) return [exit];
    return waits ? [] : [{ ...exit, pool: pool.pool }];
  });
  setSession(turn, {
    exits,
    exitRetryAt: mapWithout(session.exitRetryAt, curve.pool),
    successors: mapWithout(session.successors, curve.tokenMint),
  });
  watch(turn, pool);
  unwatchIfIdle(turn, curve.pool);
}

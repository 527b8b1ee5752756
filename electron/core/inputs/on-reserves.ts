import { pushBounded } from '../../../shared/bounded-list.ts';
import type { Offer } from '../../../shared/offer.ts';
import type { Lamports } from '../../../shared/units.ts';
import { chainMs } from '../chain-clock.ts';
import { exitDue } from '../position/exit-rules.ts';
import { mapWith } from '../map-with.ts';
import { assess } from '../risk/assess.ts';
import { quoteSell } from '../risk/evaluate.ts';
import type { Holding } from '../ledger.ts';
import type { OpenPool, ReservesAt } from '../session.ts';
import { MAX_SHOWN_REVISIONS } from '../session.ts';
import type { Address } from '../../../shared/units.ts';
import type { Turn } from '../turn.ts';
import { emit, setSession } from '../turn.ts';
import { closePool } from './close-pool.ts';
import { trySell } from './try-sell.ts';

/** A waiting offer is judged again at the new price: it shows it, or ends when the pool is no longer sound. */
function requote(turn: Turn, open: Extract<OpenPool, { stage: 'offered' }>, at: ReservesAt): void {
  const { listing, facts, offer } = open;
  const judged = assess(
    listing,
    facts,
    at.reserves,
    turn.state.ledger.settings,
    offer.spendLamports,
    chainMs(turn.state.session, turn.nowMs),
  );
  if (judged.verdict === 'refused') return closePool(turn, listing.pool, judged.refusal);
  const next: Offer = {
    ...offer,
    now: judged.quote,
    spendLamports: judged.spendLamports,
    revision: offer.revision + 1,
  };
  const { session } = turn.state;
  const shownOuts = pushBounded(open.shownOuts, judged.quote.expectedOut, MAX_SHOWN_REVISIONS);
  setSession(turn, { open: mapWith(session.open, listing.pool, { ...open, offer: next, shownOuts }) });
  emit(turn, {
    kind: 'offer-requoted',
    atMs: turn.nowMs,
    id: offer.id,
    spendLamports: next.spendLamports,
    now: next.now,
    revision: next.revision,
  });
}

/** What selling the holding would bring now; null while its price is not known. */
export function holdingValue(turn: Turn, { pool, position }: Holding): Lamports | null {
  const at = turn.state.session.reserves.get(pool.pool);
  return at === undefined ? null : ((quoteSell(pool, at, position.tokenUnits) ?? 0n) as bigint as Lamports);
}

/** Sells a holding whose exit rules ask for it, unless an exit has just failed. */
export function applyExitRules(turn: Turn, holding: Holding): void {
  const { ledger, session } = turn.state;
  const retryAt = session.exitRetryAt.get(holding.position.pool);
  if (ledger.trading.state === 'halted' || (retryAt !== undefined && retryAt > turn.nowMs)) return;
  const due = exitDue(holding.position, holdingValue(turn, holding), ledger.settings.exit, turn.nowMs);
  if (due !== null) trySell(turn, holding.position.pool, 'exit-rule');
}

/** Tells what the pool's holding is worth at the newest reserves, if both are known. */
export function markHolding(turn: Turn, pool: Address): void {
  const at = turn.state.session.reserves.get(pool);
  const holding = turn.state.ledger.holdings.get(pool);
  if (at === undefined || holding === undefined) return;
  const valueLamports = holdingValue(turn, holding) ?? (0n as Lamports);
  emit(turn, { kind: 'position-marked', mark: { pool, valueLamports, slot: at.slot, atMs: turn.nowMs } });
}

/** New reserves of a watched pool: offers are requoted, holdings marked and their exit rules asked. */
export function onReserves(turn: Turn, pool: Address, at: ReservesAt): void {
  const { session } = turn.state;
  const known = session.reserves.get(pool);
  if (!session.watched.has(pool) || (known !== undefined && known.slot > at.slot)) return;
  setSession(turn, { reserves: mapWith(session.reserves, pool, at) });
  const open = session.open.get(pool);
  if (open?.stage === 'offered') requote(turn, open, at);
  const holding = turn.state.ledger.holdings.get(pool);
  if (holding === undefined) return;
  markHolding(turn, pool);
  applyExitRules(turn, holding);
}

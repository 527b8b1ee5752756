import type { PoolName } from '../../../shared/events.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Address } from '../../../shared/units.ts';
import { mapWithout } from '../map-with.ts';
import type { Turn } from '../turn.ts';
import { emit, run, setSession } from '../turn.ts';
import { nameOfOpen } from './pool-name.ts';
import { unwatchIfIdle } from './watch.ts';

type Outcome = Refusal | { readonly code: 'bought' };

/** How an offer's end is called when its pool ends in `code`. */
function offerEnd(code: Outcome['code']): 'skipped' | 'expired' | 'killed' | 'refused' {
  if (code === 'skipped' || code === 'killed') return code;
  return code === 'offer-expired' ? 'expired' : 'refused';
}

/**
 * Ends an open pool in its one outcome, by the name that it was given last. A pool that is not open (its order is of an earlier run) has none to give.
 */
export function closePool(turn: Turn, pool: Address, outcome: Outcome, named: PoolName | null = null): void {
  const { session } = turn.state;
  const open = session.open.get(pool);
  if (open === undefined) return;
  const name = named ?? nameOfOpen(open);
  if (open.stage === 'reading') run(turn, { kind: 'cancel-read', pool });
  if (open.stage === 'offered') {
    const { id } = open.offer;
    setSession(turn, { offers: mapWithout(session.offers, id) });
    emit(turn, { kind: 'offer-closed', atMs: turn.nowMs, id, pool: name, how: offerEnd(outcome.code) });
  }
  setSession(turn, { open: mapWithout(session.open, pool) });
  emit(turn, { kind: 'pool-closed', atMs: turn.nowMs, pool: name, outcome, judgedInUs: null });
  unwatchIfIdle(turn, pool);
}

/** Ends a pool that was just seen, whether it is kept among the open ones yet or not. */
export function closeSeen(turn: Turn, name: PoolName, outcome: Refusal): void {
  if (turn.state.session.open.has(name.pool)) return closePool(turn, name.pool, outcome, name);
  emit(turn, { kind: 'pool-closed', atMs: turn.nowMs, pool: name, outcome, judgedInUs: null });
}

/** Ends every pool that has no order yet. */
export function closeWaitingPools(turn: Turn, outcome: Refusal): void {
  for (const [pool, open] of turn.state.session.open) {
    if (open.stage !== 'ordered') closePool(turn, pool, outcome);
  }
}

import type { TradablePool } from '../../../shared/pool.ts';
import type { Address } from '../../../shared/units.ts';
import { mapWithout } from '../map-with.ts';
import type { Turn } from '../turn.ts';
import { run, setSession } from '../turn.ts';

/** Follow the pool's reserves from now on: it is offered, queued, ordered or held. */
export function watch(turn: Turn, pool: TradablePool): void {
  const { watched } = turn.state.session;
  if (watched.has(pool.pool)) return;
  setSession(turn, { watched: new Set(watched).add(pool.pool) });
  run(turn, { kind: 'watch', pool });
}

/** Stop following the pool if nothing needs its price any more. */
export function unwatchIfIdle(turn: Turn, pool: Address): void {
  const { ledger, session } = turn.state;
  if (!session.watched.has(pool) || session.open.has(pool) || ledger.holdings.has(pool)) return;
  const watched = new Set(session.watched);
  watched.delete(pool);
  setSession(turn, { watched, reserves: mapWithout(session.reserves, pool) });
  run(turn, { kind: 'unwatch', pool });
}

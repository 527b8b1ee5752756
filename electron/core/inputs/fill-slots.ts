import type { OpenPool } from '../session.ts';
import { slotIsFree } from '../limits/slots.ts';
import type { Turn } from '../turn.ts';
import { setSession } from '../turn.ts';
import { tryBuy } from './try-buy.ts';
import { trySell } from './try-sell.ts';

type Queued = Extract<OpenPool, { stage: 'queued' }>;

function oldestQueued(open: Iterable<OpenPool>): Queued | null {
  let oldest: Queued | null = null;
  for (const pool of open) {
    if (pool.stage === 'queued' && (oldest === null || pool.sinceMs < oldest.sinceMs)) oldest = pool;
  }
  return oldest;
}

/** Gives free slots to what waits: exits first, then buys, oldest first. Each goes through its gate again. */
export function fillSlots(turn: Turn): void {
  while (slotIsFree(turn.state.ledger)) {
    const { exits, open } = turn.state.session;
    const [exit, ...laterExits] = exits;
    if (exit !== undefined) {
      setSession(turn, { exits: laterExits });
      trySell(turn, exit.pool, exit.trigger);
      continue;
    }
    const next = oldestQueued(open.values());
    if (next === null) return;
    tryBuy(turn, {
      listing: next.listing,
      facts: next.facts,
      trigger: 'slot-freed',
      consent: next.consent,
    });
  }
}

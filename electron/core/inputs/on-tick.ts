import type { Millis } from '../../../shared/units.ts';
import { mapFilter } from '../map-with.ts';
import { MAX_QUEUE_WAIT_MS, MAX_READ_MS } from '../session.ts';
import type { Turn } from '../turn.ts';
import { setSession } from '../turn.ts';
import { closePool } from './close-pool.ts';
import { fillSlots } from './fill-slots.ts';
import { endWaitIfLate, openDue } from './on-chain-time.ts';
import { applyExitRules } from './on-reserves.ts';

/** Ends what waited too long: offers, queued buys, reads of facts, openings. */
function expire(turn: Turn): void {
  for (const [pool, open] of turn.state.session.open) {
    switch (open.stage) {
      case 'offered':
        if (open.offer.expiresAtMs <= turn.nowMs) closePool(turn, pool, { code: 'offer-expired' });
        break;
      case 'queued': {
        const waitedMs = (turn.nowMs - open.sinceMs) as Millis;
        if (waitedMs >= MAX_QUEUE_WAIT_MS) closePool(turn, pool, { code: 'waited-too-long', waitedMs });
        break;
      }
      case 'reading':
        if (turn.nowMs - open.sinceMs >= MAX_READ_MS) {
          closePool(turn, pool, {
            code: 'facts-unavailable',
            detail: `no answer in ${MAX_READ_MS / 1000} s`,
          });
        }
        break;
      case 'waiting':
        endWaitIfLate(turn, open);
        break;
      case 'ordered':
        break;
    }
  }
}

/** Time passed. */
export function onTick(turn: Turn): void {
  // Until the chain's clock was told, ours opens what waits.
  if (turn.state.session.chainTime === null) openDue(turn);
  expire(turn);
  for (const holding of turn.state.ledger.holdings.values()) applyExitRules(turn, holding);
  fillSlots(turn);
}

/** Clears away what has run out and nothing asks for any more. */
export function onCleanup(turn: Turn): void {
  const { exitRetryAt, reserves, unsettled, watched } = turn.state.session;
  setSession(turn, {
    exitRetryAt: mapFilter(exitRetryAt, (at) => at > turn.nowMs),
    unsettled: mapFilter(unsettled, ({ untilMs }) => untilMs > turn.nowMs),
    reserves: mapFilter(reserves, (_known, pool) => watched.has(pool)),
  });
}

import type { PoolFacts, PoolListing } from '../../../shared/pool.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { UnixMs } from '../../../shared/units.ts';
import { chainMs } from '../chain-clock.ts';
import { tradingRefusal } from '../limits/buy-limits.ts';
import { mapWith } from '../map-with.ts';
import { tradablePool } from '../risk/tradable-pool.ts';
import { MAX_OPEN_WAIT_MS, MAX_WAITING } from '../session.ts';
import type { Turn } from '../turn.ts';
import { emit, setSession } from '../turn.ts';
import { nameOf } from './pool-name.ts';
import { watch } from './watch.ts';

function refuseWait({ state, nowMs }: Turn, opensAtMs: UnixMs): Refusal | null {
  const { ledger, session } = state;
  const trading = tradingRefusal(ledger);
  if (trading !== null) return trading;
  let waiting = 0;
  for (const open of session.open.values()) if (open.stage === 'waiting') waiting += 1;
  const tooFar = opensAtMs - chainMs(session, nowMs) > MAX_OPEN_WAIT_MS;
  return tooFar || waiting >= MAX_WAITING ? { code: 'not-open-yet', opensAtMs } : null;
}

/**
 * A pool that lacks nothing but time waits for the chain's clock, and its reserves are followed meanwhile. The refusal
 * says why it is not waited for; null when it waits.
 */
export function startWait(turn: Turn, listing: PoolListing, facts: PoolFacts): Refusal | null {
  const { opensAtMs } = facts.detail;
  const refusal = refuseWait(turn, opensAtMs);
  if (refusal !== null) return refusal;
  const pool = tradablePool(listing, facts);
  if (pool === null) return { code: 'not-a-sol-pair' };
  const waiting = { stage: 'waiting', listing, facts, sinceMs: turn.nowMs } as const;
  setSession(turn, { open: mapWith(turn.state.session.open, listing.pool, waiting) });
  emit(turn, { kind: 'pool-waiting', atMs: turn.nowMs, pool: nameOf(listing), opensAtMs });
  watch(turn, pool);
  return null;
}

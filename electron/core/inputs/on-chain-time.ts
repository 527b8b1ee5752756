import type { Slot } from '../../../shared/units.ts';
import { chainMs, clockRuns, isNewer } from '../chain-clock.ts';
import { MAX_CLOCK_SILENCE_MS, MAX_OPEN_WAIT_MS } from '../session.ts';
import type { OpenPool } from '../session.ts';
import type { Turn } from '../turn.ts';
import { emit, setSession } from '../turn.ts';
import { closePool } from './close-pool.ts';
import { nameOf } from './pool-name.ts';
import { tryBuy } from './try-buy.ts';

type Waiting = Extract<OpenPool, { stage: 'waiting' }>;

/** Judges the pools that are open by now, first seen first, each as any other: limits, price and all. */
export function openDue(turn: Turn): void {
  const now = chainMs(turn.state.session, turn.nowMs);
  for (const open of turn.state.session.open.values()) {
    if (open.stage !== 'waiting' || open.facts.detail.opensAtMs > now) continue;
    const { listing, facts } = open;
    emit(turn, { kind: 'pool-opened', atMs: turn.nowMs, pool: nameOf(listing) });
    tryBuy(turn, { listing, facts, trigger: 'pool-opened', consent: null });
  }
}

/** The chain's clock moved: what it opens goes out in this very turn. A slot that was told before is no news. */
export function onChainTime(turn: Turn, slot: Slot, unixS: number): void {
  if (!isNewer(turn.state.session, slot)) return;
  setSession(turn, { chainTime: { slot, unixS, toldAtMs: turn.nowMs } });
  openDue(turn);
}

/** Ends a wait that took as long as is waited for: the chain's clock stands still, or went slower than ours. */
export function endWaitIfLate(turn: Turn, { listing, facts, sinceMs }: Waiting): void {
  const grace = clockRuns(turn.state.session, turn.nowMs) ? MAX_CLOCK_SILENCE_MS : 0;
  if (turn.nowMs - sinceMs < MAX_OPEN_WAIT_MS + grace) return;
  closePool(turn, listing.pool, { code: 'not-open-yet', opensAtMs: facts.detail.opensAtMs });
}

import type { PoolFacts, PoolListing } from '../../../shared/pool.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Address } from '../../../shared/units.ts';
import { tradingRefusal } from '../limits/buy-limits.ts';
import { mapWith } from '../map-with.ts';
import { refuseUnread } from '../risk/assess.ts';
import { MAX_READING } from '../session.ts';
import type { Turn } from '../turn.ts';
import { emit, run, setSession } from '../turn.ts';
import { closePool, closeSeen } from './close-pool.ts';
import { followMigration, mayBeSuccessor } from './follow-migration.ts';
import { nameOf } from './pool-name.ts';
import { tryBuy } from './try-buy.ts';

function factsIn({ detail, mint, lpBurnedBps }: PoolListing): PoolFacts | null {
  return detail === null || mint === null ? null : { detail, mint, lpBurnedBps };
}

/** What makes reading a pool's facts pointless: it could not be bought whatever they are. */
function refuseReading({ state }: Turn, listing: PoolListing): Refusal | null {
  const { ledger, session } = state;
  const trading = tradingRefusal(ledger);
  // What is held may have to be sold there, and selling goes on while buying does not.
  const isNeeded = trading?.code === 'reducing' && mayBeSuccessor(state, listing);
  if (trading !== null && !isNeeded) return trading;
  let reading = 0;
  for (const open of session.open.values()) if (open.stage === 'reading') reading += 1;
  return reading < MAX_READING
    ? null
    : { code: 'facts-unavailable', detail: `${MAX_READING} pools are being read already` };
}

/** Its program is what its account says, whatever was announced. */
function judge(turn: Turn, announced: PoolListing, facts: PoolFacts): void {
  followMigration(turn, announced, facts);
  const program = facts.detail.terms.kind;
  const listing = announced.program === program ? announced : { ...announced, program };
  tryBuy(turn, { listing, facts, trigger: 'pool-event', consent: null });
}

/** A pool was announced. With all facts it is judged at once; else what is missing is read first. */
export function onListing(turn: Turn, listing: PoolListing): void {
  if (turn.state.session.open.has(listing.pool)) return;
  const name = nameOf(listing);
  emit(turn, { kind: 'pool-seen', atMs: turn.nowMs, pool: name, feed: listing.feed, slot: listing.slot });
  const unread = refuseUnread(listing);
  if (unread !== null) return closeSeen(turn, name, unread);
  const facts = factsIn(listing);
  if (facts !== null) return judge(turn, listing, facts);
  const refusal = refuseReading(turn, listing);
  if (refusal !== null) return closeSeen(turn, name, refusal);
  const { open } = turn.state.session;
  setSession(turn, { open: mapWith(open, listing.pool, { stage: 'reading', listing, sinceMs: turn.nowMs }) });
  run(turn, { kind: 'read-facts', listing });
}

/** What was read of a pool. An answer for a pool that no longer waits for it changes nothing. */
export function onFacts(turn: Turn, pool: Address, facts: PoolFacts): void {
  const open = turn.state.session.open.get(pool);
  if (open?.stage !== 'reading') return;
  judge(turn, open.listing, facts);
}

export function onFactsFailed(turn: Turn, pool: Address, detail: string): void {
  if (turn.state.session.open.get(pool)?.stage !== 'reading') return;
  closePool(turn, pool, { code: 'facts-unavailable', detail });
}

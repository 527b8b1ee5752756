import { assertNever } from '../../../shared/assert-never.ts';
import type { CommandReply } from '../../../shared/commands.ts';
import { declined, DONE } from '../../../shared/commands.ts';
import { offerId } from '../../../shared/offer.ts';
import type { Offer } from '../../../shared/offer.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { mapWith } from '../map-with.ts';
import type { BuyRequest, SoundPool } from '../risk/evaluate.ts';
import { evaluateBuy } from '../risk/evaluate.ts';
import { MAX_QUEUED } from '../session.ts';
import type { Session } from '../session.ts';
import type { Turn } from '../turn.ts';
import { emit, setSession } from '../turn.ts';
import { closeSeen } from './close-pool.ts';
import { endOffer, placeOrder } from './place-order.ts';
import { nameOf } from './pool-name.ts';
import { startWait } from './start-wait.ts';
import { watch } from './watch.ts';

const queuedBuys = (session: Session): number =>
  [...session.open.values()].filter((open) => open.stage === 'queued').length;

function makeOffer(turn: Turn, request: BuyRequest, judged: SoundPool): void {
  const { ledger, session } = turn.state;
  const limit = ledger.settings.maxPendingPools;
  const { listing, facts } = request;
  if (session.offers.size >= limit) {
    return closeSeen(turn, nameOf(listing), { code: 'pending-full', limit });
  }
  const offer: Offer = {
    id: offerId(session.nextOffer),
    pool: listing.pool,
    program: judged.pool.terms.kind,
    tokenMint: judged.pool.tokenMint,
    tokenDecimals: judged.pool.tokenDecimals,
    symbol: judged.pool.symbol,
    name: listing.name,
    slot: listing.slot,
    madeAtMs: turn.nowMs,
    expiresAtMs: (turn.nowMs + ledger.settings.offerTtlMs) as Offer['expiresAtMs'],
    spendLamports: judged.spendLamports,
    checks: judged.checks,
    first: judged.quote,
    now: judged.quote,
    revision: 0,
  };
  setSession(turn, {
    nextOffer: session.nextOffer + 1,
    offers: mapWith(session.offers, offer.id, listing.pool),
    open: mapWith(session.open, listing.pool, {
      stage: 'offered',
      listing,
      facts,
      offer,
      shownOuts: [judged.quote.expectedOut],
    }),
  });
  emit(turn, { kind: 'offer-made', atMs: turn.nowMs, offer });
  watch(turn, judged.pool);
}

/** Waits for an order slot; a pool that waits already keeps its place. */
function enqueue(turn: Turn, request: BuyRequest, judged: SoundPool): CommandReply {
  const { session } = turn.state;
  const { listing, facts, consent } = request;
  const name = nameOf(listing);
  if (session.open.get(listing.pool)?.stage === 'queued') return DONE;
  const depth = queuedBuys(session);
  if (depth >= MAX_QUEUED) {
    const refusal = { code: 'queue-full', limit: MAX_QUEUED } as const;
    // An offer stays on the screen: the trader may try again while it lasts.
    if (consent === null) closeSeen(turn, name, refusal);
    return declined({ code: 'refused', refusal });
  }
  endOffer(turn, name);
  const queued = { stage: 'queued', listing, facts, sinceMs: turn.nowMs, consent } as const;
  setSession(turn, { open: mapWith(turn.state.session.open, listing.pool, queued) });
  emit(turn, { kind: 'pool-queued', atMs: turn.nowMs, pool: name, depth: depth + 1 });
  // When a slot comes free the buy is judged at the price of then.
  watch(turn, judged.pool);
  return DONE;
}

/** Ends the pool, unless it is offered (the trader may try again) or all that it lacks is a little time. */
function refuse(turn: Turn, { listing, facts, consent }: BuyRequest, refusal: Refusal): CommandReply {
  const offered = turn.state.session.open.get(listing.pool)?.stage === 'offered';
  if (offered) return declined({ code: 'refused', refusal });
  const isEarly = refusal.code === 'not-open-yet' && consent === null;
  const why = isEarly ? startWait(turn, listing, facts) : refusal;
  if (why === null) return DONE;
  closeSeen(turn, nameOf(listing), why);
  return declined({ code: 'refused', refusal: why });
}

/**
 * Takes an open pool through the gate and does what it says: order, offer, queue, wait or refusal. A refused approval
 * leaves the offer standing; every other refusal ends the pool.
 */
export function tryBuy(turn: Turn, request: BuyRequest): CommandReply {
  const verdict = evaluateBuy(turn.state, request, turn.nowMs);
  const name = nameOf(request.listing);
  switch (verdict.verdict) {
    case 'approved':
      placeOrder(turn, verdict.order, name);
      return DONE;
    case 'ask':
      makeOffer(turn, request, verdict.judged);
      return DONE;
    case 'no-slot':
      return enqueue(turn, request, verdict.judged);
    case 'refused':
      return refuse(turn, request, verdict.refusal);
    default:
      return assertNever(verdict, 'buy verdict');
  }
}

import type { OrderTicket, OrderTrigger } from '../../../shared/order.ts';
import { orderId } from '../../../shared/order.ts';
import type { PoolFacts, PoolListing, TradablePool } from '../../../shared/pool.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Bps, TokenUnits, UnixMs } from '../../../shared/units.ts';
import { needsApproval } from '../approval/needs-approval.ts';
import { chainMs } from '../chain-clock.ts';
import { buyLimit } from '../limits/buy-limits.ts';
import { slotIsFree } from '../limits/slots.ts';
import type { ReservesAt } from '../session.ts';
import type { EngineState } from '../state.ts';
import { minimumOut } from '../swap/minimum-out.ts';
import { quoteSwap } from '../swap/quote-swap.ts';
import { swapOf } from '../swap/swap-quote.ts';
import type { ApprovedOrder } from './approved-order.ts';
import { mintApproval } from './approved-order.ts';
import type { Assessment } from './assess.ts';
import { assess } from './assess.ts';
import type { Consent } from './consent.ts';
import { curveIsComplete } from './curve-is-complete.ts';

export type SoundPool = Extract<Assessment, { verdict: 'sound' }>;

export type BuyVerdict =
  | { readonly verdict: 'refused'; readonly refusal: Refusal }
  /** All is well, but an order of this size waits for the trader's word. */
  | { readonly verdict: 'ask'; readonly judged: SoundPool }
  /** All is well, but every order slot is taken. */
  | { readonly verdict: 'no-slot'; readonly judged: SoundPool }
  | { readonly verdict: 'approved'; readonly order: ApprovedOrder };

/** The pool's own merits and every limit but the order slots, with the newest reserves that are known. */
function judgeBuy(state: EngineState, { listing, facts, consent }: BuyRequest, nowMs: UnixMs): Assessment {
  const { ledger, session } = state;
  const reserves = session.reserves.get(listing.pool)?.reserves ?? facts.detail.reserves;
  const cap = consent?.spendLamports ?? null;
  const assessment = assess(listing, facts, reserves, ledger.settings, cap, chainMs(session, nowMs));
  if (assessment.verdict === 'refused') return assessment;
  const limit = buyLimit(ledger, session, assessment.pool, assessment.spendLamports, nowMs);
  return limit === null ? assessment : { verdict: 'refused', refusal: limit };
}

/** The slippage counts once: an approved order accepts no less than the card's own price allows. */
function agreedFloor(floor: TokenUnits, consent: Consent | null, slippageBps: Bps): TokenUnits {
  const shown = consent === null ? null : minimumOut(consent.shownOut, slippageBps);
  return shown !== null && shown > floor ? shown : floor;
}

export type BuyRequest = {
  readonly listing: PoolListing;
  readonly facts: PoolFacts;
  readonly trigger: OrderTrigger;
  /** What the trader said yes to; null where nobody was asked. */
  readonly consent: Consent | null;
};

/** The price that was approved has to hold within the slippage. */
function priceMoved(shownOut: TokenUnits, now: TokenUnits, slippageBps: Bps): Refusal | null {
  const worst = minimumOut(shownOut, slippageBps);
  return worst === null || now < worst ? { code: 'price-moved', shownOut, nowOut: now } : null;
}

/** The whole gate of a buy, run for each order right before it is made: there is no other way to one. */
export function evaluateBuy(state: EngineState, request: BuyRequest, nowMs: UnixMs): BuyVerdict {
  const judged = judgeBuy(state, request, nowMs);
  if (judged.verdict === 'refused') return judged;
  const { settings } = state.ledger;
  const { pool, quote, spendLamports } = judged;
  const floor = minimumOut(quote.expectedOut, settings.slippageBps);
  if (floor === null) return { verdict: 'refused', refusal: { code: 'nothing-out' } };
  const minOut = agreedFloor(floor, request.consent, settings.slippageBps);
  if (request.consent === null) {
    if (needsApproval(settings.approval, spendLamports)) return { verdict: 'ask', judged };
  } else {
    const refusal = priceMoved(request.consent.shownOut, quote.expectedOut, settings.slippageBps);
    if (refusal !== null) return { verdict: 'refused', refusal };
  }
  if (!slotIsFree(state.ledger)) return { verdict: 'no-slot', judged };
  const ticket: OrderTicket = {
    id: orderId(state.ledger.nextOrder),
    side: 'buy',
    pool,
    amountIn: spendLamports,
    expectedOut: quote.expectedOut,
    minOut,
    trigger: request.trigger,
    reservedAtMs: nowMs,
    poolSlot: request.listing.slot,
  };
  return { verdict: 'approved', order: mintApproval(ticket) };
}

export type SellVerdict =
  | { readonly verdict: 'refused'; readonly refusal: Refusal }
  | { readonly verdict: 'no-price' }
  | { readonly verdict: 'no-slot' }
  | { readonly verdict: 'approved'; readonly order: ApprovedOrder };

/** What selling `units` would bring, in lamports, or null when nothing. */
export function quoteSell(
  pool: TradablePool,
  { reserves }: ReservesAt,
  units: TokenUnits,
): TokenUnits | null {
  const quote = quoteSwap(pool.terms, swapOf(pool, 'sell', reserves, units));
  return quote === null || quote.out === 0n ? null : quote.out;
}

const CURVE_COMPLETE: Refusal = {
  code: 'facts-unavailable',
  detail: 'the curve is sold out, and the pool that it migrates to is not known yet',
};

/** The whole gate of a sell: allowed while armed and while reducing; never while halted. */
export function evaluateSell(
  state: EngineState,
  pool: TradablePool,
  units: TokenUnits,
  trigger: OrderTrigger,
  nowMs: UnixMs,
): SellVerdict {
  const { ledger, session } = state;
  if (ledger.trading.state === 'halted') {
    return { verdict: 'refused', refusal: { code: 'halted', cause: ledger.trading.cause } };
  }
  const known = session.reserves.get(pool.pool);
  if (known === undefined) return { verdict: 'no-price' };
  if (curveIsComplete(pool, known.reserves)) return { verdict: 'refused', refusal: CURVE_COMPLETE };
  const expectedOut = quoteSell(pool, known, units);
  const minOut = expectedOut === null ? null : minimumOut(expectedOut, ledger.settings.slippageBps);
  if (expectedOut === null || minOut === null)
    return { verdict: 'refused', refusal: { code: 'nothing-out' } };
  if (!slotIsFree(ledger)) return { verdict: 'no-slot' };
  const ticket: OrderTicket = {
    id: orderId(ledger.nextOrder),
    side: 'sell',
    pool,
    amountIn: units,
    expectedOut,
    minOut,
    trigger,
    reservedAtMs: nowMs,
    poolSlot: null,
  };
  return { verdict: 'approved', order: mintApproval(ticket) };
}

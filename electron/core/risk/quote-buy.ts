import type { OfferQuote } from '../../../shared/offer.ts';
import type { Reserves } from '../../../shared/pool.ts';
import { solReserves } from '../../../shared/pool.ts';
import type { Lamports } from '../../../shared/units.ts';
import { tokenUnits } from '../../../shared/units.ts';
import type { PricedPool } from '../swap/swap-quote.ts';
import { quoteSwap } from '../swap/quote-swap.ts';
import { roundTripCostBps } from '../swap/round-trip.ts';
import { swapOf } from '../swap/swap-quote.ts';

/** What buying for `spend` would bring at these reserves; null when nothing would come out. */
export function quoteBuy(pool: PricedPool, reserves: Reserves, spend: Lamports): OfferQuote | null {
  const { sol, token } = solReserves(pool.solSide, reserves);
  const swap = swapOf(pool, 'buy', reserves, tokenUnits(spend));
  const quote = quoteSwap(pool.terms, swap);
  const roundTripBps = roundTripCostBps(pool.terms, swap);
  if (quote === null || quote.out === 0n || roundTripBps === null) return null;
  return {
    solReserve: sol,
    tokenReserve: token,
    expectedOut: quote.out,
    impactBps: quote.priceImpactBps,
    roundTripBps,
  };
}

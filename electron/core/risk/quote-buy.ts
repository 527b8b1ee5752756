import type { OfferQuote } from '../../../shared/offer.ts';
import type { Reserves, SolSide } from '../../../shared/pool.ts';
import { solReserves } from '../../../shared/pool.ts';
import type { Lamports } from '../../../shared/units.ts';
import { tokenUnits } from '../../../shared/units.ts';
import { quoteExactIn, roundTripCostBps } from '../swap/amm-v4-quote.ts';

/** What buying for `spend` would bring at these reserves; null when nothing would come out. */
export function quoteBuy(side: SolSide, reserves: Reserves, spend: Lamports): OfferQuote | null {
  const { sol, token } = solReserves(side, reserves);
  const swap = { reserveIn: tokenUnits(sol), reserveOut: token, amountIn: tokenUnits(spend) };
  const quote = quoteExactIn(swap);
  const roundTripBps = roundTripCostBps(swap);
  if (quote === null || quote.out === 0n || roundTripBps === null) return null;
  return {
    solReserve: sol,
    tokenReserve: token,
    expectedOut: quote.out,
    impactBps: quote.priceImpactBps,
    roundTripBps,
  };
}

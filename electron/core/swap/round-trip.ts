import type { PoolTerms } from '../../../shared/pool.ts';
import { bps, type Bps } from '../../../shared/units.ts';
import { quoteSwap } from './quote-swap.ts';
import type { SwapIn } from './swap-quote.ts';

/**
 * What of the amount in is lost by swapping there and back at once, all fees and the rounding counted, rounded up;
 * network fees not. Null where either way gives nothing.
 */
export function roundTripCostBps(terms: PoolTerms, swap: SwapIn): Bps | null {
  const there = quoteSwap(terms, swap);
  if (there === null || there.out === 0n) return null;
  const back = quoteSwap(terms, {
    ...swap,
    inSide: swap.inSide === 'base' ? 'quote' : 'base',
    reserves: there.after,
    amountIn: there.out,
  });
  if (back === null || back.out === 0n) return null;
  const lost = swap.amountIn - back.out;
  return bps(Number((lost * 10_000n + swap.amountIn - 1n) / swap.amountIn));
}

import { assertNever } from '../../../shared/assert-never.ts';
import type { PoolTerms } from '../../../shared/pool.ts';
import { quoteAmmV4 } from './amm-v4-quote.ts';
import { quoteCpmm } from './cpmm-quote.ts';
import { quoteLaunchLab } from './launchlab-quote.ts';
import type { SwapIn, SwapOut } from './swap-quote.ts';

/**
 * What a pool pays for an exact amount in, to the unit, on its own program's terms. Null for amounts and reserves that
 * are not from 1 to 2^64−1, and for pools that nothing can be swapped in yet.
 */
export function quoteSwap(terms: PoolTerms, swap: SwapIn): SwapOut | null {
  switch (terms.kind) {
    case 'amm-v4':
      return quoteAmmV4(swap);
    case 'cpmm':
      return quoteCpmm(terms, swap);
    case 'launchlab':
      return quoteLaunchLab(terms, swap);
    case 'clmm':
      return null;
    default:
      return assertNever(terms, 'pool terms');
  }
}

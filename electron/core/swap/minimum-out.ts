import { tokenUnits, type Bps, type TokenUnits } from '../../../shared/units.ts';

const WHOLE = 10_000n;
const isShare = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 10_000;

/**
 * The least to accept: out less the slippage, rounded down. Null when that is nothing (an order without a floor must
 * never be sent) or the slippage is not from 0 to below the whole.
 */
export function minimumOut(out: TokenUnits, slippageBps: Bps): TokenUnits | null {
  if (!isShare(slippageBps)) return null;
  const least = (out * (WHOLE - BigInt(slippageBps))) / WHOLE;
  return least > 0n ? tokenUnits(least) : null;
}

import { bps, tokenUnits, type Bps, type TokenUnits } from '../../../shared/units.ts';

/** The program's swap fee, taken from what goes in; every AMM v4 pool is created with it. */
export const AMM_V4_FEE_BPS = bps(25);
const WHOLE = 10_000n;
const U64_MAX = (1n << 64n) - 1n;

/** One direction of a pool: what the swap pays into and what it takes from, before the swap. */
export type SwapReserves = {
  readonly reserveIn: TokenUnits;
  readonly reserveOut: TokenUnits;
};

export type ExactInSwap = SwapReserves & {
  readonly amountIn: TokenUnits;
  /** `AMM_V4_FEE_BPS` unless the pool's account says otherwise. */
  readonly feeBps?: Bps;
};

export type ExactOutSwap = SwapReserves & {
  readonly amountOut: TokenUnits;
  readonly feeBps?: Bps;
};

export type SwapQuote = {
  /** Of what comes out; 0 when the amount is too small to move anything, which the program refuses. */
  readonly out: TokenUnits;
  /** Of what goes in; stays in the pool. */
  readonly fee: TokenUnits;
  /** How much worse than the price before the swap, the fee not counted, rounded up. */
  readonly priceImpactBps: Bps;
};

export type ExactOutQuote = { readonly amountIn: TokenUnits; readonly fee: TokenUnits };

/** A price without rounding: `numerator` units out for `denominator` units in. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

const ceilDiv = (value: bigint, divisor: bigint): bigint => (value + divisor - 1n) / divisor;
const isAmount = (value: bigint): boolean => value > 0n && value <= U64_MAX;
const isShare = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 10_000;

/**
 * What the program pays for an exact amount in, to the unit: fee = ceil(in·bps/10000), out = floor(Rout·net/(Rin+net))
 * with net = in − fee (`process_swap_base_in` and `Calculator::swap_token_amount_base_in` of raydium-amm). Null for
 * amounts and reserves that are not from 1 to 2^64−1, or a fee of the whole or more.
 */
export function quoteExactIn(swap: ExactInSwap): SwapQuote | null {
  const { reserveIn, reserveOut, amountIn, feeBps = AMM_V4_FEE_BPS } = swap;
  if (![reserveIn, reserveOut, amountIn].every(isAmount) || !isShare(feeBps)) return null;
  const fee = ceilDiv(amountIn * BigInt(feeBps), WHOLE);
  const net = amountIn - fee;
  const out = (reserveOut * net) / (reserveIn + net);
  return { out: tokenUnits(out), fee: tokenUnits(fee), priceImpactBps: impact(swap, net, out) };
}

/** 1 − (out/net) / (Rout/Rin). */
function impact({ reserveIn, reserveOut }: SwapReserves, net: bigint, out: bigint): Bps {
  const fair = net * reserveOut;
  if (fair === 0n) return bps(10_000);
  return bps(Number(ceilDiv((fair - out * reserveIn) * WHOLE, fair)));
}

/**
 * What an exact amount out costs: net = ceil(Rin·out/(Rout−out)), in = ceil(net·10000/(10000−bps))
 * (`process_swap_base_out`). Null also when the pool does not hold that much.
 */
export function quoteExactOut(swap: ExactOutSwap): ExactOutQuote | null {
  const { reserveIn, reserveOut, amountOut, feeBps = AMM_V4_FEE_BPS } = swap;
  if (![reserveIn, reserveOut, amountOut].every(isAmount) || !isShare(feeBps)) return null;
  if (amountOut >= reserveOut) return null;
  const net = ceilDiv(reserveIn * amountOut, reserveOut - amountOut);
  const amountIn = ceilDiv(net * WHOLE, WHOLE - BigInt(feeBps));
  return amountIn > U64_MAX ? null : { amountIn: tokenUnits(amountIn), fee: tokenUnits(amountIn - net) };
}

/**
 * The least to accept: out less the slippage, rounded down. Null when that is nothing (an order without a floor must
 * never be sent) or the slippage is not from 0 to below the whole.
 */
export function minimumOut(out: TokenUnits, slippageBps: Bps): TokenUnits | null {
  if (!isShare(slippageBps)) return null;
  const least = (out * (WHOLE - BigInt(slippageBps))) / WHOLE;
  return least > 0n ? tokenUnits(least) : null;
}

/** Units out for a unit in at the margin, no fee; null for an empty side. */
export function spotPrice({ reserveIn, reserveOut }: SwapReserves): Ratio | null {
  return reserveIn > 0n && reserveOut > 0n ? { numerator: reserveOut, denominator: reserveIn } : null;
}

/** The pool after an exact-in swap: the fee stays in it. */
export function reservesAfter(swap: ExactInSwap, quote: SwapQuote): SwapReserves {
  return {
    reserveIn: tokenUnits(swap.reserveIn + swap.amountIn),
    reserveOut: tokenUnits(swap.reserveOut - quote.out),
  };
}

/**
 * What of the amount in is lost by buying and selling again at once, both fees and the rounding counted, rounded up;
 * network fees not. Null where either way gives nothing.
 */
export function roundTripCostBps(swap: ExactInSwap): Bps | null {
  const there = quoteExactIn(swap);
  if (there === null || there.out === 0n) return null;
  const after = reservesAfter(swap, there);
  const back = quoteExactIn({
    reserveIn: after.reserveOut,
    reserveOut: after.reserveIn,
    amountIn: there.out,
    ...(swap.feeBps === undefined ? {} : { feeBps: swap.feeBps }),
  });
  if (back === null || back.out === 0n) return null;
  return bps(Number(ceilDiv((swap.amountIn - back.out) * WHOLE, swap.amountIn)));
}

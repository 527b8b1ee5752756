import { bps, tokenUnits, type Bps, type TokenUnits } from '../../../shared/units.ts';
import type { SwapIn, SwapOut } from './swap-quote.ts';

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

/** The fee stays in the pool. */
function reservesAfter(swap: ExactInSwap, quote: SwapQuote): SwapReserves {
  return {
    reserveIn: tokenUnits(swap.reserveIn + swap.amountIn),
    reserveOut: tokenUnits(swap.reserveOut - quote.out),
  };
}

/** The same of a pool's side. AMM v4 takes mints of SPL Token only, which have no transfer fee. */
export function quoteAmmV4({ reserves, inSide, amountIn }: SwapIn): SwapOut | null {
  const fromBase = inSide === 'base';
  const [reserveIn, reserveOut] = fromBase
    ? [reserves.base, reserves.quote]
    : [reserves.quote, reserves.base];
  const swap = { reserveIn, reserveOut, amountIn };
  const quote = quoteExactIn(swap);
  if (quote === null) return null;
  const left = reservesAfter(swap, quote);
  return {
    ...quote,
    after: fromBase
      ? { base: left.reserveIn, quote: left.reserveOut }
      : { base: left.reserveOut, quote: left.reserveIn },
  };
}

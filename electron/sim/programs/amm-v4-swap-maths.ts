// The program's own arithmetic, written from raydium-amm (`process_swap_base_in_v2`, `process_swap_base_out_v2`,
// `Calculator::swap_token_amount_*`). It is deliberately not the desk's quote: a mistake there must not repeat here.

const ceilDiv = (value: bigint, divisor: bigint): bigint => (value + divisor - 1n) / divisor;

export type SwapFee = { readonly numerator: bigint; readonly denominator: bigint };

/** What comes out for an exact amount in. */
export function outForExactIn(amountIn: bigint, reserveIn: bigint, reserveOut: bigint, fee: SwapFee): bigint {
  const net = amountIn - ceilDiv(amountIn * fee.numerator, fee.denominator);
  return reserveIn + net === 0n ? 0n : (reserveOut * net) / (reserveIn + net);
}

/** What goes in for an exact amount out; null where the program would fail for want of reserves. */
export function inForExactOut(
  amountOut: bigint,
  reserveIn: bigint,
  reserveOut: bigint,
  fee: SwapFee,
): bigint | null {
  if (amountOut >= reserveOut) return null;
  const net = ceilDiv(reserveIn * amountOut, reserveOut - amountOut);
  return ceilDiv(net * fee.denominator, fee.denominator - fee.numerator);
}

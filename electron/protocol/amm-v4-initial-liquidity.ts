/**
 * The LP tokens of a new pool, floor(√(coin·pc)), of which the creator gets all but one whole token
 * (10^coin decimals): that one is never minted, so that the pool can never be emptied (`process_initialize2`).
 */
export function initialLiquidity(coinAmount: bigint, pcAmount: bigint): bigint {
  if (coinAmount < 0n || pcAmount < 0n) throw new RangeError('a negative deposit');
  return floorSqrt(coinAmount * pcAmount);
}

/** Newton's method from above: it falls until it is the floor of the root. */
function floorSqrt(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

// The program's own arithmetic, from what it does to a pool's state: the product of the virtual reserves never falls. It
// is deliberately not the desk's quote: a mistake there must not repeat here.

const MILLION = 1_000_000n;

const ceilDiv = (value: bigint, divisor: bigint): bigint =>
  value / divisor + (value % divisor === 0n ? 0n : 1n);

export type LaunchLabRates = {
  readonly protocol: bigint;
  readonly platform: bigint;
  readonly creator: bigint;
  readonly share: bigint;
};

export type LaunchLabFees = LaunchLabRates;

/** What the curve trades with, and how much of the base it may still sell. */
export type LaunchLabCurveState = {
  readonly base: bigint;
  readonly quote: bigint;
  readonly forSale: bigint;
};

export type LaunchLabMove = {
  /** What changes the reserves. */
  readonly base: bigint;
  readonly quote: bigint;
  /** What the trader pays when buying, or gets when selling: `quote` with the fees on top, or without them. */
  readonly traderQuote: bigint;
  readonly fees: LaunchLabFees;
};

const sumOf = ({ protocol, platform, creator, share }: LaunchLabRates): bigint =>
  protocol + platform + creator + share;

/** A fee on the whole, dealt out by the rates; what the rounding leaves over is the protocol's. */
function dealOut(total: bigint, rates: LaunchLabRates): LaunchLabFees {
  const sum = sumOf(rates);
  if (sum === 0n) return { protocol: 0n, platform: 0n, creator: 0n, share: 0n };
  const platform = (total * rates.platform) / sum;
  const creator = (total * rates.creator) / sum;
  const share = (total * rates.share) / sum;
  return { platform, creator, share, protocol: total - platform - creator - share };
}

/** Buys for that much; less is taken where the curve has less left to sell. */
export function launchLabBuy(paid: bigint, curve: LaunchLabCurveState, rates: LaunchLabRates): LaunchLabMove {
  const kept = ceilDiv(paid * sumOf(rates), MILLION);
  const net = paid - kept;
  // What must stay so that base · quote does not fall; the rest is sold.
  const base = curve.base - ceilDiv(curve.base * curve.quote, curve.quote + net);
  if (base <= curve.forSale) return { base, quote: net, traderQuote: paid, fees: dealOut(kept, rates) };
  const price = ceilDiv(curve.base * curve.quote, curve.base - curve.forSale) - curve.quote;
  const traderQuote = ceilDiv(price * MILLION, MILLION - sumOf(rates));
  const fees = dealOut(traderQuote - price, rates);
  return { base: curve.forSale, quote: price, traderQuote, fees };
}

/** Sells that much, as it reached the vault. */
export function launchLabSell(
  sold: bigint,
  curve: LaunchLabCurveState,
  rates: LaunchLabRates,
): LaunchLabMove {
  const quote = curve.quote - ceilDiv(curve.base * curve.quote, curve.base + sold);
  const kept = ceilDiv(quote * sumOf(rates), MILLION);
  return { base: sold, quote, traderQuote: quote - kept, fees: dealOut(kept, rates) };
}

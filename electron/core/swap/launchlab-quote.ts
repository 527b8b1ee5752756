import type { LaunchLabTerms } from '../../../shared/pool.ts';
import { bps, tokenUnits, type Bps } from '../../../shared/units.ts';
import type { SwapIn, SwapOut } from './swap-quote.ts';
import { afterTransferFee, isTransferFee } from './transfer-fee.ts';

const U64_MAX = (1n << 64n) - 1n;
const WHOLE_PPM = 1_000_000n;
const WHOLE_BPS = 10_000n;

const ceilDiv = (value: bigint, divisor: bigint): bigint => (value + divisor - 1n) / divisor;
const isAmount = (value: bigint): boolean => value > 0n && value <= U64_MAX;

/**
 * What a LaunchLab pool on its constant-product curve pays for an exact amount in, to the unit: the program's
 * arithmetic as the SDK has it (`Curve.buyExactIn`, `Curve.sellExactIn`), without a share fee. All its fees together
 * are ceil(quote·rates/1e6), of what is paid in buying and of what the curve gives in selling; how they are split does
 * not change what the trader gets. In between out = floor(Rout·in/(Rin+in)). The transfer fee of a mint comes off on
 * the way in before all that, and on the way out after it.
 *
 * Null for amounts and reserves that are not from 1 to 2^64−1, and for fees of the whole. Null too for a buy of more
 * than the curve has left to sell: the program would sell what is left and take less than was offered, which is
 * another trade than the one asked for.
 *
 * That nobody sells more than was ever bought is not looked at: who holds tokens has them from the curve.
 */
export function quoteLaunchLab(terms: LaunchLabTerms, swap: SwapIn): SwapOut | null {
  const { reserves, amountIn, inSide, transferFees } = swap;
  if (![reserves.base, reserves.quote, amountIn].every(isAmount) || !areTerms(terms)) return null;
  if (!isTransferFee(transferFees.base) || !isTransferFee(transferFees.quote)) return null;
  return inSide === 'quote' ? quoteBuy(terms, swap) : quoteSell(terms, swap);
}

/** Everything but nothing of what is paid can be fees; below a floor of 0 there is nothing to sell. */
function areTerms(terms: LaunchLabTerms): boolean {
  const rates = [terms.protocolFeePpm, terms.platformFeePpm, terms.creatorFeePpm];
  return rates.every((rate) => rate >= 0n) && feeRate(terms) < WHOLE_PPM && terms.baseFloorUnits >= 0n;
}

const feeRate = (terms: LaunchLabTerms): bigint =>
  terms.protocolFeePpm + terms.platformFeePpm + terms.creatorFeePpm;

function quoteBuy(terms: LaunchLabTerms, { reserves, amountIn, transferFees }: SwapIn): SwapOut | null {
  const arrived = afterTransferFee(transferFees.quote, amountIn);
  const net = arrived - ceilDiv(arrived * feeRate(terms), WHOLE_PPM);
  const sold = tokenUnits((reserves.base * net) / (reserves.quote + net));
  if (sold > reserves.base - terms.baseFloorUnits || reserves.quote + net > U64_MAX) return null;
  const out = afterTransferFee(transferFees.base, sold);
  return {
    out,
    fee: tokenUnits(amountIn > net ? amountIn - net : sold - out),
    priceImpactBps: impact(net, sold, reserves.quote, reserves.base),
    after: { base: tokenUnits(reserves.base - sold), quote: tokenUnits(reserves.quote + net) },
  };
}

function quoteSell(terms: LaunchLabTerms, { reserves, amountIn, transferFees }: SwapIn): SwapOut | null {
  const net = afterTransferFee(transferFees.base, amountIn);
  if (reserves.base + net > U64_MAX) return null;
  const paid = (reserves.quote * net) / (reserves.base + net);
  const sent = tokenUnits(paid - ceilDiv(paid * feeRate(terms), WHOLE_PPM));
  const out = afterTransferFee(transferFees.quote, sent);
  return {
    out,
    fee: tokenUnits(amountIn > net ? amountIn - net : paid - out),
    priceImpactBps: impact(net, paid, reserves.base, reserves.quote),
    after: { base: tokenUnits(reserves.base + net), quote: tokenUnits(reserves.quote - paid) },
  };
}

/** 1 − (out/net) / (Rout/Rin), rounded up; no fee counted. */
function impact(net: bigint, out: bigint, reserveIn: bigint, reserveOut: bigint): Bps {
  const fair = net * reserveOut;
  return fair === 0n ? bps(10_000) : bps(Number(ceilDiv((fair - out * reserveIn) * WHOLE_BPS, fair)));
}

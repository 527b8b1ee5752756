import type { CpmmTerms, Reserves } from '../../../shared/pool.ts';
import { bps, tokenUnits, type Bps } from '../../../shared/units.ts';
import type { SwapIn, SwapOut } from './swap-quote.ts';
import { afterTransferFee, isTransferFee } from './transfer-fee.ts';

const WHOLE_PPM = 1_000_000n;
const WHOLE_BPS = 10_000n;
const U64_MAX = (1n << 64n) - 1n;

const isAmount = (value: bigint): boolean => value > 0n && value <= U64_MAX;
const ceilDiv = (value: bigint, divisor: bigint): bigint => (value + divisor - 1n) / divisor;

/** What is taken of the amount that reached the vault: what stays in the pool, and what is set aside there. */
type InputFees = { readonly trade: bigint; readonly creator: bigint };

/**
 * What the program pays for an exact amount in, to the unit (`swap_base_input` and `CurveCalculator::swap_base_input` of
 * raydium-cp-swap at 609780f). Null for amounts and reserves that are not from 1 to 2^64−1, for what overflows there, and
 * where the program refuses because nothing would arrive in the pool or at the trader.
 */
export function quoteCpmm(terms: CpmmTerms, swap: SwapIn): SwapOut | null {
  const { inSide, amountIn, reserves, transferFees } = swap;
  const outSide = inSide === 'base' ? 'quote' : 'base';
  const [reserveIn, reserveOut] = [reserves[inSide], reserves[outSide]];
  if (![reserveIn, reserveOut, amountIn].every(isAmount) || !areTerms(terms)) return null;
  if (!isTransferFee(transferFees.base) || !isTransferFee(transferFees.quote)) return null;

  const arrived = afterTransferFee(transferFees[inSide], amountIn);
  const creatorOnInput = terms.creatorFee === null || [inSide, 'input'].includes(terms.creatorFee.on);
  const fees = inputFees(terms, arrived, creatorOnInput);
  // A vault holds at least its reserve, and no token account holds more than a u64.
  if (arrived === 0n || fees === null || reserveIn + arrived > U64_MAX) return null;
  const net = arrived - fees.trade - fees.creator;
  const swapped = (net * reserveOut) / (reserveIn + net);
  const creatorOfOutput = creatorOnInput ? 0n : ceilDiv(swapped * creatorRate(terms), WHOLE_PPM);
  const sent = tokenUnits(swapped - creatorOfOutput);
  const out = afterTransferFee(transferFees[outSide], sent);
  if (out === 0n) return null;

  const setAside = shareOf(fees.trade, terms.protocolFeePpm) + shareOf(fees.trade, terms.fundFeePpm);
  const kept = amountIn - net;
  return {
    out,
    fee: tokenUnits(kept > 0n ? kept : swapped - out),
    priceImpactBps: impact(net, swapped, reserveIn, reserveOut),
    // What is set aside stays in the vaults and is no longer the pool's to trade; what the creator takes of the output too.
    after: reservesOf(inSide, reserveIn + arrived - setAside - fees.creator, reserveOut - swapped),
  };
}

/** Rates as `update_amm_config` lets a config have them; with others no pool of it could be. */
function areTerms(terms: CpmmTerms): boolean {
  const { tradeFeePpm, protocolFeePpm, fundFeePpm } = terms;
  const all = [tradeFeePpm, protocolFeePpm, fundFeePpm, creatorRate(terms)];
  return (
    all.every((rate) => rate >= 0n) &&
    tradeFeePpm + creatorRate(terms) < WHOLE_PPM &&
    protocolFeePpm + fundFeePpm <= WHOLE_PPM
  );
}

const creatorRate = (terms: CpmmTerms): bigint => terms.creatorFee?.ratePpm ?? 0n;
const shareOf = (fee: bigint, rate: bigint): bigint => (fee * rate) / WHOLE_PPM;

/**
 * Both fees of what goes in are rounded up as one, and then split (each on its own before the program of 2025-11-04).
 * Null where both rates are 0: the split then divides by 0, which the program answers with ZeroTradingTokens.
 */
function inputFees(terms: CpmmTerms, arrived: bigint, withCreator: boolean): InputFees | null {
  if (!withCreator) return { trade: ceilDiv(arrived * terms.tradeFeePpm, WHOLE_PPM), creator: 0n };
  const rate = terms.tradeFeePpm + creatorRate(terms);
  if (rate === 0n) return null;
  const total = ceilDiv(arrived * rate, WHOLE_PPM);
  const creator = (total * creatorRate(terms)) / rate;
  return { trade: total - creator, creator };
}

/** 1 − (out/net) / (Rout/Rin), rounded up; no fee counted. */
function impact(net: bigint, out: bigint, reserveIn: bigint, reserveOut: bigint): Bps {
  const fair = net * reserveOut;
  return bps(Number(ceilDiv((fair - out * reserveIn) * WHOLE_BPS, fair)));
}

function reservesOf(inSide: 'base' | 'quote', afterIn: bigint, afterOut: bigint): Reserves {
  const [into, outOf] = [tokenUnits(afterIn), tokenUnits(afterOut)];
  return inSide === 'base' ? { base: into, quote: outOf } : { base: outOf, quote: into };
}

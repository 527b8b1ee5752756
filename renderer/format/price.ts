import type { OfferQuote } from '../../shared/offer.ts';
import type { Bps } from '../../shared/units.ts';
import { changeBps } from './percent.ts';

type Reserves = Pick<OfferQuote, 'solReserve' | 'tokenReserve'>;

/** SOL for one whole token at the pool's reserves; null while a side is empty. Only for showing. */
export function solPerToken(reserves: Reserves, tokenDecimals: number): number | null {
  if (reserves.tokenReserve <= 0n || reserves.solReserve <= 0n) return null;
  return (Number(reserves.solReserve) / Number(reserves.tokenReserve)) * 10 ** (tokenDecimals - 9);
}

/** The price's move between two moments; exact, by cross multiplication. */
export function priceChangeBps(before: Reserves, now: Reserves): Bps | null {
  return changeBps(before.solReserve * now.tokenReserve, now.solReserve * before.tokenReserve);
}

/** Three significant digits; below a thousandth as a power of ten: `2.10e-7`, `0.0123`, `1.05`, `1230`. */
export function formatPrice(price: number | null): string {
  if (price === null || !Number.isFinite(price) || price <= 0) return '–';
  if (price < 0.001) return price.toExponential(2);
  const rounded = Number(price.toPrecision(3));
  const whole = Math.floor(Math.log10(rounded)) + 1;
  return rounded.toFixed(Math.max(0, 3 - whole));
}

import type { Check, OfferQuote } from '../../../shared/offer.ts';
import type { PoolFacts, PoolListing, Reserves, TradablePool } from '../../../shared/pool.ts';
import { solReserves, solSideOf } from '../../../shared/pool.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { TradingSettings } from '../../../shared/settings.ts';
import type { Lamports, UnixMs } from '../../../shared/units.ts';
import { checksOf } from './checks.ts';
import { mintRefusal } from './mint-refusal.ts';
import { quoteBuy } from './quote-buy.ts';
import { buySize } from './size.ts';
import { tokenMintOf, tradablePool } from './tradable-pool.ts';

export type Assessment =
  | { readonly verdict: 'refused'; readonly refusal: Refusal }
  | {
      readonly verdict: 'sound';
      readonly pool: TradablePool;
      readonly spendLamports: Lamports;
      readonly quote: OfferQuote;
      readonly checks: readonly Check[];
    };

const refused = (refusal: Refusal): Assessment => ({ verdict: 'refused', refusal });

/** What can be said of a pool from its listing alone, before anything is read: null when it deserves a read. */
export function refuseUnread(listing: PoolListing): Refusal | null {
  if (solSideOf(listing) === null) return { code: 'not-a-sol-pair' };
  return listing.program === 'clmm' ? { code: 'not-buyable-yet', program: 'clmm' } : null;
}

/** What the facts say against the pool at any price. */
function refuseKind(listing: PoolListing, { detail }: PoolFacts): Refusal | null {
  if (detail.terms.kind === 'clmm') return { code: 'not-buyable-yet', program: 'clmm' };
  // The facts of the mint are those of the announced token: of another one nothing is known.
  return tokenMintOf(detail) === tokenMintOf(listing)
    ? null
    : { code: 'facts-unavailable', detail: 'the pool is of another token than was announced' };
}

/**
 * Judges the pool itself, at the given reserves: is it one that this trader would buy, for how much, at what
 * price. `cap` bounds the spend to what the trader was shown; `chainMs` is the chain's own clock. `not-open-yet` comes
 * before what the price says and after all else, so that a pool is waited for only where nothing but time is missing.
 */
export function assess(
  listing: PoolListing,
  facts: PoolFacts,
  reserves: Reserves,
  settings: TradingSettings,
  cap: Lamports | null,
  chainMs: UnixMs,
): Assessment {
  const unread = refuseUnread(listing);
  if (unread !== null) return refused(unread);
  const pool = tradablePool(listing, facts);
  if (pool === null) return refused({ code: 'not-a-sol-pair' });
  const flaw = refuseKind(listing, facts) ?? mintRefusal(facts, settings);
  if (flaw !== null) return refused(flaw);
  const { opensAtMs } = facts.detail;
  if (opensAtMs > chainMs) return refused({ code: 'not-open-yet', opensAtMs });
  // On LaunchLab's curve the virtual SOL counts: a new curve has no other, and it prices the swap all the same.
  const { sol } = solReserves(pool.solSide, reserves);
  if (sol < settings.minLiquidityLamports) {
    return refused({
      code: 'too-little-liquidity',
      foundLamports: sol,
      askedLamports: settings.minLiquidityLamports,
    });
  }
  const spendLamports = buySize(settings, sol, cap);
  const quote = quoteBuy(pool, reserves, spendLamports);
  if (quote === null) return refused({ code: 'nothing-out' });
  return quote.impactBps > settings.maxImpactBps
    ? refused({ code: 'impact-too-high', foundBps: quote.impactBps, allowedBps: settings.maxImpactBps })
    : { verdict: 'sound', pool, spendLamports, quote, checks: checksOf(facts) };
}

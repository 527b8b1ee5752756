import type { Check, OfferQuote } from '../../../shared/offer.ts';
import type { PoolFacts, PoolListing, Reserves, TradablePool } from '../../../shared/pool.ts';
import { shownSymbol, solReserves, solSideOf } from '../../../shared/pool.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { TradingSettings } from '../../../shared/settings.ts';
import type { Bps, Lamports, UnixMs } from '../../../shared/units.ts';
import { bps } from '../../../shared/units.ts';
import { buySize } from './size.ts';
import { quoteBuy } from './quote-buy.ts';

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
  return listing.program === 'amm-v4' ? null : { code: 'program-not-supported', program: listing.program };
}

function tradable(listing: PoolListing, facts: PoolFacts): TradablePool | null {
  const solSide = solSideOf(listing);
  if (solSide === null) return null;
  const tokenMint = solSide === 'base' ? listing.quoteMint : listing.baseMint;
  return {
    pool: listing.pool,
    program: listing.program,
    baseMint: listing.baseMint,
    quoteMint: listing.quoteMint,
    solSide,
    tokenMint,
    tokenProgram: facts.mint.tokenProgram,
    tokenDecimals: facts.mint.decimals,
    symbol: shownSymbol(listing.symbol, tokenMint),
    accounts: facts.detail.accounts,
  };
}

function mintRefusal({ mint, lpBurnedBps }: PoolFacts, settings: TradingSettings): Refusal | null {
  if (settings.requireMintRenounced && mint.mintAuthority !== null) {
    return { code: 'mint-authority-set', authority: mint.mintAuthority };
  }
  if (settings.requireNoFreeze && mint.freezeAuthority !== null) {
    return { code: 'freeze-authority-set', authority: mint.freezeAuthority };
  }
  // An unknown share is refused where a share is asked for: what is not known is not safe.
  return settings.minLpBurnedBps > 0 && (lpBurnedBps ?? -1) < settings.minLpBurnedBps
    ? { code: 'lp-not-burned', foundBps: lpBurnedBps, askedBps: settings.minLpBurnedBps }
    : null;
}

const LP_BURNED_WELL: Bps = bps(9_500);

const passed = (yes: boolean): Check['verdict'] => (yes ? 'passed' : 'warned');

function checksOf({ mint, lpBurnedBps }: PoolFacts): readonly Check[] {
  return [
    { code: 'mint-authority', verdict: passed(mint.mintAuthority === null), value: null },
    { code: 'freeze-authority', verdict: passed(mint.freezeAuthority === null), value: null },
    { code: 'lp-burned', verdict: passed((lpBurnedBps ?? 0) >= LP_BURNED_WELL), value: lpBurnedBps },
  ];
}

/**
 * Judges the pool itself, at the given reserves: is it one that this trader would buy, for how much, at what
 * price. `cap` bounds the spend to what the trader was shown.
 */
export function assess(
  listing: PoolListing,
  facts: PoolFacts,
  reserves: Reserves,
  settings: TradingSettings,
  cap: Lamports | null,
  nowMs: UnixMs,
): Assessment {
  const unread = refuseUnread(listing);
  if (unread !== null) return refused(unread);
  const pool = tradable(listing, facts);
  if (pool === null) return refused({ code: 'not-a-sol-pair' });
  if (facts.detail.opensAtMs > nowMs)
    return refused({ code: 'not-open-yet', opensAtMs: facts.detail.opensAtMs });
  const mint = mintRefusal(facts, settings);
  if (mint !== null) return refused(mint);
  const { sol } = solReserves(pool.solSide, reserves);
  if (sol < settings.minLiquidityLamports) {
    return refused({
      code: 'too-little-liquidity',
      foundLamports: sol,
      askedLamports: settings.minLiquidityLamports,
    });
  }
  const spendLamports = buySize(settings, sol, cap);
  const quote = quoteBuy(pool.solSide, reserves, spendLamports);
  if (quote === null) return refused({ code: 'nothing-out' });
  return quote.impactBps > settings.maxImpactBps
    ? refused({ code: 'impact-too-high', foundBps: quote.impactBps, allowedBps: settings.maxImpactBps })
    : { verdict: 'sound', pool, spendLamports, quote, checks: checksOf(facts) };
}

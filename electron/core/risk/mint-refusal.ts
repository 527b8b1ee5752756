import type { PoolFacts } from '../../../shared/pool.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { TradingSettings } from '../../../shared/settings.ts';
import { bps } from '../../../shared/units.ts';

/**
 * A mint that keeps more than this of every transfer is refused, whatever the settings: it is paid on the way in and on
 * the way out, on top of what the swaps cost, and its owner may raise it.
 */
export const MAX_TRANSFER_FEE_BPS = bps(500);

/** LaunchLab's curve has no LP tokens: before its migration nobody can take the liquidity out. */
export const hasLp = ({ detail }: PoolFacts): boolean => detail.terms.kind !== 'launchlab';

/** What the mint and the locked liquidity say against the pool; null when nothing. These do not change with the price. */
export function mintRefusal(facts: PoolFacts, settings: TradingSettings): Refusal | null {
  const { mint, lpBurnedBps } = facts;
  if (mint.riskyExtension !== null) return { code: 'risky-extension', extension: mint.riskyExtension };
  if (mint.transferFee !== null && mint.transferFee.bps > MAX_TRANSFER_FEE_BPS) {
    const { bps: foundBps } = mint.transferFee;
    return { code: 'transfer-fee-too-high', foundBps, allowedBps: MAX_TRANSFER_FEE_BPS };
  }
  if (settings.requireMintRenounced && mint.mintAuthority !== null) {
    return { code: 'mint-authority-set', authority: mint.mintAuthority };
  }
  if (settings.requireNoFreeze && mint.freezeAuthority !== null) {
    return { code: 'freeze-authority-set', authority: mint.freezeAuthority };
  }
  // An unknown share is refused where a share is asked for: what is not known is not safe.
  return hasLp(facts) && settings.minLpBurnedBps > 0 && (lpBurnedBps ?? -1) < settings.minLpBurnedBps
    ? { code: 'lp-not-burned', foundBps: lpBurnedBps, askedBps: settings.minLpBurnedBps }
    : null;
}

import type { TradingSettings } from '../../../shared/settings.ts';
import type { Lamports } from '../../../shared/units.ts';

/**
 * What a buy spends: the trader's size, or less where that would be too large a share of the pool's SOL side.
 * `cap` is what was shown to the trader, which an order never exceeds; null where nobody was asked.
 */
export function buySize(settings: TradingSettings, poolSol: Lamports, cap: Lamports | null): Lamports {
  const share = ((poolSol * BigInt(settings.maxShareOfLiquidityBps)) / 10_000n) as Lamports;
  const size = share < settings.buyLamports ? share : settings.buyLamports;
  return cap !== null && cap < size ? cap : size;
}

import type { TradingSettings } from '../../shared/settings.ts';
import { bps, lamports, millis } from '../../shared/units.ts';

/**
 * Of its own, so that a change of the presets changes no scenario: a buy takes half a percent of the pool's SOL and at
 * most 0.1 SOL, one of 0.05 SOL or more asks, and nothing is sold by rule.
 */
export const RIG_SETTINGS: TradingSettings = {
  approval: { mode: 'auto-below', autoBelowLamports: lamports(50_000_000n) },
  buyLamports: lamports(100_000_000n),
  maxShareOfLiquidityBps: bps(50),
  slippageBps: bps(500),
  maxConcurrentTrades: 3,
  maxTradesPerHour: 600,
  poolCooldownMs: millis(300_000),
  maxPendingPools: 50,
  offerTtlMs: millis(30_000),
  tradeTimeoutMs: millis(30_000),
  minLiquidityLamports: lamports(5_000_000_000n),
  maxImpactBps: bps(500),
  requireMintRenounced: true,
  requireNoFreeze: true,
  minLpBurnedBps: bps(0),
  spendCapLamports: lamports(1_000_000_000_000n),
  lossCapLamports: lamports(1_000_000_000_000n),
  exit: { takeProfitBps: null, stopLossBps: null, maxHoldMs: null },
};

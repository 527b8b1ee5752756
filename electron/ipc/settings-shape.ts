import { z } from 'zod';
import type { TradingSettings } from '../../shared/settings.ts';
import { bps, lamports, millis } from '../../shared/units.ts';

/** Sizes are checked by the engine (`checkSettings`), which answers with the allowed range; here only the kind counts. */
const whole = z.number().int();
const lamportsShape = z.bigint().transform(lamports);
const bpsShape = whole.transform(bps);
const millisShape = whole.transform(millis);

export const settingsShape = z.strictObject({
  approval: z.strictObject({
    mode: z.enum(['auto', 'manual', 'auto-below']),
    autoBelowLamports: lamportsShape,
  }),
  buyLamports: lamportsShape,
  maxShareOfLiquidityBps: bpsShape,
  slippageBps: bpsShape,
  maxConcurrentTrades: whole,
  maxTradesPerHour: whole,
  poolCooldownMs: millisShape,
  maxPendingPools: whole,
  offerTtlMs: millisShape,
  tradeTimeoutMs: millisShape,
  minLiquidityLamports: lamportsShape,
  maxImpactBps: bpsShape,
  requireMintRenounced: z.boolean(),
  requireNoFreeze: z.boolean(),
  minLpBurnedBps: bpsShape,
  spendCapLamports: lamportsShape,
  lossCapLamports: lamportsShape,
  exit: z.strictObject({
    takeProfitBps: bpsShape.nullable(),
    stopLossBps: bpsShape.nullable(),
    maxHoldMs: millisShape.nullable(),
  }),
}) satisfies z.ZodType<TradingSettings>;

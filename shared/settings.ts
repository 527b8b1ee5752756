import type { Bps, Lamports, Millis } from './units.ts';

export type ApprovalMode = 'auto' | 'manual' | 'auto-below';

/** When an approved order may go out without being asked for: below a size, always, or never. */
export type ApprovalSettings = {
  readonly mode: ApprovalMode;
  /** Used by `auto-below`: an order that spends less than this goes out by itself. */
  readonly autoBelowLamports: Lamports;
};

export type ExitSettings = {
  /** Sell all when the position's value has risen by this over its cost; null: never by itself. */
  readonly takeProfitBps: Bps | null;
  /** Sell all when the position's value has fallen by this under its cost; null: never by itself. */
  readonly stopLossBps: Bps | null;
  /** Sell all after this long; null: never by itself. */
  readonly maxHoldMs: Millis | null;
};

/** Everything the trader may change while the desk runs. Journaled when changed. */
export type TradingSettings = {
  readonly approval: ApprovalSettings;
  /** The most that one buy spends, fees and rent apart. */
  readonly buyLamports: Lamports;
  /** A buy spends at most this share of the pool's SOL side, so that small pools get small orders. */
  readonly maxShareOfLiquidityBps: Bps;
  readonly slippageBps: Bps;
  readonly maxConcurrentTrades: number;
  readonly maxTradesPerHour: number;
  readonly poolCooldownMs: Millis;
  readonly maxPendingPools: number;
  /** How long a pool waits for the trader before its offer expires. */
  readonly offerTtlMs: Millis;
  /** After this an order that is not final is `unknown`; it keeps its slot until the chain settles it. */
  readonly tradeTimeoutMs: Millis;
  readonly minLiquidityLamports: Lamports;
  readonly maxImpactBps: Bps;
  readonly requireMintRenounced: boolean;
  readonly requireNoFreeze: boolean;
  readonly minLpBurnedBps: Bps;
  /** Caps of a UTC day. */
  readonly spendCapLamports: Lamports;
  readonly lossCapLamports: Lamports;
  readonly exit: ExitSettings;
};

/** What is allowed for one numeric setting; the config reader, the settings panel and `checkSettings` share it. */
type Range = { readonly min: bigint; readonly max: bigint; readonly says: string };

export const SETTING_RANGES = {
  buyLamports: { min: 1_000_000n, max: 100_000_000_000n, says: '0.001 to 100 SOL' },
  autoBelowLamports: { min: 0n, max: 100_000_000_000n, says: '0 to 100 SOL' },
  maxShareOfLiquidityBps: { min: 1n, max: 1_000n, says: '0.01 % to 10 %' },
  slippageBps: { min: 1n, max: 5_000n, says: '0.01 % to 50 %' },
  maxConcurrentTrades: { min: 1n, max: 16n, says: '1 to 16' },
  maxTradesPerHour: { min: 0n, max: 3_600n, says: '0 to 3600' },
  poolCooldownMs: { min: 0n, max: 86_400_000n, says: '0 to 86400000 ms (a day)' },
  maxPendingPools: { min: 1n, max: 500n, says: '1 to 500' },
  offerTtlMs: { min: 1_000n, max: 600_000n, says: '1000 to 600000 ms' },
  tradeTimeoutMs: { min: 1_000n, max: 120_000n, says: '1000 to 120000 ms' },
  minLiquidityLamports: { min: 0n, max: 1_000_000_000_000n, says: '0 to 1000 SOL' },
  maxImpactBps: { min: 1n, max: 5_000n, says: '0.01 % to 50 %' },
  minLpBurnedBps: { min: 0n, max: 10_000n, says: '0 % to 100 %' },
  spendCapLamports: { min: 0n, max: 10_000_000_000_000n, says: '0 to 10000 SOL' },
  lossCapLamports: { min: 0n, max: 10_000_000_000_000n, says: '0 to 10000 SOL' },
  takeProfitBps: { min: 10n, max: 1_000_000n, says: '0.1 % to 10000 %' },
  stopLossBps: { min: 10n, max: 10_000n, says: '0.1 % to 100 %' },
  maxHoldMs: { min: 1_000n, max: 604_800_000n, says: '1000 to 604800000 ms (a week)' },
} as const satisfies Record<string, Range>;

export type RangedSetting = keyof typeof SETTING_RANGES;
export type SettingProblem = {
  readonly setting: RangedSetting;
  readonly value: string;
  readonly allowed: string;
};

/** Every value of `settings` that is out of its range; an empty list means that they may be used. */
export function checkSettings(settings: TradingSettings): readonly SettingProblem[] {
  const values: Record<RangedSetting, bigint | number | null> = {
    ...settings,
    autoBelowLamports: settings.approval.autoBelowLamports,
    takeProfitBps: settings.exit.takeProfitBps,
    stopLossBps: settings.exit.stopLossBps,
    maxHoldMs: settings.exit.maxHoldMs,
  };
  const problems: SettingProblem[] = [];
  for (const [name, range] of Object.entries(SETTING_RANGES) as [RangedSetting, Range][]) {
    const value = values[name];
    if (value === null) continue;
    const whole = typeof value === 'bigint' || Number.isInteger(value);
    if (!whole || BigInt(value) < range.min || BigInt(value) > range.max) {
      problems.push({ setting: name, value: String(value), allowed: range.says });
    }
  }
  return problems;
}

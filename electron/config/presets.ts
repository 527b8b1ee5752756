import type { TradingSettings } from '../../shared/settings.ts';
import { bps, lamports, millis } from '../../shared/units.ts';
import type { SettingName } from './settings-table.ts';

/** What paper and live start with: the trader is asked about everything, and little can be lost in a day. */
export const NORMAL_SETTINGS: TradingSettings = {
  approval: { mode: 'manual', autoBelowLamports: lamports(50_000_000n) },
  buyLamports: lamports(100_000_000n),
  maxShareOfLiquidityBps: bps(50),
  slippageBps: bps(500),
  maxConcurrentTrades: 3,
  maxTradesPerHour: 10,
  poolCooldownMs: millis(300_000),
  maxPendingPools: 50,
  offerTtlMs: millis(30_000),
  tradeTimeoutMs: millis(30_000),
  minLiquidityLamports: lamports(5_000_000_000n),
  maxImpactBps: bps(500),
  requireMintRenounced: true,
  requireNoFreeze: true,
  minLpBurnedBps: bps(0),
  spendCapLamports: lamports(2_000_000_000n),
  lossCapLamports: lamports(500_000_000n),
  exit: { takeProfitBps: bps(5_000), stopLossBps: bps(2_000), maxHoldMs: null },
};

/** One change of a preset; it is not said when the trader gave the named setting himself. */
export type PresetNote = { readonly text: string; readonly unlessGiven: SettingName | null };

export type Preset = {
  readonly settings: TradingSettings;
  /** What it changes from the normal settings, in words for the window. */
  readonly notes: readonly PresetNote[];
};

const note = (text: string, unlessGiven: SettingName | null = null): PresetNote => ({ text, unlessGiven });

/** What the embedded market starts with: both ways of approving are seen, and the desk stays alive all day. */
export const SIM_PRESET: Preset = {
  settings: {
    ...NORMAL_SETTINGS,
    approval: { mode: 'auto-below', autoBelowLamports: lamports(50_000_000n) },
    maxShareOfLiquidityBps: bps(15),
    maxTradesPerHour: 600,
    spendCapLamports: lamports(1_000_000_000_000n),
    lossCapLamports: lamports(1_000_000_000_000n),
    exit: { takeProfitBps: bps(3_000), stopLossBps: bps(2_000), maxHoldMs: millis(180_000) },
  },
  notes: [
    note('Orders under 0.05 SOL go out by themselves (normally every order asks you).'),
    note(
      'A buy takes at most 0.15 % of what SOL a pool holds (normally 0.5 %), so that half of them are that small.',
    ),
    note('Up to 600 buys in an hour (normally 10).', 'MAX_TRADES_PER_HOUR'),
    note('Daily caps of 1000 SOL spent and 1000 SOL lost (normally 2 and 0.5).'),
    note(
      'Positions are sold at +30 %, at −20 %, or after 3 minutes (normally +50 %, −20 %, and no time limit).',
    ),
  ],
};

import type { DeskMode } from '../../shared/events.ts';
import type { StartProblem } from '../../shared/ipc.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { checkSettings, type TradingSettings } from '../../shared/settings.ts';
import { lamports, millis, type Address, type Lamports, type Millis } from '../../shared/units.ts';
import { readArguments, type DeskArguments } from './arguments.ts';
import { endpointsOf, type ConfiguredEndpoints } from './endpoints.ts';
import { parseEnvFile } from './env-file.ts';
import { readGivenSettings } from './given-settings.ts';
import { modeProblems } from './mode-problems.ts';
import { NORMAL_SETTINGS, SIM_PRESET } from './presets.ts';
import { recordPathProblem, replayOf, replayPathProblem, type ReplaySource } from './replay-path.ts';
import type { GivenSettings } from './settings-table.ts';

/** Everything that the desk is told at start, checked. */
export type Config = ConfiguredEndpoints & {
  readonly mode: DeskMode;
  readonly dataDir: string;
  /** Of the embedded market; null: another one each run. */
  readonly seed: number | null;
  /** Recorded frames or a recorded session; the path is there and holds some. */
  readonly replay: ReplaySource | null;
  /** A file that is not there yet. */
  readonly record: string | null;
  /** Trade at once, without being armed by hand. */
  readonly arm: boolean;
  /** Live only: the file of an unencrypted key. */
  readonly keypairPath: string | null;
  /** Paper only. */
  readonly paper: { readonly wallet: Address | null; readonly lamports: Lamports };
  /** What the desk starts with; what the journal says the trader changed since wins over it. */
  readonly settings: TradingSettings;
  readonly presetNotes: readonly string[];
  /** What was put right in what was given, in sentences for the log and the window. */
  readonly notices: readonly string[];
  readonly reconnectDelayMs: Millis;
  readonly rpcTimeoutMs: Millis;
  readonly wsTimeoutMs: Millis;
  readonly healthCheckIntervalMs: Millis;
  readonly cleanupIntervalMs: Millis;
  readonly asyncLogging: boolean;
  readonly logBufferSize: number;
};

export type ConfigInput = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of the `.env` file, null where there is none. */
  readonly envFileText: string | null;
  /** What the shell has left of the command line. */
  readonly argv: readonly string[];
};

/** Reads everything that the desk is told at start; or says all that is wrong with it, one problem each. */
export function readConfig(input: ConfigInput): Result<Config, readonly StartProblem[]> {
  const file = parseEnvFile(input.envFileText ?? '');
  const { given, problems } = readGivenSettings(input.env, file.entries);
  const args = readArguments(input.argv);
  const mode = given.SWINGAWAY_MODE ?? 'sim';
  const all = [
    ...file.problems,
    ...problems,
    ...(args.ok ? pathProblems(args.value) : args.error),
    // A setting that could not be read is none here: what is said of it already would be said twice.
    ...(args.ok && problems.length === 0 ? modeProblems(mode, given, args.value) : []),
    ...(given.SWINGAWAY_DATA_DIR === undefined && problems.length === 0 ? [NO_DATA_DIR] : []),
  ];
  if (all.length > 0 || !args.ok || given.SWINGAWAY_DATA_DIR === undefined) return err(all);
  const { endpoints, notices } = endpointsOf(mode, given);
  return ok({
    mode,
    dataDir: given.SWINGAWAY_DATA_DIR,
    seed: args.value.seed ?? given.SWINGAWAY_SEED ?? null,
    replay: args.value.replay === null ? null : replayOf(args.value.replay, args.value.pace),
    record: args.value.record,
    arm: mode === 'sim' || args.value.arm,
    keypairPath: mode === 'live' ? (given.SWINGAWAY_DEV_KEYPAIR ?? null) : null,
    paper: {
      wallet: given.SWINGAWAY_PAPER_WALLET ?? null,
      lamports: given.SWINGAWAY_PAPER_SOL ?? lamports(10_000_000_000n),
    },
    settings: tradingSettings(mode, given),
    presetNotes: mode === 'sim' ? presetNotes(given) : [],
    notices,
    ...endpoints,
    ...periods(given),
    asyncLogging: given.ASYNC_LOGGING ?? true,
    logBufferSize: given.LOG_BUFFER_SIZE ?? 100,
  });
}

function pathProblems({ replay, record }: DeskArguments): readonly StartProblem[] {
  const problems = [
    replay === null ? null : replayPathProblem(replay),
    record === null ? null : recordPathProblem(record),
  ];
  return problems.filter((problem) => problem !== null);
}

const NO_DATA_DIR: StartProblem = {
  what: 'SWINGAWAY_DATA_DIR',
  found: 'no data folder was given',
  remedy: 'Set it to the full path of a folder that you can write.',
};

/** The preset of the mode, with what the trader gave in its place. */
function tradingSettings(mode: DeskMode, given: GivenSettings): TradingSettings {
  const preset = mode === 'sim' ? SIM_PRESET.settings : NORMAL_SETTINGS;
  const settings: TradingSettings = {
    ...preset,
    approval: {
      mode: given.APPROVAL ?? preset.approval.mode,
      autoBelowLamports: given.AUTO_BELOW ?? preset.approval.autoBelowLamports,
    },
    buyLamports: given.SOL_AMOUNT ?? preset.buyLamports,
    slippageBps: given.SLIPPAGE ?? preset.slippageBps,
    maxConcurrentTrades: given.MAX_CONCURRENT_TRADES ?? preset.maxConcurrentTrades,
    maxTradesPerHour: given.MAX_TRADES_PER_HOUR ?? preset.maxTradesPerHour,
    poolCooldownMs: given.POOL_COOLDOWN_MS ?? preset.poolCooldownMs,
    maxPendingPools: given.MAX_PENDING_POOLS ?? preset.maxPendingPools,
    tradeTimeoutMs: given.TRADE_TIMEOUT_MS ?? preset.tradeTimeoutMs,
  };
  // Each value was read within its range: one that is not now is a fault of the preset.
  const [fault] = checkSettings(settings);
  if (fault !== undefined) throw new Error(`the settings are out of range: ${fault.setting} ${fault.value}`);
  return settings;
}

function presetNotes(given: GivenSettings): readonly string[] {
  return SIM_PRESET.notes
    .filter(({ unlessGiven }) => unlessGiven === null || given[unlessGiven] === undefined)
    .map(({ text }) => text);
}

function periods(given: GivenSettings) {
  return {
    reconnectDelayMs: given.RECONNECT_DELAY ?? millis(5000),
    rpcTimeoutMs: given.RPC_TIMEOUT_MS ?? millis(5000),
    wsTimeoutMs: given.WS_TIMEOUT_MS ?? millis(10_000),
    healthCheckIntervalMs: given.HEALTH_CHECK_INTERVAL_MS ?? millis(60_000),
    cleanupIntervalMs: given.CLEANUP_INTERVAL_MS ?? millis(300_000),
  };
}

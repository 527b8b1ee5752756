import type { StartProblem } from '../../shared/ipc.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { checkSettings, type TradingSettings } from '../../shared/settings.ts';
import { millis, type Millis } from '../../shared/units.ts';
import { readArguments } from './arguments.ts';
import { parseEnvFile } from './env-file.ts';
import { readGivenSettings } from './given-settings.ts';
import { SIM_PRESET } from './presets.ts';
import { replayPathProblem } from './replay-path.ts';
import type { GivenSettings } from './settings-table.ts';

/** Everything that the desk is told at start, checked. */
export type Config = {
  /** Paper and live are no part of this version. */
  readonly mode: 'sim';
  readonly dataDir: string;
  /** Of the embedded market; null: another one each run. */
  readonly seed: number | null;
  /** Recorded frames to trade on; the path is there and holds some. */
  readonly replay: string | null;
  /** What the desk starts with; what the journal says the trader changed since wins over it. */
  readonly settings: TradingSettings;
  readonly presetNotes: readonly string[];
  /** What was put right in what was given, in sentences for the log and the window. */
  readonly notices: readonly string[];
  /** Announces pools besides the market's own feed. */
  readonly extraFeedUrl: string | null;
  readonly feedEvent: string;
  /** With its key. */
  readonly heliusWsUrl: string | null;
  /** With their keys, the first one first. */
  readonly rpcUrls: readonly string[];
  readonly wsUrl: string | null;
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
  const replayProblem = args.ok && args.value.replay !== null ? replayPathProblem(args.value.replay) : null;
  const all = [
    ...file.problems,
    ...problems,
    ...(args.ok ? [] : args.error),
    ...(replayProblem === null ? [] : [replayProblem]),
    ...modeProblems(given),
    ...(given.SWINGAWAY_DATA_DIR === undefined && problems.length === 0 ? [NO_DATA_DIR] : []),
  ];
  if (all.length > 0 || !args.ok || given.SWINGAWAY_DATA_DIR === undefined) return err(all);
  return ok({
    mode: 'sim',
    dataDir: given.SWINGAWAY_DATA_DIR,
    seed: args.value.seed ?? given.SWINGAWAY_SEED ?? null,
    replay: args.value.replay,
    settings: tradingSettings(given),
    presetNotes: presetNotes(given),
    notices: notices(given),
    ...endpoints(given),
    ...periods(given),
    asyncLogging: given.ASYNC_LOGGING ?? true,
    logBufferSize: given.LOG_BUFFER_SIZE ?? 100,
  });
}

function modeProblems(given: GivenSettings): readonly StartProblem[] {
  const mode = given.SWINGAWAY_MODE ?? 'sim';
  if (mode === 'sim') return [];
  const found = `${mode} is not there yet: this version trades on its embedded market only`;
  return [{ what: 'SWINGAWAY_MODE', found, remedy: 'Remove it, or set it to sim.' }];
}

const NO_DATA_DIR: StartProblem = {
  what: 'SWINGAWAY_DATA_DIR',
  found: 'no data folder was given',
  remedy: 'Set it to the full path of a folder that you can write.',
};

/** The preset, with what the trader gave in its place. */
function tradingSettings(given: GivenSettings): TradingSettings {
  const preset = SIM_PRESET.settings;
  const settings: TradingSettings = {
    ...preset,
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

function endpoints(given: GivenSettings) {
  const rpc = [given.HELIUS_RPC_URL, given.RPC_URL].filter((each) => each !== undefined);
  return {
    extraFeedUrl: given.FEED_URL ?? null,
    feedEvent: given.FEED_EVENT ?? 'newPool',
    heliusWsUrl: given.HELIUS_WS_URL ?? null,
    rpcUrls: rpc.map(({ url }) => url),
    wsUrl: given.WS_URL ?? null,
  };
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

/** Settings that the sim has no use for are said to be unused, so that nobody takes it for the real market. */
const REAL_ONLY = ['HELIUS_RPC_URL', 'HELIUS_WS_URL', 'RPC_URL', 'WS_URL'] as const;

function notices(given: GivenSettings): readonly string[] {
  const corrected = (['HELIUS_RPC_URL', 'RPC_URL'] as const)
    .filter((name) => given[name]?.corrected === true)
    .map((name) => `${name} was given in its websocket form; its https form is used.`);
  const unused = REAL_ONLY.filter((name) => given[name] !== undefined);
  if (unused.length === 0) return corrected;
  const verb = unused.length === 1 ? 'is' : 'are';
  return [...corrected, `${unused.join(', ')} ${verb} not used in sim mode: the market is the embedded one.`];
}

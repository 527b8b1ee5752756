import { milliseconds, percent, seconds, solAmount, wholeNumber } from './number-readers.ts';
import { feedUrl, rpcUrl, socketUrl } from './url-readers.ts';
import { eventName, folderPath, oneOf, trueOrFalse, type Reader } from './setting-readers.ts';

/** One environment name. `standard` is its value when nothing is given, as it would be written; null for none. */
export type Setting<T> = {
  readonly reader: Reader<T>;
  readonly standard: string | null;
  /** For docs/settings.md. */
  readonly about: string;
  /** Its value can hold a key, and is shown without it. */
  readonly isAddress?: true;
};

const setting = <T>(reader: Reader<T>, standard: string | null, about: string): Setting<T> => ({
  reader,
  standard,
  about,
});

const address = <T>(reader: Reader<T>, about: string): Setting<T> => ({
  reader,
  standard: null,
  about,
  isAddress: true,
});

/** Every name that is read from the environment, `.env` included, in the order of docs/settings.md. */
export const SETTINGS = {
  SWINGAWAY_MODE: setting(
    oneOf(['sim', 'paper', 'live']),
    'sim',
    'Which market: the embedded one (sim), the real one without sending (paper), the real one (live). In this version only sim runs.',
  ),
  SWINGAWAY_DATA_DIR: setting(
    folderPath,
    null,
    'Where the journal, the logs and the window’s own files are kept. Left out, it is the usual place of your system.',
  ),
  SWINGAWAY_RUNTIME: setting(
    oneOf(['official', 'stand-in']),
    null,
    'Which Electron the start script uses; left out, it decides itself.',
  ),
  SWINGAWAY_SEED: setting(
    wholeNumber({ min: 0n, max: 4_294_967_295n, says: '0 to 4294967295' }),
    null,
    'The embedded market of the same seed is the same market. Left out, every start has another one.',
  ),
  SOL_AMOUNT: setting(solAmount('buyLamports'), '0.1', 'The most that one buy spends, in SOL.'),
  SLIPPAGE: setting(
    percent('slippageBps'),
    '5',
    'How much less than the quote an order may bring, in percent.',
  ),
  MAX_CONCURRENT_TRADES: setting(
    wholeNumber('maxConcurrentTrades'),
    '3',
    'How many orders may be under way at once.',
  ),
  MAX_TRADES_PER_HOUR: setting(
    wholeNumber('maxTradesPerHour'),
    '10',
    'How many buys are allowed in any 60 minutes, across restarts.',
  ),
  POOL_COOLDOWN_MS: setting(milliseconds('poolCooldownMs'), '300000', 'How long a pool is not bought again.'),
  MAX_PENDING_POOLS: setting(
    wholeNumber('maxPendingPools'),
    '50',
    'How many pools may wait for your approval at once.',
  ),
  TRADE_TIMEOUT_MS: setting(
    milliseconds('tradeTimeoutMs'),
    '30000',
    'After this an order that is not final counts as unknown; it is followed on.',
  ),
  FEED_URL: address(feedUrl, 'The Socket.IO server that announces pools (see feeds.md).'),
  FEED_EVENT: setting(eventName, 'newPool', 'The event under which it announces them.'),
  HELIUS_RPC_URL: address(rpcUrl, 'Helius’ RPC endpoint with its key, used first.'),
  HELIUS_WS_URL: address(socketUrl, 'Helius’ websocket with its key, a feed by itself.'),
  RPC_URL: address(rpcUrl, 'Another RPC endpoint, used beside it.'),
  WS_URL: address(socketUrl, 'Its websocket.'),
  RPC_TIMEOUT_MS: setting(
    milliseconds({ min: 100n, max: 60_000n, says: '100 to 60000 ms' }),
    '5000',
    'How long a call to an RPC endpoint may take.',
  ),
  WS_TIMEOUT_MS: setting(
    milliseconds({ min: 100n, max: 120_000n, says: '100 to 120000 ms' }),
    '10000',
    'How long a feed may take to connect, and to answer a ping.',
  ),
  RECONNECT_DELAY: setting(
    seconds({ min: 100n, max: 300_000n, says: '0.1 to 300 s' }),
    '5',
    'How long to wait before the first attempt to connect again, in seconds; it doubles up to 30.',
  ),
  CLEANUP_INTERVAL_MS: setting(
    milliseconds({ min: 1000n, max: 86_400_000n, says: '1000 to 86400000 ms (a day)' }),
    '300000',
    'How often what is out of date is cleared from memory.',
  ),
  HEALTH_CHECK_INTERVAL_MS: setting(
    milliseconds({ min: 1000n, max: 3_600_000n, says: '1000 to 3600000 ms (an hour)' }),
    '60000',
    'How often endpoints are checked.',
  ),
  ASYNC_LOGGING: setting(
    trueOrFalse,
    'true',
    'Whether log lines wait in a queue and are written in batches.',
  ),
  LOG_BUFFER_SIZE: setting(
    wholeNumber({ min: 1n, max: 10_000n, says: '1 to 10000' }),
    '100',
    'After how many waiting lines a batch is written.',
  ),
} as const satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof SETTINGS;

/** What was given, by name; a name that was not given is not there. */
export type GivenSettings = {
  readonly [N in SettingName]?: (typeof SETTINGS)[N] extends Setting<infer T> ? T : never;
};

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);

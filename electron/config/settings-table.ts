import { milliseconds, percent, seconds, solAmount, wholeNumber } from './number-readers.ts';
import { feedUrl, rpcUrl, socketUrl } from './url-readers.ts';
import {
  eventName,
  filePath,
  folderPath,
  oneOf,
  publicAddress,
  trueOrFalse,
  type Reader,
} from './setting-readers.ts';

/** One environment name. `standard` is its value when nothing is given, as it would be written; null for none. */
export type Setting<T> = {
  readonly reader: Reader<T>;
  readonly standard: string | null;
  /** For docs/settings.md. */
  readonly about: string;
  /** Its value can hold a key, and is shown without it. */
  readonly isAddress?: true;
  /** Its value is never shown: people put a key where its file was asked for. */
  readonly isSecret?: true;
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
    'Which market: the embedded one (sim), the real one without sending anything (paper), the real one (live).',
  ),
  SWINGAWAY_DATA_DIR: setting(
    folderPath,
    null,
    'Where the journal, the logs and the window’s own files are kept. Left out, it is the usual place of your system.',
  ),
  SWINGAWAY_DEV_KEYPAIR: {
    reader: filePath,
    standard: null,
    about:
      'For live mode with endpoints on this machine only: the file of an unencrypted key, as `solana-keygen` writes it.',
    isSecret: true,
  },
  SWINGAWAY_PAPER_WALLET: {
    reader: publicAddress,
    standard: null,
    about:
      'For paper mode: the public address that simulated orders are paid from. Left out, or without SOL, fills are our own quotes.',
    isSecret: true,
  },
  SWINGAWAY_PAPER_SOL: setting(
    solAmount({ min: 0n, max: 1_000_000_000_000_000n, says: '0 to 1000000' }),
    '10',
    'For paper mode: how much SOL the desk plays with, anew each start.',
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
  APPROVAL: setting(
    oneOf(['manual', 'auto', 'auto-below']),
    'manual',
    'Which buys ask you: all of them, none, or those of AUTO_BELOW and more.',
  ),
  AUTO_BELOW: setting(
    solAmount('autoBelowLamports'),
    '0.05',
    'With APPROVAL=auto-below: buys under this many SOL go out by themselves.',
  ),
  FEED_URL: address(feedUrl, 'The Socket.IO server that announces pools (see feeds.md).'),
  FEED_EVENT: setting(eventName, 'newPool', 'The event under which it announces them.'),
  LOGS_FEED: setting(
    trueOrFalse,
    'true',
    'Whether the desk listens to the chain’s own logs (`logsSubscribe` on WS_URL) as a feed of new pools.',
  ),
  HELIUS_RPC_URL: address(rpcUrl, 'Helius’ RPC endpoint with its key, used first.'),
  HELIUS_WS_URL: address(socketUrl, 'Helius’ websocket with its key, a feed by itself.'),
  RPC_URL: address(rpcUrl, 'Another RPC endpoint, used beside it.'),
  WS_URL: address(
    socketUrl,
    'The websocket for notices from the chain. Left out, it is made of the first RPC address, as Solana’s tools do.',
  ),
  RPC_REQUESTS_PER_SECOND: setting(
    wholeNumber({ min: 1n, max: 10_000n, says: '1 to 10000' }),
    '50',
    'How many requests a second an RPC endpoint is given at most; what trades goes first.',
  ),
  JITO_URL: address(rpcUrl, 'A Jito block engine, as one more way to send; orders then carry JITO_TIP.'),
  JITO_TIP: setting(
    solAmount({ min: 1_000n, max: 100_000_000n, says: '0.000001 to 0.1' }),
    '0.00001',
    'What an order tips Jito, in SOL.',
  ),
  HELIUS_SENDER_URL: address(
    rpcUrl,
    'Helius Sender, as one more way to send; orders then carry HELIUS_SENDER_TIP.',
  ),
  HELIUS_SENDER_TIP: setting(
    solAmount({ min: 5_000n, max: 100_000_000n, says: '0.000005 to 0.1' }),
    '0.0002',
    'What an order tips Helius, in SOL; the least that it takes depends on your plan.',
  ),
  RPC_TIMEOUT_MS: setting(
    milliseconds({ min: 100n, max: 60_000n, says: '100 to 60000 ms' }),
    '5000',
    'How long a call to an RPC endpoint may take.',
  ),
  WS_TIMEOUT_MS: setting(
    milliseconds({ min: 100n, max: 120_000n, says: '100 to 120000 ms' }),
    '10000',
    'How long a feed may take to connect and to be subscribed.',
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

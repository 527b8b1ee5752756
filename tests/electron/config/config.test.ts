import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig, type Config, type ConfigInput } from '../../../electron/config/config.ts';
import { NORMAL_SETTINGS, SIM_PRESET } from '../../../electron/config/presets.ts';
import { SETTINGS, type SettingName } from '../../../electron/config/settings-table.ts';
import type { StartProblem } from '../../../shared/ipc.ts';
import { checkSettings } from '../../../shared/settings.ts';

const KEY = 'c0ffee00-dead-4bad-8bad-c0ffee00dead';
const DATA = { SWINGAWAY_DATA_DIR: '/data' };

function read(input: Partial<ConfigInput>) {
  return readConfig({ envFileText: null, argv: [], ...input, env: { ...DATA, ...input.env } });
}

function config(input: Partial<ConfigInput> = {}): Config {
  const result = read(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function problems(input: Partial<ConfigInput>): readonly StartProblem[] {
  const result = read(input);
  if (result.ok) throw new Error('accepted');
  return result.error;
}

describe('the configuration', () => {
  it('is the sim’s preset when nothing is given', () => {
    expect(config()).toEqual({
      mode: 'sim',
      dataDir: '/data',
      seed: null,
      replay: null,
      settings: SIM_PRESET.settings,
      presetNotes: SIM_PRESET.notes.map(({ text }) => text),
      notices: [],
      record: null,
      arm: true,
      keypairPath: null,
      paper: { wallet: null, lamports: 10_000_000_000n },
      feedUrl: null,
      feedEvent: 'newPool',
      logsFeed: true,
      heliusWsUrl: null,
      rpcUrls: [],
      wsUrl: null,
      rpcRequestsPerSecond: 50,
      jito: null,
      heliusSender: null,
      reconnectDelayMs: 5000,
      rpcTimeoutMs: 5000,
      wsTimeoutMs: 10_000,
      healthCheckIntervalMs: 60_000,
      cleanupIntervalMs: 300_000,
      asyncLogging: true,
      logBufferSize: 100,
    });
  });

  it('takes what is given explicitly over the preset, and then does not say that the preset changed it', () => {
    const { settings, presetNotes } = config({
      env: {
        SOL_AMOUNT: '0.25',
        SLIPPAGE: '7.5',
        MAX_CONCURRENT_TRADES: '2',
        MAX_TRADES_PER_HOUR: '12',
        POOL_COOLDOWN_MS: '1000',
        MAX_PENDING_POOLS: '7',
        TRADE_TIMEOUT_MS: '20000',
      },
    });
    expect(settings).toEqual({
      ...SIM_PRESET.settings,
      buyLamports: 250_000_000n,
      slippageBps: 750,
      maxConcurrentTrades: 2,
      maxTradesPerHour: 12,
      poolCooldownMs: 1000,
      maxPendingPools: 7,
      tradeTimeoutMs: 20_000,
    });
    expect(presetNotes.join()).not.toContain('buys in an hour');
    expect(presetNotes).toHaveLength(SIM_PRESET.notes.length - 1);
  });

  it('takes the environment over the file, and the command line over both', () => {
    const envFileText = 'LOG_BUFFER_SIZE=5\nSWINGAWAY_SEED=1\nRECONNECT_DELAY=0.5\nASYNC_LOGGING=false';
    const env = { LOG_BUFFER_SIZE: '6', SWINGAWAY_SEED: '2' };
    const { logBufferSize, seed, reconnectDelayMs, asyncLogging } = config({
      env,
      envFileText,
      argv: ['--seed', '3'],
    });
    expect([logBufferSize, seed, reconnectDelayMs, asyncLogging]).toEqual([6, 3, 500, false]);
  });

  it('counts an empty value as none', () => {
    expect(config({ env: { SOL_AMOUNT: ' ' }, envFileText: 'SOL_AMOUNT=0.2' }).settings.buyLamports).toBe(
      200_000_000n,
    );
  });

  it('passes over what belongs to other programs', () => {
    expect(config({ env: { PATH: '/bin', SLIPPAG: '1' }, envFileText: 'EDITOR=vi' }).mode).toBe('sim');
  });

  it.each([
    ['POOL_COOLDOWN_MS', '5m', '5m is 300000'],
    ['RECONNECT_DELAY', '5000', '5000 ms is 5'],
    ['MAX_TRADES_PER_HOUR', '-1', 'it cannot be negative'],
    ['SOL_AMOUNT', '0,1', 'with a point: 0.1'],
    ['SLIPPAGE', '500', '500 bps is 5'],
    ['ASYNC_LOGGING', 'yes', 'true or false'],
    ['SWINGAWAY_SEED', 'x', '0 to 4294967295'],
  ])('refuses %s=%s in one line with name, value, what is allowed and the remedy', (name, value, hint) => {
    const [problem, ...others] = problems({ env: { [name]: value } });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ what: name, found: `“${value}” (the environment)` });
    expect(problem?.remedy).toContain(hint);
    expect(JSON.stringify(problem)).not.toContain(String.raw`\n`);
  });

  it('says in which line of the file a value stands', () => {
    expect(problems({ envFileText: '# mine\nSLIPPAGE=5%' })).toMatchObject([
      { what: 'SLIPPAGE', found: '“5%” (.env, line 2)' },
    ]);
  });

  it('refuses unknown names with our prefix, and in the file names that are almost ours', () => {
    expect(problems({ env: { SWINGAWAY_MOED: 'sim', SWINGAWAY_WALLET: 'x' } })).toMatchObject([
      { what: 'SWINGAWAY_MOED', remedy: 'Did you mean SWINGAWAY_MODE? Else remove it.' },
      { what: 'SWINGAWAY_WALLET', remedy: expect.stringContaining('SWINGAWAY_DATA_DIR') },
    ]);
    expect(problems({ envFileText: 'MAX_CONCURENT_TRADES=1\nsol_amount=1' })).toMatchObject([
      { what: 'MAX_CONCURENT_TRADES', remedy: 'Did you mean MAX_CONCURRENT_TRADES? Else remove it.' },
      { what: 'sol_amount', remedy: 'Did you mean SOL_AMOUNT? Else remove it.' },
    ]);
  });

  it('refuses a key pair where no key is loaded, without showing what was given', () => {
    const paper = { SWINGAWAY_MODE: 'paper', RPC_URL: 'http://127.0.0.1:8899' };
    for (const env of [{}, paper]) {
      const found = problems({ env: { ...env, SWINGAWAY_DEV_KEYPAIR: `/${KEY}` } });
      expect(found).toMatchObject([{ what: 'SWINGAWAY_DEV_KEYPAIR' }]);
      expect(JSON.stringify(found)).not.toContain(KEY);
    }
    const pasted = problems({ env: { SWINGAWAY_DEV_KEYPAIR: `[${KEY}]`, SWINGAWAY_PAPER_WALLET: KEY } });
    expect(pasted).toMatchObject([
      { what: 'SWINGAWAY_DEV_KEYPAIR', found: '(not shown) (the environment)' },
      { what: 'SWINGAWAY_PAPER_WALLET', found: '(not shown) (the environment)' },
    ]);
  });

  it('takes paper mode with an RPC endpoint, with the normal settings, not armed', () => {
    const paper = config({
      env: {
        SWINGAWAY_MODE: 'paper',
        HELIUS_RPC_URL: 'https://h.example/?api-key=1',
        SWINGAWAY_PAPER_SOL: '2.5',
      },
    });
    expect(paper).toMatchObject({
      mode: 'paper',
      arm: false,
      settings: NORMAL_SETTINGS,
      presetNotes: [],
      keypairPath: null,
      paper: { wallet: null, lamports: 2_500_000_000n },
      rpcUrls: ['https://h.example/?api-key=1'],
      wsUrl: 'wss://h.example/?api-key=1',
    });
    expect(problems({ env: { SWINGAWAY_MODE: 'paper', LOGS_FEED: 'false' } })).toMatchObject([
      { what: 'RPC_URL' },
      { what: 'LOGS_FEED' },
    ]);
  });

  it('takes live mode with the file of a key and endpoints on this machine, armed only when told', () => {
    const env = {
      SWINGAWAY_MODE: 'live',
      SWINGAWAY_DEV_KEYPAIR: '/keys/dev.json',
      RPC_URL: 'http://127.0.0.1:8899',
      FEED_URL: 'http://localhost:4000',
      HELIUS_WS_URL: 'ws://[::1]:8901',
    };
    expect(config({ env })).toMatchObject({
      mode: 'live',
      arm: false,
      keypairPath: '/keys/dev.json',
      wsUrl: 'ws://127.0.0.1:8900/',
      settings: NORMAL_SETTINGS,
    });
    expect(config({ env, argv: ['--arm'] }).arm).toBe(true);
    const { SWINGAWAY_DEV_KEYPAIR: _, ...keyless } = env;
    expect(problems({ env: keyless })).toMatchObject([{ what: 'SWINGAWAY_DEV_KEYPAIR' }]);
  });

  it.each([
    ['RPC_URL', `https://h.example/?api-key=${KEY}`],
    ['WS_URL', 'wss://127.0.0.1.h.example/'],
    ['FEED_URL', 'http://localhost.h.example'],
    ['HELIUS_WS_URL', 'wss://user@h.example'],
    ['JITO_URL', 'https://10.0.0.1'],
    ['HELIUS_SENDER_URL', 'http://127.0.0.1@h.example'],
  ])('refuses live mode with %s on another machine', (name, url) => {
    const env = {
      SWINGAWAY_MODE: 'live',
      SWINGAWAY_DEV_KEYPAIR: '/keys/dev.json',
      RPC_URL: 'http://127.0.0.1:8899',
      [name]: url,
    };
    const found = problems({ env });
    expect(found).toMatchObject([{ what: name, found: expect.stringContaining('on another machine') }]);
    expect(JSON.stringify(found)).not.toContain(KEY);
  });

  it('makes the senders that ask for a tip of their addresses', () => {
    const { jito, heliusSender } = config({
      env: {
        SWINGAWAY_MODE: 'paper',
        RPC_URL: 'http://127.0.0.1:1',
        JITO_URL: 'https://jito.example',
        HELIUS_SENDER_URL: 'https://sender.example/fast',
        HELIUS_SENDER_TIP: '0.001',
      },
    });
    expect(jito).toEqual({ url: 'https://jito.example/api/v1/transactions', tipLamports: 10_000n });
    expect(heliusSender).toEqual({ url: 'https://sender.example/fast', tipLamports: 1_000_000n });
  });

  it('uses the https form of a HELIUS_RPC_URL given as wss, and says so, without the key', () => {
    const env = {
      HELIUS_RPC_URL: `wss://mainnet.helius-rpc.com/?api-key=${KEY}`,
      RPC_URL: 'https://h.example',
    };
    const { rpcUrls, notices } = config({ env: { ...env, SWINGAWAY_MODE: 'paper' } });
    expect(rpcUrls).toEqual([`https://mainnet.helius-rpc.com/?api-key=${KEY}`, 'https://h.example']);
    expect(notices).toEqual(['HELIUS_RPC_URL was given in its websocket form; its https form is used.']);
    expect(config({ env }).notices).toEqual([
      ...notices,
      'HELIUS_RPC_URL, RPC_URL are not used in sim mode: the market is the embedded one.',
    ]);
  });

  it('shows no key of an address that it refuses', () => {
    const env = Object.fromEntries(
      ['HELIUS_RPC_URL', 'HELIUS_WS_URL', 'RPC_URL', 'WS_URL', 'FEED_URL'].map((name) => [
        name,
        `gopher://h.example/${KEY}?api-key=${KEY}`,
      ]),
    );
    const found = problems({ env });
    expect(found).toHaveLength(5);
    expect(JSON.stringify(found)).not.toContain(KEY);
  });

  it('says everything that is wrong at once', () => {
    const found = problems({
      env: { SOL_AMOUNT: 'all', SWINGAWAY_MODE: 'real' },
      envFileText: 'nonsense\nSLIPPAGE=5%',
      argv: ['--moon'],
    });
    expect(found.map(({ what }) => what).toSorted()).toEqual([
      '--moon',
      '.env, line 1',
      'SLIPPAGE',
      'SOL_AMOUNT',
      'SWINGAWAY_MODE',
    ]);
  });

  it('needs a data folder', () => {
    expect(readConfig({ env: {}, envFileText: null, argv: [] })).toMatchObject({
      ok: false,
      error: [{ what: 'SWINGAWAY_DATA_DIR', found: 'no data folder was given' }],
    });
  });

  it('takes a replay path that holds frames, and refuses one that does not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'swingaway-config-'));
    try {
      expect(problems({ argv: ['--replay', folder] })).toMatchObject([{ what: '--replay' }]);
      writeFileSync(join(folder, 'frame.json'), '{}');
      expect(config({ argv: ['--replay', folder] }).replay).toEqual({ kind: 'frames', path: folder });
      const session = join(folder, 'day.jsonl');
      expect(problems({ argv: ['--replay', session] })).toMatchObject([{ what: '--replay' }]);
      expect(config({ argv: ['--record', session] }).record).toBe(session);
      writeFileSync(session, '');
      expect(problems({ argv: ['--record', session] })).toMatchObject([{ what: '--record' }]);
      expect(config({ argv: ['--replay', session, '--pace', '20'] }).replay).toEqual({
        kind: 'session',
        path: session,
        pace: 20,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is sound or refused, whatever the settings are', () => {
    const names = Object.keys(SETTINGS).filter((name) => name !== 'SWINGAWAY_DATA_DIR');
    const text = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 4 }), (env) => {
        const result = read({ env });
        if (result.ok) expect(checkSettings(result.value.settings)).toEqual([]);
        else
          for (const { what, found, remedy } of result.error) expect([what, found, remedy]).not.toContain('');
      }),
      { numRuns: 300 },
    );
  });
});

describe('the presets', () => {
  it('are within the ranges of the settings', () => {
    expect(checkSettings(NORMAL_SETTINGS)).toEqual([]);
    expect(checkSettings(SIM_PRESET.settings)).toEqual([]);
  });

  it('say every group of values that the sim changes', () => {
    const changed = Object.entries(SIM_PRESET.settings)
      .filter(([name, value]) => {
        const normal: unknown = Reflect.get(NORMAL_SETTINGS, name);
        return toText(value) !== toText(normal);
      })
      .map(([name]) => name);
    expect(changed).toEqual([
      'approval',
      'maxShareOfLiquidityBps',
      'maxTradesPerHour',
      'spendCapLamports',
      'lossCapLamports',
      'exit',
    ]);
    expect(SIM_PRESET.notes).toHaveLength(5);
  });

  it('start from what the table of settings calls standard', () => {
    const standard: Partial<Record<SettingName, unknown>> = {
      SOL_AMOUNT: NORMAL_SETTINGS.buyLamports,
      SLIPPAGE: NORMAL_SETTINGS.slippageBps,
      MAX_CONCURRENT_TRADES: NORMAL_SETTINGS.maxConcurrentTrades,
      MAX_TRADES_PER_HOUR: NORMAL_SETTINGS.maxTradesPerHour,
      POOL_COOLDOWN_MS: NORMAL_SETTINGS.poolCooldownMs,
      MAX_PENDING_POOLS: NORMAL_SETTINGS.maxPendingPools,
      TRADE_TIMEOUT_MS: NORMAL_SETTINGS.tradeTimeoutMs,
      SWINGAWAY_MODE: 'sim',
      SWINGAWAY_PAPER_SOL: config().paper.lamports,
      APPROVAL: NORMAL_SETTINGS.approval.mode,
      AUTO_BELOW: NORMAL_SETTINGS.approval.autoBelowLamports,
      LOGS_FEED: config().logsFeed,
      RPC_REQUESTS_PER_SECOND: config().rpcRequestsPerSecond,
      JITO_TIP: 10_000n,
      HELIUS_SENDER_TIP: 200_000n,
      FEED_EVENT: config().feedEvent,
      RPC_TIMEOUT_MS: config().rpcTimeoutMs,
      WS_TIMEOUT_MS: config().wsTimeoutMs,
      RECONNECT_DELAY: config().reconnectDelayMs,
      CLEANUP_INTERVAL_MS: config().cleanupIntervalMs,
      HEALTH_CHECK_INTERVAL_MS: config().healthCheckIntervalMs,
      ASYNC_LOGGING: config().asyncLogging,
      LOG_BUFFER_SIZE: config().logBufferSize,
    };
    const table = Object.entries(SETTINGS).flatMap(([name, { reader, standard: text }]) =>
      text === null ? [] : [[name, reader.read(text)]],
    );
    const expected = Object.entries(standard).map(([name, value]) => [name, { ok: true, value }]);
    expect(Object.fromEntries(table)).toEqual(Object.fromEntries(expected));
  });
});

const toText = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

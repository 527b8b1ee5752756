import { describe, expect, it } from 'vitest';
import { readConfig, type Config } from '../../../electron/config/config.ts';
import { StartFailure } from '../../../electron/wiring/start-failure.ts';
import { openVenue, type StartMarket } from '../../../electron/wiring/venue.ts';
import { err, ok } from '../../../shared/result.ts';

const MARKET = { rpcUrl: 'http://m/', wsUrl: 'ws://m/', feedUrl: 'http://m-feed/', genesis: 'G' };
const noMarket: StartMarket = () => Promise.reject(new Error('no market was to be started'));

function configOf(env: Readonly<Record<string, string>>, argv: readonly string[] = []): Config {
  const read = readConfig({ env: { SWINGAWAY_DATA_DIR: '/d', ...env }, envFileText: null, argv });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

describe('where the desk trades', () => {
  it('is the embedded market in sim mode, whose own feed comes before the trader’s', async () => {
    const asked: (readonly string[])[] = [];
    const config = configOf({ FEED_URL: 'http://mine/', RPC_URL: 'http://unused/' }, ['--seed', '7']);
    const venue = await openVenue(config, (args) => {
      asked.push(args);
      return Promise.resolve(ok(MARKET));
    });
    expect(asked).toEqual([['--seed', '7']]);
    expect(venue).toMatchObject({
      rpcUrls: ['http://m/'],
      wsUrl: 'ws://m/',
      socketIoUrls: ['http://m-feed/', 'http://mine/'],
      heliusWsUrl: null,
      logsFeed: true,
    });
  });

  it('is what the trader named in the other modes, and no market is started', async () => {
    const env = { SWINGAWAY_MODE: 'paper', RPC_URL: 'https://a/', HELIUS_RPC_URL: 'https://h/?api-key=k' };
    const config = configOf({ ...env, HELIUS_WS_URL: 'wss://h/?api-key=k', LOGS_FEED: 'false' });
    expect(await openVenue(config, noMarket)).toMatchObject({
      rpcUrls: ['https://h/?api-key=k', 'https://a/'],
      wsUrl: 'wss://h/?api-key=k',
      socketIoUrls: [],
      heliusWsUrl: 'wss://h/?api-key=k',
      logsFeed: false,
    });
  });

  it('is a failed start when the market does not come up', async () => {
    const problem = { what: 'the market', found: 'no', remedy: 'try' };
    await expect(openVenue(configOf({}), async () => err(problem))).rejects.toThrow(StartFailure);
  });
});

import type { StartProblem } from '../../shared/ipc.ts';
import type { Result } from '../../shared/result.ts';
import type { Config } from '../config/config.ts';
import { StartFailure } from './start-failure.ts';

/** An embedded market that runs: where to reach it. */
export type MarketAddresses = {
  readonly rpcUrl: string;
  readonly wsUrl: string;
  readonly feedUrl: string;
  readonly genesis: string;
};

export type StartMarket = (args: readonly string[]) => Promise<Result<MarketAddresses, StartProblem>>;

/** Where the desk trades: the chain's endpoints and the servers that announce pools, with their keys. */
export type Venue = {
  /** What to call it where it cannot be reached. */
  readonly name: string;
  readonly rpcUrls: readonly string[];
  readonly wsUrl: string;
  readonly socketIoUrls: readonly string[];
  readonly heliusWsUrl: string | null;
  readonly logsFeed: boolean;
};

/** The embedded market, which is started, or the endpoints that the trader named. */
export async function openVenue(config: Config, startMarket: StartMarket): Promise<Venue> {
  const { feedUrl, heliusWsUrl, rpcUrls, wsUrl, logsFeed } = config;
  const extra = feedUrl === null ? [] : [feedUrl];
  if (config.mode !== 'sim') {
    if (wsUrl === null) throw new Error('a configuration without a websocket for notices');
    return { name: 'the chain', rpcUrls, wsUrl, socketIoUrls: extra, heliusWsUrl, logsFeed };
  }
  const started = await startMarket(marketArguments(config));
  if (!started.ok) throw new StartFailure(started.error);
  const market = started.value;
  const replaysFrames = config.replay?.kind === 'frames';
  return {
    name: 'the embedded market’s chain',
    rpcUrls: [market.rpcUrl],
    wsUrl: market.wsUrl,
    // Recorded frames are announced as what they were recorded from.
    socketIoUrls: replaysFrames ? extra : [market.feedUrl, ...extra],
    heliusWsUrl: replaysFrames ? market.wsUrl : null,
    logsFeed: logsFeed && !replaysFrames,
  };
}

function marketArguments({ seed, replay }: Config): readonly string[] {
  return [
    ...(seed === null ? [] : ['--seed', String(seed)]),
    ...(replay?.kind === 'frames' ? ['--replay', replay.path] : []),
  ];
}

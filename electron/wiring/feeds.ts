import { millis, type Slot } from '../../shared/units.ts';
import type { Chain } from '../chain/make-chain.ts';
import type { Config } from '../config/config.ts';
import type { Closers } from '../engine/closers.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { FeedSink, PoolFeed } from '../engine/ports/pool-feed.ts';
import { makeFeedRaceBoard } from '../feed/feed-race-board.ts';
import { makeFeedRecorder, type FeedRecorder } from '../feed/feed-recorder.ts';
import type { FeedSource } from '../feed/feed-tap.ts';
import { makeHeliusFeed } from '../feed/helius-feed.ts';
import { makeReplayFeed } from '../feed/replay-feed.ts';
import { makeSocketIoFeed } from '../feed/socket-io-feed.ts';
import { makeSolanaLogsFeed } from '../feed/solana-logs-feed.ts';
import type { ChainReads } from '../protocol/chain-reads.ts';
import type { Venue } from './venue.ts';

type FeedParts = {
  readonly config: Config;
  readonly venue: Venue;
  readonly clock: Clock;
  readonly reads: ChainReads;
  /** The newest slot that the chain's own connection knows; null while it is not known. */
  readonly chainSlot: () => Slot | null;
  /** Null where nothing is recorded. */
  readonly recorder: FeedRecorder | null;
};

/** Every feed that is configured; a recorded session takes the place of all of them. */
function makeFeeds(parts: FeedParts): readonly PoolFeed[] {
  const { config, venue, clock, reads } = parts;
  const { replay } = config;
  if (replay?.kind === 'session') {
    const recording = { path: replay.path };
    return [makeReplayFeed({ id: 'replay', label: 'Replay', recording, pace: replay.pace, reads, clock })];
  }
  const { chainSlot, recorder } = parts;
  const { reconnectDelayMs, wsTimeoutMs: connectTimeoutMs } = config;
  const common = { reconnectDelayMs, connectTimeoutMs, clock, random: Math.random };
  const named = (id: string, label: string, url: string, source: FeedSource) => ({
    ...common,
    id,
    label,
    url,
    tap: recorder?.tapOf(id, source),
  });
  const feeds: PoolFeed[] = venue.socketIoUrls.map((url, at) => {
    const nth = at === 0 ? '' : String(at + 1);
    const options = named(`socket-io${nth && `-${nth}`}`, `Socket.IO${nth && ` ${nth}`}`, url, 'socket-io');
    return makeSocketIoFeed({ ...options, event: config.feedEvent });
  });
  if (venue.logsFeed) {
    feeds.push(
      makeSolanaLogsFeed({ ...named('logs', 'Logs', venue.wsUrl, 'solana-logs'), reads, chainSlot }),
    );
  }
  if (venue.heliusWsUrl !== null) {
    feeds.push(
      makeHeliusFeed({ ...named('helius', 'Helius', venue.heliusWsUrl, 'helius'), reads, chainSlot }),
    );
  }
  return feeds;
}

export type OpenFeedsParts = {
  readonly config: Config;
  readonly venue: Venue;
  readonly chain: Chain;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly closers: Closers;
};

/** A faucet that takes longer is not waited for. */
const FUNDED_WITHIN = millis(3_000);

/** Starts every feed. In the sim the faucet comes first: the first pool must not meet an empty wallet. */
export async function openFeeds(parts: OpenFeedsParts, signal: AbortSignal): Promise<void> {
  if (parts.config.mode === 'sim') await parts.chain.walletFunded(signal, FUNDED_WITHIN);
  if (!signal.aborted) startFeeds(parts);
}

/** Where they meet, the first to announce a pool is passed on to the engine. */
function startFeeds({ config, venue, chain, clock, engine, closers }: OpenFeedsParts): void {
  const failed = (why: string): void => engine.hear({ kind: 'told', level: 'warning', text: why });
  const recorder = config.record === null ? null : makeFeedRecorder({ path: config.record, clock, failed });
  if (recorder !== null) closers.add(() => recorder.close());
  const board = makeFeedRaceBoard({ clock });
  closers.add(() => board.close());
  const sink: FeedSink = {
    listed: (listing, receivedUs, decodedUs) => engine.listed(listing, receivedUs, decodedUs),
    status: (status) => engine.hear({ kind: 'feed-status', status }),
  };
  const { reads } = chain;
  const chainSlot = (): Slot | null => chain.time.now()?.slot ?? null;
  for (const feed of makeFeeds({ config, venue, clock, reads, chainSlot, recorder })) {
    closers.add(() => feed.stop());
    feed.start(board.join(feed.id, sink));
  }
}

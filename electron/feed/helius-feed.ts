import type { PoolFeed } from '../engine/ports/pool-feed.ts';
import { makeChainFeed } from './chain-feed.ts';
import type { ChainFeedOptions } from './chain-feed-options.ts';
import { makeHeliusReader } from './helius-reader.ts';
import { SUBSCRIBE_TO_CREATIONS } from './helius-subscription.ts';

export type HeliusFeedOptions = ChainFeedOptions;

/** Listens to the chain itself: the creations of pools, from Helius' `transactionSubscribe`. */
export function makeHeliusFeed(options: HeliusFeedOptions): PoolFeed {
  return makeChainFeed(options, {
    setting: 'HELIUS_WS_URL',
    subscriptions: [SUBSCRIBE_TO_CREATIONS],
    method: 'transactionNotification',
    reader: (delivery, saw) => {
      const reader = makeHeliusReader(delivery, options.reads, saw);
      return { notified: (frame, receivedUs) => void reader.read(frame, receivedUs), stop: reader.stop };
    },
  });
}

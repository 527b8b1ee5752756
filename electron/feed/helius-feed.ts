import type { PoolFeed } from '../engine/ports/pool-feed.ts';
import { makeChainFeed, type ChainFeedKind } from './chain-feed.ts';
import type { ChainFeedOptions } from './chain-feed-options.ts';
import { creationFeesPaidIn } from './creation-fee-accounts.ts';
import { deliverTransaction } from './helius-reader.ts';
import { SUBSCRIBE_TO_CREATIONS } from './helius-subscription.ts';

export type HeliusFeedOptions = ChainFeedOptions;

const HELIUS: ChainFeedKind = {
  setting: 'HELIUS_WS_URL',
  subscriptions: [SUBSCRIBE_TO_CREATIONS],
  method: 'transactionNotification',
  reader: (delivery, saw) => ({
    notified: (frame, receivedUs) => {
      const transaction = deliverTransaction(frame, receivedUs, delivery);
      if (transaction === null) return;
      for (const account of creationFeesPaidIn(transaction)) saw(account, transaction.signature);
    },
    stop: () => undefined,
  }),
};

/** Listens to the chain itself: the creations of pools, from Helius' `transactionSubscribe`. */
export const makeHeliusFeed = (options: HeliusFeedOptions): PoolFeed => makeChainFeed(options, HELIUS);

import type { PoolFeed } from '../engine/ports/pool-feed.ts';
import { LAUNCHLAB_PROGRAM } from '../protocol/programs.ts';
import type { Address } from '../../shared/units.ts';
import { makeChainFeed } from './chain-feed.ts';
import type { ChainFeedOptions } from './chain-feed-options.ts';
import type { Subscribe } from './chain-socket.ts';
import { CREATION_FEE_ACCOUNTS } from './creation-fee-accounts.ts';
import { makeLogsReader } from './logs-reader.ts';

export type SolanaLogsFeedOptions = ChainFeedOptions;

/** A node takes one account in `mentions`, so that it is one subscription each. */
const subscribe = (account: Address): Subscribe => ({
  method: 'logsSubscribe',
  params: [{ mentions: [account] }, { commitment: 'processed' }],
});

/** In this order. LaunchLab has no account that only its creations touch: its trades come along. */
export const LOGS_SUBSCRIPTIONS: readonly Subscribe[] = [...CREATION_FEE_ACCOUNTS, LAUNCHLAB_PROGRAM].map(
  subscribe,
);

/**
 * Listens to the chain itself, at any Solana node: the logs of the transactions that create pools. What logs do not say
 * is read through `reads`.
 */
export function makeSolanaLogsFeed(options: SolanaLogsFeedOptions): PoolFeed {
  return makeChainFeed(options, {
    setting: 'WS_URL',
    subscriptions: LOGS_SUBSCRIPTIONS,
    method: 'logsNotification',
    reader: (delivery, saw) => {
      const reader = makeLogsReader(delivery, options.reads, saw);
      return {
        notified: (frame, receivedUs) => void reader.read(frame, receivedUs),
        stop: reader.stop,
      };
    },
  });
}

import type { ChainReads } from '../protocol/chain-reads.ts';
import type { Slot } from '../../shared/units.ts';
import type { FeedOptions } from './supervised-feed.ts';

/** What a feed that listens to the chain itself is told. */
export type ChainFeedOptions = FeedOptions & {
  /** For what its messages do not say, and for what it missed; null where nothing can be read. */
  readonly reads: ChainReads | null;
  /** The newest slot that another source knows, to notice a node that lags; null while it is not known. */
  readonly chainSlot?: (() => Slot | null) | undefined;
};

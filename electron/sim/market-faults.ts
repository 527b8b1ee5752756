import type { EndpointFaults } from './endpoint/endpoint-faults.ts';

/** What a test can break in the feed and the chain itself. */
export type SharedFaults = {
  /** The pool feed: clients are cut off, and new ones refused. */
  feedDown: boolean;
  /** While it is set, connections to the feed are open and silent; one that was silenced stays so. */
  feedHalfOpen: boolean;
  /** The share of slots, drawn from the seed, before which a fork drops the newest blocks that are not confirmed. */
  forkShare: number;
};

/** What a test can break: the market's first endpoint, its feed, and the chain. Everything is whole unless it is set. */
export type MarketFaults = EndpointFaults & SharedFaults;

export type FeedActions = { readonly cut: () => void; readonly silence: () => void };

/** Faults that act at the moment when they are set. */
export function createSharedFaults(actions: () => FeedActions | null): SharedFaults {
  let feedDown = false;
  let feedHalfOpen = false;
  return {
    get feedDown() {
      return feedDown;
    },
    set feedDown(down) {
      feedDown = down;
      if (down) actions()?.cut();
    },
    get feedHalfOpen() {
      return feedHalfOpen;
    },
    set feedHalfOpen(silent) {
      feedHalfOpen = silent;
      if (silent) actions()?.silence();
    },
    forkShare: 0,
  };
}

/** Both in one object: it is the endpoint's own, so that what is set in it holds there. */
export function joinFaults(endpoint: EndpointFaults, shared: SharedFaults): MarketFaults {
  return Object.defineProperties(endpoint, Object.getOwnPropertyDescriptors(shared)) as MarketFaults;
}

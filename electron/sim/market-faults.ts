/** What a test can break. Everything is whole unless it is set. */
export type MarketFaults = {
  /** The chain's HTTP and WebSocket ends: connections are cut, and new ones are cut at once. */
  chainDown: boolean;
  /** The pool feed: clients are cut off, and new ones refused. */
  feedDown: boolean;
  /** How many of the next sent transactions are answered as usual and then lost. */
  dropSends: number;
  /** Added to every answer of the RPC. */
  rpcLatencyMs: number;
};

export type FaultActions = { readonly cutChain: () => void; readonly cutFeed: () => void };

/** Faults that act at the moment when they are set. */
export function createFaults(actions: () => FaultActions): MarketFaults {
  let chainDown = false;
  let feedDown = false;
  return {
    get chainDown() {
      return chainDown;
    },
    set chainDown(down) {
      chainDown = down;
      if (down) actions().cutChain();
    },
    get feedDown() {
      return feedDown;
    },
    set feedDown(down) {
      feedDown = down;
      if (down) actions().cutFeed();
    },
    dropSends: 0,
    rpcLatencyMs: 0,
  };
}

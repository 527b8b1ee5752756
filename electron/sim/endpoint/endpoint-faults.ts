/** What a test can break in one RPC endpoint. Everything is whole unless it is set; nothing here changes the chain. */
export type EndpointFaults = {
  /** Its HTTP and WebSocket ends: connections are cut, and new ones are cut at once. */
  chainDown: boolean;
  /** How many of the next sent transactions are answered as usual and then lost. */
  dropSends: number;
  /** Added to every answer. */
  rpcLatencyMs: number;
  /** Up to this much more, drawn from the seed for each answer. */
  rpcJitterMs: number;
  /** How many of the next requests are answered with 429. */
  tooManyRequests: number;
  /** Requests a second; those above it are answered with 429. Null for no limit. */
  requestsASecond: number | null;
  /** The Retry-After of a 429; null for none. */
  retryAfterS: number | null;
  /** How many of the next requests are answered with `serverErrorStatus`. */
  serverErrors: number;
  serverErrorStatus: number;
  /** How many of the next requests are taken and never answered. */
  hangs: number;
  /** The methods that the faults of requests above (those after `dropSends`) concern; null for all. */
  onlyMethods: readonly string[] | null;
  /** Added to every block height that it tells, final ones too. */
  heightOffset: number;
  /** Added to every slot that it tells as the chain's own. */
  slotOffset: number;
  /**
   * `unknown-confirmed`: a signature that the chain does not know is told as confirmed and successful.
   * `known-missing`: one that it knows is told as unknown, by status, transaction and subscription alike.
   */
  statusLie: 'none' | 'unknown-confirmed' | 'known-missing';
  /**
   * While it is set, every websocket is open and silent: nothing comes out of it, not even the answer to a ping. One
   * that was silenced stays so; new ones speak once it is cleared.
   */
  halfOpenSockets: boolean;
};

export type EndpointActions = { readonly cut: () => void; readonly silence: () => void };

/** Faults some of which act at the moment when they are set. */
export function createEndpointFaults(actions: () => EndpointActions | null): EndpointFaults {
  let chainDown = false;
  let halfOpenSockets = false;
  return {
    get chainDown() {
      return chainDown;
    },
    set chainDown(down) {
      chainDown = down;
      if (down) actions()?.cut();
    },
    get halfOpenSockets() {
      return halfOpenSockets;
    },
    set halfOpenSockets(silent) {
      halfOpenSockets = silent;
      if (silent) actions()?.silence();
    },
    dropSends: 0,
    rpcLatencyMs: 0,
    rpcJitterMs: 0,
    tooManyRequests: 0,
    requestsASecond: null,
    retryAfterS: 1,
    serverErrors: 0,
    serverErrorStatus: 503,
    hangs: 0,
    onlyMethods: null,
    heightOffset: 0,
    slotOffset: 0,
    statusLie: 'none',
  };
}

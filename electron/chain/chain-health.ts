import type { ChainStatus, LinkState } from '../../shared/status.ts';
import { millis, type Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { BlockhashCache } from './blockhash-cache.ts';
import type { LinkReport } from './lasting-socket.ts';
import type { PubsubClient } from './pubsub-client.ts';
import { makeRefresher } from './refresher.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import type { RpcClient } from './rpc-client.ts';
import type { RpcError } from './rpc-error.ts';
import { slotSchema } from './rpc-schemas.ts';
import type { SlotTracker } from './slot-tracker.ts';

export type ChainHealth = { refresh(): Promise<void>; start(): void; stop(): void };

export type ChainHealthParts = {
  readonly endpoints: RpcEndpoints;
  readonly pubsub: PubsubClient;
  readonly blockhashes: BlockhashCache;
  readonly slots: SlotTracker;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: (status: ChainStatus) => void;
};

const PROBE_MS = millis(5_000);
const TELL_MS = millis(1_000);

/** Asks every endpoint in turn how it is, and tells the whole at each change of state and else once a second. */
export function makeChainHealth(parts: ChainHealthParts): ChainHealth {
  const { endpoints, pubsub, blockhashes, slots, clock, tell } = parts;
  const latencies = new Map<RpcClient, Millis | null>();
  let link: LinkReport = { state: 'connecting', note: null };
  let told: LinkState | null = null;
  let stops: (() => void)[] = [];

  async function probe(client: RpcClient, signal: AbortSignal): Promise<RpcError | null> {
    const askedUs = clock.monoUs();
    const answered = await client.call('getSlot', [{ commitment: 'processed' }], slotSchema, signal);
    if (signal.aborted) return null;
    latencies.set(client, answered.ok ? millis((clock.monoUs() - askedUs) / 1000) : null);
    if (status().state !== told) tellNow();
    return answered.ok ? null : answered.error;
  }

  const refresher = makeRefresher({
    what: 'endpoint health',
    periodMs: PROBE_MS,
    clock,
    log: parts.log,
    refresh: async (signal) => {
      const failed = await Promise.all(endpoints.all.map((client) => probe(client, signal)));
      return failed.find((each) => each !== null) ?? null;
    },
  });

  function status(): ChainStatus {
    const up = [...latencies.values()].filter((each) => each !== null);
    const noneUp = up.length === 0 && latencies.size > 0;
    const note = noneUp ? 'no RPC endpoint answers' : link.note;
    return {
      state: noneUp && link.state !== 'stopped' ? 'lost' : link.state,
      endpointsUp: up.length,
      endpoints: endpoints.all.length,
      // The fastest: the others do not slow an order down.
      latencyMs: up.length === 0 ? null : millis(Math.min(...up)),
      slot: slots.current(),
      blockhashAgeMs: blockhashes.ageMs(clock.monoUs()),
      note,
    };
  }

  function tellNow(): void {
    const now = status();
    told = now.state;
    tell(now);
  }

  return {
    refresh: refresher.now,
    start: () => {
      if (stops.length > 0) return;
      refresher.start();
      stops = [
        clock.every(TELL_MS, tellNow),
        pubsub.onReport((changed) => {
          link = changed;
          if (status().state !== told) tellNow();
        }),
      ];
    },
    stop: () => {
      for (const stop of stops) stop();
      refresher.stop();
    },
  };
}

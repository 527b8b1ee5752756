import type { CacheAge, ChainStatus, EndpointStatus, LinkState } from '../../shared/status.ts';
import { millis, type Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { BlockhashCache } from './blockhash-cache.ts';
import { clusterWords, readGenesis, readVersion, UNKNOWN_GENESIS } from './cluster-identity.ts';
import type { LinkReport } from './lasting-socket.ts';
import type { PubsubClient } from './pubsub-client.ts';
import { makeRefresher } from './refresher.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import type { RpcClient } from './rpc-client.ts';
import { isMethodMissing, type RpcError } from './rpc-error.ts';
import { slotSchema } from './rpc-schemas.ts';
import type { SlotTracker } from './slot-tracker.ts';

export type ChainHealth = {
  refresh(): Promise<void>;
  /** `genesis` is the cluster's: endpoints that turn out to be of another are asked nothing more. */
  start(genesis: string): void;
  stop(): void;
};

export type ChainHealthParts = {
  readonly endpoints: RpcEndpoints;
  readonly pubsub: PubsubClient;
  readonly blockhashes: BlockhashCache;
  readonly slots: SlotTracker;
  readonly caches: () => readonly CacheAge[];
  /** How a client is called as a source of slots. */
  readonly sourceOf: (client: RpcClient) => string;
  /** How often versions and clusters are asked again. */
  readonly checkIntervalMs: Millis;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: (status: ChainStatus) => void;
};

const PROBE_MS = millis(5_000);
const TELL_MS = millis(1_000);

type Vitals = { latencyMs: Millis | null; slotsBehind: number | null; version: string | null };

/** Asks every endpoint in turn how it is, and tells the whole at each change of state and else once a second. */
export function makeChainHealth(parts: ChainHealthParts): ChainHealth {
  const { endpoints, pubsub, blockhashes, slots, clock, log, tell } = parts;
  const vitals = new Map<RpcClient, Vitals>(
    endpoints.all.map((client) => [client, { latencyMs: null, slotsBehind: null, version: null }]),
  );
  let hasProbed = false;
  let link: LinkReport = { state: 'connecting', note: null };
  let told: LinkState | null = null;
  let genesis: string | null = null;
  let stops: (() => void)[] = [];

  const vitalsOf = (client: RpcClient): Vitals => {
    const found = vitals.get(client);
    if (found === undefined) throw new Error('an endpoint of somebody else');
    return found;
  };

  async function probe(client: RpcClient, signal: AbortSignal): Promise<RpcError | null> {
    const askedUs = clock.monoUs();
    const answered = await client.call('getSlot', [{ commitment: 'processed' }], slotSchema, signal, 'buy');
    if (signal.aborted) return null;
    hasProbed = true;
    const found = vitalsOf(client);
    // One that does not know the question is there all the same.
    const isUp = answered.ok || isMethodMissing(answered.error);
    found.latencyMs = isUp ? millis((clock.monoUs() - askedUs) / 1000) : null;
    found.slotsBehind = null;
    if (answered.ok) {
      const canBe = slots.note(parts.sourceOf(client), answered.value);
      const newest = slots.current();
      if (newest !== null && canBe) found.slotsBehind = Math.max(0, newest - answered.value);
    }
    if (status().state !== told) tellNow();
    return isUp || answered.ok ? null : answered.error;
  }

  const prober = makeRefresher({
    what: 'endpoint health',
    periodMs: PROBE_MS,
    clock,
    log,
    refresh: async (signal) => {
      const failed = await Promise.all(endpoints.all.map((client) => probe(client, signal)));
      return failed.find((each) => each !== null) ?? null;
    },
  });

  async function check(client: RpcClient, signal: AbortSignal): Promise<void> {
    const [version, found] = await Promise.all([readVersion(client, signal), readGenesis(client, signal)]);
    if (signal.aborted) return;
    const known = vitalsOf(client);
    known.version = version ?? known.version;
    if (!found.ok || genesis === null || found.value === genesis) return;
    const why = `it is of ${clusterWords(found.value)}, the others of ${clusterWords(genesis)}`;
    // What one cluster says of an order is nothing to another.
    log.error('endpoint of another cluster', { endpoint: client.name, why });
    client.exclude(why);
  }

  const checker = makeRefresher({
    what: 'endpoint versions',
    periodMs: parts.checkIntervalMs,
    clock,
    log,
    refresh: async (signal) => {
      await Promise.all(endpoints.all.map((client) => check(client, signal)));
      return null;
    },
  });

  const endpointStatus = (client: RpcClient): EndpointStatus => {
    const { breaker, throttled } = client.state();
    return { name: client.name, breaker, throttled, ...vitalsOf(client) };
  };

  function status(): ChainStatus {
    const up = [...vitals.values()].flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]));
    const noneUp = up.length === 0 && hasProbed;
    const excluded = endpoints.all.find((client) => client.state().excluded !== null);
    const stranger = excluded === undefined ? null : `${excluded.name}: ${excluded.state().excluded}`;
    return {
      state: noneUp && link.state !== 'stopped' ? 'lost' : link.state,
      endpointsUp: up.length,
      endpoints: endpoints.all.length,
      // The fastest: the others do not slow an order down.
      latencyMs: up.length === 0 ? null : millis(Math.min(...up)),
      slot: slots.current(),
      blockhashAgeMs: blockhashes.ageMs(clock.monoUs()),
      endpointList: endpoints.all.map(endpointStatus),
      caches: parts.caches(),
      note: noneUp ? 'no RPC endpoint answers' : (link.note ?? stranger),
    };
  }

  function tellNow(): void {
    const now = status();
    told = now.state;
    tell(now);
  }

  return {
    refresh: async () => {
      await Promise.all([prober.now(), checker.now()]);
    },
    start: (of) => {
      if (stops.length > 0) return;
      genesis = of === UNKNOWN_GENESIS ? null : of;
      prober.start();
      checker.start();
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
      prober.stop();
      checker.stop();
    },
  };
}

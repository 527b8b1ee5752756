import type { Reserves, TradablePool } from '../../shared/pool.ts';
import { millis, type Address, type MonoUs, type Slot } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { PoolChain } from '../engine/ports/pool-chain.ts';
import type { Log } from '../engine/ports/log.ts';
import type { AccountFollower } from './account-follower.ts';
import type { AccountReader } from './account-reader.ts';
import { makeAccountSet } from './account-set.ts';
import type { PubsubClient } from './pubsub-client.ts';
import { reserveSourceOf, type ReserveSource } from './reserve-source.ts';
import { describeRpcError } from './rpc-error.ts';
import type { RpcPriority } from './rpc-priority.ts';

type Listener = (reserves: Reserves, slot: Slot) => void;
type Known = { readonly reserves: Reserves; readonly slot: Slot };

type Watch = {
  readonly heardUs: () => MonoUs;
  readonly known: () => Known | null;
  readonly reread: (priority: RpcPriority) => void;
  readonly stop: () => void;
};

/** Whoever wants a pool's reserves; `watch` is null while there is no room for it. */
type Wanted = {
  readonly pool: TradablePool;
  readonly source: ReserveSource;
  readonly listeners: Set<Listener>;
  watch: Watch | null;
};

export type ReservesWatcher = {
  /**
   * Follows at most `MAX_WATCHED_POOLS`; those after that wait, in the order asked, until one of the others is given up.
   */
  readonly watch: PoolChain['watchReserves'];
  stop(): void;
};

export type ReservesWatcherParts = {
  readonly reader: AccountReader;
  readonly follower: AccountFollower;
  readonly pubsub: Pick<PubsubClient, 'onReport'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly mostPools?: number;
};

/** As many as can wait for the trader at once (500) and be held, twice over. */
export const MAX_WATCHED_POOLS = 1_000;
/** As many again can wait; of any more nothing is ever told. */
const MOST_WAITING = 1_000;

/** How long to wait for a swap's other notices before taking one alone (a gift to one vault) for real. */
const SETTLE_MS = millis(50);
/** A read that failed is tried again after this. */
const REREAD_MS = millis(2_000);
/** Pools of which nothing was heard for as long are read, some at a time: a server can forget a subscription. */
const QUIET_MS = millis(10_000);
const MOST_QUIET_READS = 60;

/** Follows pools' reserves by their accounts, once for each pool however many ask. */
export function makeReservesWatcher(parts: ReservesWatcherParts): ReservesWatcher {
  const { reader, follower, clock, log, mostPools = MAX_WATCHED_POOLS } = parts;
  const wanted = new Map<Address, Wanted>();
  let watched = 0;
  let isFull = false;
  let linkLive = false;

  const stopReports = parts.pubsub.onReport(({ state }) => {
    const isBack = state === 'live' && !linkLive;
    linkLive = state === 'live';
    // What changed while the link was down was not told.
    if (isBack) for (const { watch } of wanted.values()) watch?.reread('buy');
  });

  const stopSweep = clock.every(QUIET_MS, () => {
    const before = clock.monoUs() - QUIET_MS * 1000;
    const quiet = [...wanted.values()].flatMap(({ watch }) =>
      watch === null || watch.heardUs() > before ? [] : [watch],
    );
    const longest = quiet.toSorted((a, b) => a.heardUs() - b.heardUs()).slice(0, MOST_QUIET_READS);
    for (const watch of longest) watch.reread('metadata');
  });

  function begin(each: Wanted): void {
    watched += 1;
    each.watch = follow(each.pool.pool, each.source, (reserves, slot) => {
      for (const listener of each.listeners) listener(reserves, slot);
    });
  }

  function follow(pool: Address, source: ReserveSource, told: Listener): Watch {
    const ended = new AbortController();
    const set = makeAccountSet(source.moving, source.still);
    const all = [...source.moving, ...source.still];
    let known: Known | null = null;
    let heardUs = clock.monoUs();
    let cancelSettle: (() => void) | null = null;
    let cancelReread: (() => void) | null = null;
    let isReported = false;

    function tell(evenIfSame: boolean): void {
      cancelSettle?.();
      cancelSettle = null;
      const taken = set.take();
      if (taken === null) return;
      const found = source.reservesIn(taken.accounts);
      if (!found.ok) return report(found.error);
      isReported = false;
      const isSame = known !== null && isEqual(known.reserves, found.value);
      known = { reserves: found.value, slot: taken.slot };
      if (evenIfSame || !isSame) told(found.value, taken.slot);
    }

    /** What was told of one account may be half of a swap. */
    function tellSoon(): void {
      cancelSettle ??= clock.after(SETTLE_MS, () => tell(true));
    }

    /** Once, until it works again. */
    function report(why: string): void {
      if (!isReported) log.warn('reserves not read', { pool, why });
      isReported = true;
    }

    const unfollow = follower.follow(source.moving, (notices, from) => {
      heardUs = clock.monoUs();
      const news = notices.map(({ address, account, slot }) => set.note(address, account, slot, from));
      if (!news.includes(true)) return;
      const isWhole = from === 'told' ? set.settled() : set.aligned();
      if (isWhole) tell(from === 'told');
      else tellSoon();
    });

    async function read(priority: RpcPriority): Promise<void> {
      const answered = await reader.read(all, ended.signal, priority);
      if (ended.signal.aborted) return;
      heardUs = clock.monoUs();
      const accounts = answered.ok ? answered.value.accounts : [];
      if (!answered.ok || accounts.some((each) => each === null)) {
        report(answered.ok ? 'the pool or a vault is not there' : describeRpcError(answered.error));
        cancelReread?.();
        cancelReread = clock.after(REREAD_MS, () => void read(priority));
        return;
      }
      const { slot } = answered.value;
      const news = accounts.map((account, at) => {
        const address = all[at];
        return account !== null && address !== undefined && set.note(address, account, slot, 'read');
      });
      if (!news.includes(true) && known !== null) return;
      if (set.aligned()) tell(false);
      else tellSoon();
    }

    void read('buy');
    return {
      heardUs: () => heardUs,
      known: () => known,
      reread: (priority) => void read(priority),
      stop: () => {
        ended.abort();
        cancelSettle?.();
        cancelReread?.();
        unfollow();
      },
    };
  }

  function giveUp({ pool, watch }: Wanted): void {
    wanted.delete(pool.pool);
    if (watch === null) return;
    watch.stop();
    watched -= 1;
    for (const each of wanted.values()) {
      if (each.watch !== null) continue;
      begin(each);
      return;
    }
    isFull = false;
  }

  function want(pool: TradablePool, source: ReserveSource): Wanted {
    const made: Wanted = { pool, source, listeners: new Set(), watch: null };
    wanted.set(pool.pool, made);
    if (watched < mostPools) begin(made);
    else if (!isFull) {
      isFull = true;
      log.warn('too many pools to follow, the newest wait', { followed: watched });
    }
    return made;
  }

  return {
    watch: (pool, changed) => {
      const source = reserveSourceOf(pool);
      if (source === null) return () => undefined;
      // A function of its own for each watcher: two may pass the same one.
      const listener: Listener = (reserves, slot) => changed(reserves, slot);
      if (wanted.size >= mostPools + MOST_WAITING && !wanted.has(pool.pool)) return () => undefined;
      const each = wanted.get(pool.pool) ?? want(pool, source);
      each.listeners.add(listener);
      const known = each.watch?.known() ?? null;
      if (known !== null) changed(known.reserves, known.slot);
      return () => {
        if (each.listeners.delete(listener) && each.listeners.size === 0) giveUp(each);
      };
    },
    stop: () => {
      stopReports();
      stopSweep();
      for (const { watch } of wanted.values()) watch?.stop();
      wanted.clear();
    },
  };
}

const isEqual = (one: Reserves, other: Reserves): boolean =>
  one.base === other.base && one.quote === other.quote;

import type { Reserves, TradablePool } from '../../shared/pool.ts';
import { millis, type Address, type Slot } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { PoolChain } from '../engine/ports/pool-chain.ts';
import type { Log } from '../engine/ports/log.ts';
import { tokenAccountAmount } from '../protocol/token-account.ts';
import type { AccountReader } from './account-reader.ts';
import { readPool, tradableReserves } from './amm-v4-facts.ts';
import type { PubsubClient } from './pubsub-client.ts';
import { describeRpcError } from './rpc-error.ts';
import type { AccountState } from './rpc-schemas.ts';
import { makeVaultPair, type VaultSide } from './vault-pair.ts';

type Listener = (reserves: Reserves, slot: Slot) => void;
type PnlOwed = { readonly needTakePnlCoin: bigint; readonly needTakePnlPc: bigint };
type Known = { readonly reserves: Reserves; readonly slot: Slot };

type Watch = {
  readonly listeners: Set<Listener>;
  known: Known | null;
  readonly reread: () => void;
  readonly stop: () => void;
};

export type ReservesWatcher = {
  /** Throws over `MAX_WATCHED_POOLS`. */
  readonly watch: PoolChain['watchReserves'];
  stop(): void;
};

/** As many as can wait for the trader at once (500) and be held, twice over. */
export const MAX_WATCHED_POOLS = 1_000;

/** How long to wait for the other vault's notice of a swap before taking one alone (a gift to one vault) for real. */
const SETTLE_MS = millis(50);
/** A read that failed is tried again after this. */
const REREAD_MS = millis(2_000);

/** Follows pools' reserves by their vaults, once for each pool however many ask. */
export function makeReservesWatcher(
  reader: AccountReader,
  pubsub: PubsubClient,
  clock: Clock,
  log: Log,
): ReservesWatcher {
  const watches = new Map<Address, Watch>();
  let linkLive = false;
  const stopReports = pubsub.onReport(({ state }) => {
    const isBack = state === 'live' && !linkLive;
    linkLive = state === 'live';
    // What changed while the link was down was not told.
    if (isBack) for (const watch of watches.values()) watch.reread();
  });

  function begin(pool: TradablePool): Watch {
    const ended = new AbortController();
    const pair = makeVaultPair();
    let owed: PnlOwed | null = null;
    let cancelSettle: (() => void) | null = null;
    let cancelReread: (() => void) | null = null;

    function tell(): void {
      cancelSettle?.();
      cancelSettle = null;
      const amounts = owed === null ? null : pair.take();
      if (owed === null || amounts === null) return;
      const reserves = tradableReserves(amounts.base, amounts.quote, owed);
      watch.known = { reserves, slot: amounts.slot };
      for (const listener of watch.listeners) listener(reserves, amounts.slot);
    }

    function note(side: VaultSide, account: AccountState, slot: Slot): boolean {
      const amount = tokenAccountAmount(account.data);
      return amount !== null && pair.note(side, amount, slot);
    }

    const follow = (side: VaultSide, vault: Address): (() => void) =>
      pubsub.onAccount(vault, 'processed', ({ account, slot }) => {
        if (!note(side, account, slot)) return;
        if (pair.settled()) tell();
        else cancelSettle ??= clock.after(SETTLE_MS, tell);
      });

    async function read(): Promise<void> {
      const { baseVault, quoteVault } = pool.accounts;
      const answered = await reader.read([pool.pool, baseVault, quoteVault], ended.signal);
      if (ended.signal.aborted) return;
      const [account, base, quote] = answered.ok ? answered.value.accounts : [];
      const found = account == null ? null : readPool(pool, account);
      if (!answered.ok || !found?.ok || base == null || quote == null) {
        const why = answered.ok ? 'the pool or a vault is not there' : describeRpcError(answered.error);
        log.warn('reserves not read', { pool: pool.pool, why });
        cancelReread?.();
        cancelReread = clock.after(REREAD_MS, () => void read());
        return;
      }
      owed = found.value;
      const { slot } = answered.value;
      const news = [note('base', base, slot), note('quote', quote, slot)];
      if (news.includes(true) || watch.known === null) tell();
    }

    const { baseVault, quoteVault } = pool.accounts;
    const unsubscribes = [follow('base', baseVault), follow('quote', quoteVault)];
    const watch: Watch = {
      listeners: new Set(),
      known: null,
      reread: () => void read(),
      stop: () => {
        ended.abort();
        cancelSettle?.();
        cancelReread?.();
        for (const unsubscribe of unsubscribes) unsubscribe();
      },
    };
    void read();
    return watch;
  }

  return {
    watch: (pool, changed) => {
      let watch = watches.get(pool.pool);
      if (watch === undefined) {
        if (watches.size >= MAX_WATCHED_POOLS)
          throw new RangeError(`over ${MAX_WATCHED_POOLS} watched pools`);
        watch = begin(pool);
        watches.set(pool.pool, watch);
      }
      const { listeners, known, stop } = watch;
      // A function of its own for each watcher: two may pass the same one.
      const listener: Listener = (reserves, slot) => changed(reserves, slot);
      listeners.add(listener);
      if (known !== null) changed(known.reserves, known.slot);
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        watches.delete(pool.pool);
        stop();
      };
    },
    stop: () => {
      stopReports();
      for (const { stop } of watches.values()) stop();
      watches.clear();
    },
  };
}

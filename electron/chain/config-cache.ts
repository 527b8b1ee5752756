import { setMaxListeners } from 'node:events';
import { millis, type Address, type Millis, type MonoUs } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { MAX_ACCOUNTS_A_CALL, type AccountReader } from './account-reader.ts';
import { makeLruMap } from './lru-map.ts';
import type { AccountState } from './rpc-schemas.ts';

export type ConfigCache = {
  /** As it was last read, at most `MAX_AGE_US` ago; one that is getting old is read again for the next time. */
  get(address: Address): AccountState | null;
  set(address: Address, account: AccountState): void;
  /** Of the newest reading; null before the first. */
  ageMs(): Millis | null;
  stop(): void;
};

/** Programs have a few dozen configs; platforms on LaunchLab some hundreds. */
export const MOST_CONFIGS = 500;
/** Their owners change them by hand, seldom; an order's least amount out covers what a change costs. */
const MAX_AGE_US = 600_000_000;
const OLD_US = 60_000_000;

type Kept = { readonly account: AccountState; readonly readUs: MonoUs };

/** Accounts that many pools share and that hardly ever change: fee rates, curves. */
export function makeConfigCache(reader: AccountReader, clock: Clock): ConfigCache {
  const kept = makeLruMap<Address, Kept>(MOST_CONFIGS);
  const stopped = new AbortController();
  // One for each read under way, and those are bounded.
  setMaxListeners(0, stopped.signal);
  const underWay = new Set<Address>();
  let newestUs: MonoUs | null = null;

  function set(address: Address, account: AccountState): void {
    newestUs = clock.monoUs();
    kept.set(address, { account, readUs: newestUs });
  }

  async function readAgain(address: Address): Promise<void> {
    if (underWay.has(address) || underWay.size >= MAX_ACCOUNTS_A_CALL) return;
    underWay.add(address);
    const answered = await reader.read([address], stopped.signal, 'metadata');
    underWay.delete(address);
    const account = answered.ok ? (answered.value.accounts[0] ?? null) : null;
    if (account !== null) set(address, account);
  }

  return {
    get: (address) => {
      const found = kept.get(address);
      if (found === undefined) return null;
      const ageUs = clock.monoUs() - found.readUs;
      if (ageUs > OLD_US) void readAgain(address);
      return ageUs > MAX_AGE_US ? null : found.account;
    },
    set,
    ageMs: () => (newestUs === null ? null : millis((clock.monoUs() - newestUs) / 1000)),
    stop: () => stopped.abort(),
  };
}

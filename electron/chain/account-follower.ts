import { setMaxListeners } from 'node:events';
import { millis, type Address, type Slot } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { MAX_ACCOUNTS_A_CALL, type AccountReader } from './account-reader.ts';
import type { PubsubClient } from './pubsub-client.ts';
import type { AccountState } from './rpc-schemas.ts';

export type AccountFollower = {
  /**
   * Tells of every change of these accounts at `processed`, those of one read together; by reading them where there is
   * no subscription. Reads tell of accounts that have not changed too. Returns the function that ends it.
   */
  follow(addresses: readonly Address[], told: FollowedListener): () => void;
  stop(): void;
};

export type FollowedNotice = {
  readonly address: Address;
  readonly account: AccountState;
  readonly slot: Slot;
};

/** `told` by the server, one at a time, or `read`, all that there are. */
export type FollowedListener = (notices: readonly FollowedNotice[], from: 'told' | 'read') => void;

type Group = {
  readonly addresses: readonly Address[];
  readonly told: FollowedListener;
  readonly uncovered: Set<Address>;
};

/** How often what no subscription covers is read. */
export const POLL_MS = millis(1_000);
/** So many calls a round, the groups by turns: a server without subscriptions is not drowned in reads. */
const MOST_CALLS_A_ROUND = 5;

/** Follows accounts by subscription, and reads those that the server does not (or not now) tell of. */
export function makeAccountFollower(
  pubsub: Pick<PubsubClient, 'onAccount'>,
  reader: AccountReader,
  clock: Clock,
): AccountFollower {
  const stopped = new AbortController();
  // One for each read under way, and those are bounded.
  setMaxListeners(0, stopped.signal);
  /** In the order of their last reading. */
  const uncovered = new Set<Group>();
  let cancelRound: (() => void) | null = null;
  let isReading = false;

  function planRound(): void {
    if (uncovered.size === 0 || isReading || stopped.signal.aborted) return;
    cancelRound ??= clock.after(POLL_MS, round);
  }

  function unplanRound(): void {
    if (uncovered.size > 0) return;
    cancelRound?.();
    cancelRound = null;
  }

  function round(): void {
    cancelRound = null;
    const groups: Group[] = [];
    let accounts = 0;
    for (const group of uncovered) {
      accounts += group.addresses.length;
      if (accounts > MOST_CALLS_A_ROUND * MAX_ACCOUNTS_A_CALL) break;
      groups.push(group);
    }
    for (const group of groups) {
      uncovered.delete(group);
      uncovered.add(group);
    }
    void readAll(groups);
  }

  async function readAll(groups: readonly Group[]): Promise<void> {
    isReading = true;
    await Promise.all(groups.map(read));
    isReading = false;
    planRound();
  }

  async function read(group: Group): Promise<void> {
    const answered = await reader.read(group.addresses, stopped.signal, 'buy');
    if (!answered.ok || !uncovered.has(group)) return;
    const { slot, accounts } = answered.value;
    const notices = group.addresses.flatMap((address, at): readonly FollowedNotice[] => {
      const account = accounts[at] ?? null;
      return account === null ? [] : [{ address, account, slot }];
    });
    if (notices.length > 0) group.told(notices, 'read');
  }

  return {
    follow: (addresses, told) => {
      const group: Group = { addresses, told, uncovered: new Set(addresses) };
      const ends = addresses.map((address) =>
        pubsub.onAccount(
          address,
          'processed',
          ({ account, slot }) => told([{ address, account, slot }], 'told'),
          (isCovered) => {
            if (isCovered) group.uncovered.delete(address);
            else group.uncovered.add(address);
            if (group.uncovered.size > 0) uncovered.add(group);
            else uncovered.delete(group);
            planRound();
            unplanRound();
          },
        ),
      );
      uncovered.add(group);
      planRound();
      return () => {
        uncovered.delete(group);
        for (const end of ends) end();
        unplanRound();
      };
    },
    stop: () => {
      stopped.abort();
      uncovered.clear();
      unplanRound();
    },
  };
}

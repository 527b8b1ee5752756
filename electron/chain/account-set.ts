import { slot, type Address, type Slot } from '../../shared/units.ts';
import type { AccountState } from './rpc-schemas.ts';

/** Several accounts as of `slot`, by address. */
export type AccountsAt = { readonly slot: Slot; readonly accounts: ReadonlyMap<Address, AccountState> };

type Known = {
  readonly account: AccountState;
  readonly slot: Slot;
  readonly from: 'told' | 'read';
  changed: boolean;
};

/**
 * Puts the notices of a pool's accounts together. A swap changes them all, and each is told on its own: in between they
 * show a price that never was. `settled` says that all of `moving` were told of the same slot. `still` are accounts that
 * are only read.
 */
export function makeAccountSet(moving: readonly Address[], still: readonly Address[]) {
  const known = new Map<Address, Known>();
  const all = [...moving, ...still];

  function areAligned(): boolean {
    const slots = moving.map((each) => known.get(each)?.slot);
    return slots.every((at) => at !== undefined && at === slots[0]);
  }

  return {
    /** Takes a notice; false when it is older than what is known, or says nothing new. */
    note: (address: Address, account: AccountState, at: Slot, from: 'told' | 'read'): boolean => {
      const before = known.get(address);
      if (before !== undefined) {
        if (at < before.slot) return false;
        // A read within a slot can be from before what was told at its end.
        if (at === before.slot && from === 'read' && before.from === 'told') return false;
        if (at === before.slot && Buffer.compare(before.account.data, account.data) === 0) return false;
      }
      known.set(address, { account, slot: at, from, changed: true });
      return true;
    },

    settled: (): boolean => areAligned() && moving.every((each) => known.get(each)?.changed === true),

    /** Whether all of `moving` are of one slot, told or read. */
    aligned: areAligned,

    /** All as far as known, and taken as told; null until all are known. */
    take: (): AccountsAt | null => {
      const accounts = new Map<Address, AccountState>();
      let newest = slot(0);
      for (const address of all) {
        const found = known.get(address);
        if (found === undefined) return null;
        accounts.set(address, found.account);
        if (found.slot > newest) newest = found.slot;
      }
      for (const each of known.values()) each.changed = false;
      return { slot: newest, accounts };
    },
  };
}

export type AccountSet = ReturnType<typeof makeAccountSet>;

import type { Address } from '../../../shared/units.ts';
import { encodeAddress } from '../../protocol/base58.ts';
import type { LedgerAccount } from './ledger-account.ts';
import { isTokenAccount } from './token-state.ts';

const NONE: ReadonlySet<Address> = new Set();
// The first 64 bytes of a token account: its mint, then its owner.
const KEYED_BYTES = 64;
const STATE_OFFSET = 108;

/** All accounts as they stand now, with an index of token accounts by owner and by mint. */
export class AccountStore {
  readonly #accounts = new Map<Address, LedgerAccount>();
  readonly #byOwner = new Map<Address, Set<Address>>();
  readonly #byMint = new Map<Address, Set<Address>>();

  get size(): number {
    return this.#accounts.size;
  }

  get(address: Address): LedgerAccount | undefined {
    return this.#accounts.get(address);
  }

  addresses(): IterableIterator<Address> {
    return this.#accounts.keys();
  }

  entries(): IterableIterator<[Address, LedgerAccount]> {
    return this.#accounts.entries();
  }

  /** Null removes it. */
  set(address: Address, account: LedgerAccount | null): void {
    const before = this.#accounts.get(address);
    if (account === null) this.#accounts.delete(address);
    else this.#accounts.set(address, account);
    const old = tokenKeyBytes(before);
    const now = tokenKeyBytes(account ?? undefined);
    if (old !== null && now !== null && Buffer.compare(old, now) === 0) return;
    if (old !== null) this.#index(old, (set) => set.delete(address));
    if (now !== null) this.#index(now, (set) => set.add(address));
  }

  tokenAccountsOfOwner(owner: Address): ReadonlySet<Address> {
    return this.#byOwner.get(owner) ?? NONE;
  }

  tokenAccountsOfMint(mint: Address): ReadonlySet<Address> {
    return this.#byMint.get(mint) ?? NONE;
  }

  #index(keys: Uint8Array, change: (set: Set<Address>) => void): void {
    changeSet(this.#byMint, encodeAddress(keys.subarray(0, 32)), change);
    changeSet(this.#byOwner, encodeAddress(keys.subarray(32, 64)), change);
  }
}

function changeSet(
  index: Map<Address, Set<Address>>,
  key: Address,
  change: (set: Set<Address>) => void,
): void {
  const set = index.get(key) ?? new Set();
  change(set);
  if (set.size === 0) index.delete(key);
  else index.set(key, set);
}

function tokenKeyBytes(account: LedgerAccount | undefined): Uint8Array | null {
  if (account === undefined || !isTokenAccount(account)) return null;
  return account.data[STATE_OFFSET] !== 0 ? account.data.subarray(0, KEYED_BYTES) : null;
}

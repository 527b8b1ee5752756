import type { Address } from '../../../shared/units.ts';
import { EMPTY_ACCOUNT, type LedgerAccount } from '../ledger/ledger-account.ts';

export type AccountSource = (address: Address) => LedgerAccount | undefined;

/** A transaction's own view: what it writes is seen by it alone until it is committed, and can be undone. */
export class WorkingAccounts {
  readonly #source: AccountSource;
  #written = new Map<Address, LedgerAccount>();

  constructor(source: AccountSource) {
    this.#source = source;
  }

  /** An account that does not exist reads as an empty wallet, as programs see it. */
  get(address: Address): LedgerAccount {
    return this.#written.get(address) ?? this.#source(address) ?? EMPTY_ACCOUNT;
  }

  set(address: Address, account: LedgerAccount): void {
    this.#written.set(address, account);
  }

  savepoint(): () => void {
    const kept = new Map(this.#written);
    return () => {
      this.#written = kept;
    };
  }

  /** What was written; null where the account is gone because its last lamport left it. */
  writes(): ReadonlyMap<Address, LedgerAccount | null> {
    const writes = new Map<Address, LedgerAccount | null>();
    for (const [address, account] of this.#written)
      writes.set(address, account.lamports === 0n ? null : account);
    return writes;
  }

  written(): ReadonlySet<Address> {
    return new Set(this.#written.keys());
  }
}

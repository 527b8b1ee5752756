import type { Address, Signature } from '../../../shared/units.ts';
import type { DecodedTransaction } from '../../protocol/transaction-wire.ts';
import type { TransactionMeta } from '../runtime/transaction-meta.ts';

/** A transaction that landed. */
export type TransactionRecord = {
  readonly signature: Signature;
  readonly slot: number;
  readonly blockTimeS: number;
  readonly bytes: Uint8Array;
  readonly transaction: DecodedTransaction;
  readonly meta: TransactionMeta;
};

/** Every account of it in index order: its own keys, then those that lookup tables gave, writable ones first. */
export function accountsOf({ transaction, meta }: TransactionRecord): readonly Address[] {
  return [...transaction.accountKeys, ...meta.loaded.writable, ...meta.loaded.readonly];
}

export function mentions({ transaction, meta: { loaded } }: TransactionRecord, address: Address): boolean {
  return (
    transaction.accountKeys.includes(address) ||
    loaded.writable.includes(address) ||
    loaded.readonly.includes(address)
  );
}

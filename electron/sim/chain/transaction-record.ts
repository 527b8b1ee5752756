import type { Signature } from '../../../shared/units.ts';
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

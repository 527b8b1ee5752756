import type { Address, Blockhash } from '../../../shared/units.ts';
import type { LedgerAccount } from '../ledger/ledger-account.ts';
import type { TransactionRecord } from './transaction-record.ts';

export type Block = {
  readonly slot: number;
  /** The slot of the block before it: further back than one where a fork was abandoned between the two. */
  readonly parentSlot: number;
  readonly height: number;
  readonly blockhash: Blockhash;
  readonly previousBlockhash: Blockhash;
  readonly timeS: number;
  readonly records: readonly TransactionRecord[];
  /** What each account that the block changed was before it; null where it did not exist. */
  readonly before: Map<Address, LedgerAccount | null>;
  /** What the market itself did to the ledger after it, to be done again where the block is abandoned. */
  readonly alterations: (() => void)[];
};

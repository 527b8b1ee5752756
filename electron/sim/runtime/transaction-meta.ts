import type { Address, Lamports, TokenUnits } from '../../../shared/units.ts';
import type { ResolvedInstruction } from '../../protocol/instruction.ts';
import type { LoadedAddresses } from '../../protocol/transaction-wire.ts';
import type { TransactionError } from './transaction-error.ts';

export type InnerInstruction = ResolvedInstruction & { readonly stackHeight: number };

export type TokenBalanceMeta = {
  readonly accountIndex: number;
  readonly mint: Address;
  readonly owner: Address;
  /** The token program that the account is of. */
  readonly program: Address;
  readonly amount: TokenUnits;
  readonly decimals: number;
};

export type BalancesMeta = {
  /** By account index. */
  readonly lamports: readonly Lamports[];
  readonly tokens: readonly TokenBalanceMeta[];
};

/** What is kept about a transaction that landed. */
export type TransactionMeta = {
  readonly error: TransactionError | null;
  /** What its lookup tables gave. */
  readonly loaded: LoadedAddresses;
  readonly feeLamports: Lamports;
  readonly unitsConsumed: number;
  readonly logs: readonly string[];
  /** By the index of the outer instruction that called them. */
  readonly inner: ReadonlyMap<number, readonly InnerInstruction[]>;
  readonly before: BalancesMeta;
  readonly after: BalancesMeta;
};

import type { Address, Lamports, Signature, Slot, TokenUnits } from '../../shared/units.ts';
import type { AccountRole, ResolvedInstruction } from './instruction.ts';

export type ChainInstruction = ResolvedInstruction & {
  /** Called by another program of the transaction. */
  readonly inner: boolean;
  /**
   * `data` is empty and means nothing: the node gave only its own rendering of it (jsonParsed, for programs it knows;
   * `accounts` is empty too), or the data are far longer than any that this program reads. AMM programs are never
   * rendered.
   */
  readonly opaque: boolean;
};

export type TokenBalance = {
  readonly accountIndex: number;
  readonly account: Address;
  readonly mint: Address;
  /** Null where an old node leaves it out. */
  readonly owner: Address | null;
  readonly amount: TokenUnits;
  readonly decimals: number;
};

/** A processed transaction, the same whatever encoding and method it came by. */
export type ChainTransaction = {
  readonly signature: Signature;
  readonly slot: Slot;
  /** The node's error value, null when the transaction succeeded. */
  readonly err: unknown;
  readonly feeLamports: Lamports;
  /** Null where the node leaves it out. */
  readonly computeUnits: number | null;
  /** Static keys, then those of the lookup tables: writable ones first, then read-only ones. */
  readonly accountKeys: readonly AccountRole[];
  /** Outer instructions in order, each followed by those called from it. */
  readonly instructions: readonly ChainInstruction[];
  readonly logMessages: readonly string[];
  /**
   * By account index. JSON carries them as numbers: above 2^53 lamports (9 million SOL) the last digits are lost
   * before they reach us.
   */
  readonly preBalances: readonly Lamports[];
  readonly postBalances: readonly Lamports[];
  readonly preTokenBalances: readonly TokenBalance[];
  readonly postTokenBalances: readonly TokenBalance[];
};

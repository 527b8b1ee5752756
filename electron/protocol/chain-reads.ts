import type { Result } from '../../shared/result.ts';
import type { Address, Lamports, Signature, Slot } from '../../shared/units.ts';
import type { ChainTransaction } from './chain-transaction.ts';
import type { LoadedAddresses, LookupTableUse } from './transaction-wire.ts';

/** An account as an RPC endpoint gives it. */
export type AccountBytes = {
  readonly owner: Address;
  readonly lamports: Lamports;
  readonly data: Uint8Array;
};

export type SignatureAt = { readonly signature: Signature; readonly slot: Slot; readonly failed: boolean };

/**
 * What a feed asks the chain for where its own messages do not say enough. Errors are one line for people, without
 * keys. Nothing here is ever on the way of an order that has all it needs.
 */
export type ChainReads = {
  /** In the order asked, null where there is none; all as of one slot. At most 100 addresses. */
  accounts(
    addresses: readonly Address[],
    signal: AbortSignal,
  ): Promise<Result<{ readonly slot: Slot; readonly accounts: readonly (AccountBytes | null)[] }, string>>;
  /** At `confirmed`, as nodes give no earlier ones; null while it is not there. */
  transaction(signature: Signature, signal: AbortSignal): Promise<Result<ChainTransaction | null, string>>;
  /** What lookup tables hold at the places that a transaction uses, for a frame that leaves it out. */
  loadedAddresses(
    tables: readonly LookupTableUse[],
    signal: AbortSignal,
  ): Promise<Result<LoadedAddresses, string>>;
  /** Those that name `address`, newest first, down to but without `until`; at most `limit`, which is at most 1,000. */
  signaturesFor(
    address: Address,
    range: { readonly until: Signature | null; readonly limit: number },
    signal: AbortSignal,
  ): Promise<Result<readonly SignatureAt[], string>>;
};

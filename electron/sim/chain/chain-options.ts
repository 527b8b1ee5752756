import type { Address } from '../../../shared/units.ts';
import type { LedgerAccount } from '../ledger/ledger-account.ts';
import type { CommitmentDepths } from './commitment.ts';

export type ChainOptions = {
  /** Names the chain: another genesis text is another chain. */
  readonly genesisText: string;
  readonly depths: CommitmentDepths;
  /** The chain's clock in milliseconds since 1970; a block's time is read from it when the block is made. */
  readonly nowMs: () => number;
  /** Wallets that the market trades with. */
  readonly residents: ReadonlySet<Address>;
  /** The accounts that are there from the beginning. */
  readonly genesis: ReadonlyMap<Address, LedgerAccount>;
};

export type SubmitOptions = {
  readonly where?: 'first' | 'last';
  /** The market signed it a moment ago: checking that again would be a quarter of the chain's work. */
  readonly signedHere?: boolean;
};

export type SubmitResult = 'queued' | 'malformed' | 'queue-full';

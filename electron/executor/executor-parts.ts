import type { Result } from '../../shared/result.ts';
import type {
  Address,
  Blockhash,
  Lamports,
  Millis,
  MonoUs,
  Signature,
  Slot,
  TokenUnits,
} from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { OutcomeSink } from '../engine/ports/order-executor.ts';
import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import type { SendLane } from './send-lane.ts';
import type { Level } from './settlement.ts';
import type { SwapVersion } from './swap-parts.ts';

// What the executor needs of the chain and the wallet, as it sees it.

export type OrderSigner = {
  readonly address: Address;
  /** 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
};

export type BlockhashSource = {
  /** An error is the age of the one at hand, null when there never was one. */
  fresh(
    nowUs: MonoUs,
  ): Result<
    { readonly blockhash: Blockhash; readonly lastValidBlockHeight: number },
    { readonly ageMs: Millis | null }
  >;
};

export type SignatureNotices = {
  onSignature(
    signature: Signature,
    level: 'processed' | 'confirmed',
    listener: (notice: { readonly slot: Slot }) => void,
  ): () => void;
};

/** One endpoint that can be asked what became of a transaction. Errors are one line for people. */
export type SettlementSource = {
  readonly name: string;
  /** In the order asked; null for one it does not know. */
  statuses(
    signatures: readonly Signature[],
    search: 'recent' | 'history',
    signal: AbortSignal,
  ): Promise<Result<readonly ({ readonly slot: Slot; readonly level: Level } | null)[], string>>;
  /** Null where it does not have it (yet). */
  transaction(signature: Signature, signal: AbortSignal): Promise<Result<ChainTransaction | null, string>>;
  finalizedBlockHeight(signal: AbortSignal): Promise<Result<number, string>>;
};

export type ExecutorParts = {
  readonly signer: OrderSigner;
  readonly blockhashes: BlockhashSource;
  readonly fees: { microLamportsPerUnit(): bigint };
  /** Null until it was read from the cluster. */
  readonly rent: { tokenAccountLamports(): Lamports | null };
  readonly signatures: SignatureNotices;
  /** Every endpoint whose word counts: all of them must agree that an order is gone. Never empty. */
  readonly settlement: readonly SettlementSource[];
  /** Never empty. */
  readonly lanes: readonly SendLane[];
  readonly swapVersion: SwapVersion;
  /** Asked at each first send: the setting can change while the desk runs. */
  readonly tradeTimeoutMs: () => Millis;
  /**
   * What a token account of the wallet surely holds now, null when that is not known. A sell of all of it closes the
   * account too; left out, no account is closed, since a token sent to it by anybody would fail such a sell.
   */
  readonly heldUnits?: (tokenAccount: Address) => TokenUnits | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: OutcomeSink;
};

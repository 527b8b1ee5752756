import type { Result } from '../../shared/result.ts';
import type { Address, Blockhash, Lamports, Millis, MonoUs, Signature, Slot } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import type { OutcomeSink } from '../engine/ports/order-executor.ts';
import type { AccountBytes, ChainReads } from '../protocol/chain-reads.ts';
import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import type { SendLane } from './send-lane.ts';
import type { Level } from './settlement.ts';
import type { SwapVersion } from './swap-route.ts';
import type { TipPolicy } from './tip-policy.ts';

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

/** What an order is made of besides its ticket. */
export type OrderBuilding = {
  readonly blockhashes: BlockhashSource;
  readonly fees: { microLamportsPerUnit(): bigint };
  /** Null until it was read from the cluster. */
  readonly rent: { tokenAccountLamports(): Lamports | null };
  /** Asked at each order: which form the deployed program understands is found out at connect. */
  readonly swapVersion: () => SwapVersion;
  /** At most one for each service; none when absent. */
  readonly tips?: readonly TipPolicy[];
};

/** What both the live and the paper executor are given. */
type CommonParts = OrderBuilding & {
  /** Asked at each first send: the setting can change while the desk runs. */
  readonly tradeTimeoutMs: () => Millis;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: OutcomeSink;
};

export type ExecutorParts = CommonParts & {
  readonly signer: OrderSigner;
  readonly signatures: SignatureNotices;
  /** Every endpoint whose word counts: all of them must agree that an order is gone. Never empty. */
  readonly settlement: readonly SettlementSource[];
  /** Never empty. */
  readonly lanes: readonly SendLane[];
};

/** What a node made of a transaction that it was asked to try. */
export type Simulation = {
  /** The node's error value, null when the transaction would have succeeded. */
  readonly err: unknown;
  readonly logs: readonly string[];
  readonly unitsConsumed: number | null;
  readonly slot: Slot;
  /** The accounts asked for as the transaction would have left them, in the order asked; null for one that is not there. */
  readonly accounts: readonly (AccountBytes | null)[];
};

/**
 * `simulateTransaction` with replaceRecentBlockhash and without sigVerify, showing `accounts` in base64. An error is one
 * line for people.
 */
export type Simulate = (
  transactionBase64: string,
  accounts: readonly Address[],
  signal: AbortSignal,
) => Promise<Result<Simulation, string>>;

export type PaperParts = CommonParts & {
  /** Who would pay: only its address, of which no key is known here. */
  readonly payer: Address;
  readonly simulate: Simulate;
  /** Reads accounts as they are before the trade. */
  readonly accounts: ChainReads['accounts'];
  readonly randomBytes: (length: number) => Uint8Array;
};

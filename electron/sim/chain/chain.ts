import { createHash } from 'node:crypto';
import type { Address, Blockhash, Signature } from '../../../shared/units.ts';
import { encodeBlockhash, encodeSignature } from '../../protocol/base58.ts';
import {
  decodeTransaction,
  type DecodedMessage,
  type DecodedTransaction,
} from '../../protocol/transaction-wire.ts';
import { AccountStore } from '../ledger/account-store.ts';
import type { LedgerAccount } from '../ledger/ledger-account.ts';
import { executeTransaction, type Execution } from '../runtime/execute-transaction.ts';
import type { ChainClock } from '../runtime/invoke-context.ts';
import type { TransactionError } from '../runtime/transaction-error.ts';
import type { Block } from './block.ts';
import { BLOCKHASH_VALID_BLOCKS, BlockhashQueue } from './blockhash-queue.ts';
import { ChainListeners, type ChainListener } from './chain-listeners.ts';
import { depthOf, type Commitment, type CommitmentDepths } from './commitment.ts';
import { PendingTransactions, type PendingTransaction } from './pending-transactions.ts';
import { signaturesHold } from './signature-check.ts';
import { TransactionHistory } from './transaction-history.ts';
import type { TransactionRecord } from './transaction-record.ts';

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

/** Blocks that can still be asked for. */
export const MAX_BLOCKS = 512;
export const SLOTS_IN_EPOCH = 432_000;
const FIRST_SLOT = 1_000;

export type SubmitOptions = {
  readonly where?: 'first' | 'last';
  /** The market signed it a moment ago: checking that again would be a quarter of the chain's work. */
  readonly signedHere?: boolean;
};

export type SubmitResult = 'queued' | 'malformed' | 'queue-full';

/** Why a transaction that was taken did not land. */
export type DroppedTransaction = { readonly signature: Signature; readonly error: TransactionError };
export const MAX_DROPPED = 500;

type BlockDraft = Pick<Block, 'slot' | 'timeS' | 'before'>;

/** Slots, blocks and the ledger. It makes a block only when told to; nothing in it waits. */
export class Chain {
  readonly accounts = new AccountStore();
  readonly genesisHash: Blockhash;
  readonly history: TransactionHistory;
  readonly pending = new PendingTransactions();
  readonly #options: ChainOptions;
  readonly #listeners = new ChainListeners();
  readonly #blockhashes = new BlockhashQueue();
  readonly #blocks = new Map<number, Block>();
  /** Signatures of the blocks in which a duplicate could still be valid. */
  readonly #recentSignatures = new Set<Signature>();
  readonly #dropped: DroppedTransaction[] = [];
  #landed = 0;
  #newest: Block;

  constructor(options: ChainOptions) {
    this.#options = options;
    this.history = new TransactionHistory(options.residents);
    this.genesisHash = hashOf('genesis', options.genesisText);
    for (const [address, account] of options.genesis) this.accounts.set(address, account);
    this.#newest = {
      slot: FIRST_SLOT,
      height: FIRST_SLOT,
      blockhash: hashOf('block', this.genesisHash, String(FIRST_SLOT)),
      previousBlockhash: this.genesisHash,
      timeS: Math.floor(options.nowMs() / 1000),
      records: [],
      before: new Map(),
    };
    this.#keep(this.#newest);
    // A node that is asked for finalized state must have some from its first moment on.
    for (let index = 0; index < options.depths.finalizedAfter; index += 1) this.produceBlock();
  }

  listen(listener: ChainListener): () => void {
    return this.#listeners.add(listener);
  }

  /** The newest transactions that were taken and did not land, oldest first. */
  get dropped(): readonly DroppedTransaction[] {
    return this.#dropped;
  }

  /** How many transactions ever landed. */
  get transactionCount(): number {
    return this.#landed;
  }

  get clock(): ChainClock {
    return this.#clockAt(this.#newest.slot);
  }

  /** The newest block of a commitment. */
  blockAt(commitment: Commitment): Block {
    const slot = this.#newest.slot - depthOf(commitment, this.#options.depths);
    return this.#blocks.get(slot) ?? this.#newest;
  }

  block(slot: number): Block | undefined {
    return this.#blocks.get(slot);
  }

  get oldestSlot(): number {
    return this.#blocks.keys().next().value ?? this.#newest.slot;
  }

  commitmentOf(slot: number): Commitment {
    if (slot <= this.blockAt('finalized').slot) return 'finalized';
    return slot <= this.blockAt('confirmed').slot ? 'confirmed' : 'processed';
  }

  lastValidHeight(blockhash: Blockhash): number | null {
    return this.#blockhashes.lastValidHeight(blockhash);
  }

  isBlockhashValid(blockhash: Blockhash, commitment: Commitment): boolean {
    return this.#blockhashes.allows(blockhash, this.blockAt(commitment).height);
  }

  /** An account as it was when the newest block of that commitment was made. */
  accountAt(address: Address, commitment: Commitment): LedgerAccount | undefined {
    return this.accountAfter(address, this.blockAt(commitment).slot);
  }

  /** An account as a block left it; only for blocks that are not older than the newest finalized one. */
  accountAfter(address: Address, slot: number): LedgerAccount | undefined {
    for (let later = slot + 1; later <= this.#newest.slot; later += 1) {
      const before = this.#blocks.get(later)?.before.get(address);
      if (before !== undefined) return before ?? undefined;
    }
    return this.accounts.get(address);
  }

  /** Takes a transaction for the next block. What is wrong with it is found when the block is made. */
  submit(bytes: Uint8Array, { where = 'last', signedHere = false }: SubmitOptions = {}): SubmitResult {
    const transaction = decodeTransaction(bytes);
    const [first] = transaction?.signatures ?? [];
    if (transaction === null || first === undefined) return 'malformed';
    const signature = encodeSignature(first);
    if (!this.pending.add({ signature, bytes, transaction, signedHere }, where)) return 'queue-full';
    this.#listeners.received(signature, this.#newest.slot);
    return 'queued';
  }

  /** Why a transaction could not land now, signatures included if asked; null when nothing is in its way. */
  obstacle(
    transaction: DecodedTransaction,
    signature: Signature,
    checkSignatures: boolean,
  ): TransactionError | null {
    if (checkSignatures && !signaturesHold(transaction)) return 'SignatureFailure';
    if (this.#recentSignatures.has(signature)) return 'AlreadyProcessed';
    const height = this.#newest.height + 1;
    return this.#blockhashes.allows(transaction.recentBlockhash, height) ? null : 'BlockhashNotFound';
  }

  /** What it would do now, without doing it. */
  simulate(message: DecodedMessage): Execution {
    return this.#execute(message, this.#newest.slot);
  }

  /** Changes an account outside of any transaction: genesis, and accounts that the market puts there or sweeps away. */
  writeAccount(address: Address, account: LedgerAccount | null): void {
    this.#write(address, account, this.#newest.before);
  }

  produceBlock(): Block {
    const parent = this.#newest;
    const draft = {
      slot: parent.slot + 1,
      timeS: Math.floor(this.#options.nowMs() / 1000),
      before: new Map<Address, LedgerAccount | null>(),
    };
    const records = this.pending.takeBlock().flatMap((pending) => this.#land(pending, draft) ?? []);
    const block: Block = {
      ...draft,
      height: parent.height + 1,
      // It follows from what landed, so that two chains with the same hash are the same all the way.
      blockhash: hashOf('block', parent.blockhash, ...records.map((record) => record.signature)),
      previousBlockhash: parent.blockhash,
      records,
    };
    this.#newest = block;
    this.#keep(block);
    this.#listeners.reached(block, 'processed');
    this.#listeners.reached(this.blockAt('confirmed'), 'confirmed');
    this.#listeners.reached(this.blockAt('finalized'), 'finalized');
    return block;
  }

  #land(
    { transaction, signature, bytes, signedHere }: PendingTransaction,
    block: BlockDraft,
  ): TransactionRecord | null {
    const obstacle = this.obstacle(transaction, signature, !signedHere);
    if (obstacle !== null) return this.#drop(signature, obstacle);
    const execution = this.#execute(transaction, block.slot);
    if (execution.kind === 'refused') return this.#drop(signature, execution.error);
    for (const [address, account] of execution.writes) this.#write(address, account, block.before);
    const record = {
      signature,
      slot: block.slot,
      blockTimeS: block.timeS,
      bytes,
      transaction,
      meta: execution.meta,
    };
    this.#recentSignatures.add(signature);
    this.history.add(record);
    this.#landed += 1;
    return record;
  }

  #execute(message: DecodedMessage, slot: number): Execution {
    return executeTransaction(message, (address) => this.accounts.get(address), this.#clockAt(slot));
  }

  #clockAt(slot: number): ChainClock {
    const unixS = BigInt(Math.floor(this.#options.nowMs() / 1000));
    return { slot, epoch: Math.floor(slot / SLOTS_IN_EPOCH), unixS };
  }

  #drop(signature: Signature, error: TransactionError): null {
    // Sending the same bytes again is the sender's way to be sure, and no loss.
    if (error !== 'AlreadyProcessed') this.#dropped.push({ signature, error });
    if (this.#dropped.length > MAX_DROPPED) this.#dropped.shift();
    return null;
  }

  #write(address: Address, account: LedgerAccount | null, before: Map<Address, LedgerAccount | null>): void {
    if (!before.has(address)) before.set(address, this.accounts.get(address) ?? null);
    this.accounts.set(address, account);
  }

  #keep(block: Block): void {
    this.#blocks.set(block.slot, block);
    this.#blockhashes.add(block.blockhash, block.height);
    this.#blocks.get(block.slot - this.#options.depths.finalizedAfter - 1)?.before.clear();
    const outlived = this.#blocks.get(block.slot - BLOCKHASH_VALID_BLOCKS - 1);
    for (const { signature } of outlived?.records ?? []) this.#recentSignatures.delete(signature);
    this.#blocks.delete(block.slot - MAX_BLOCKS);
  }
}

function hashOf(...parts: readonly string[]): Blockhash {
  return encodeBlockhash(createHash('sha256').update(parts.join('\n')).digest());
}

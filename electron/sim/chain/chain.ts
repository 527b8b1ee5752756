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
import { clockAccount, epochOf, SYSVAR_ACCOUNTS } from '../ledger/sysvars.ts';
import { CLOCK_SYSVAR } from '../../protocol/programs.ts';
import { executeTransaction, type Execution } from '../runtime/execute-transaction.ts';
import type { ChainClock } from '../runtime/invoke-context.ts';
import type { TransactionError } from '../runtime/transaction-error.ts';
import type { Block } from './block.ts';
import { BlockStore } from './block-store.ts';
import { BlockhashQueue } from './blockhash-queue.ts';
import { ChainListeners, type ChainListener } from './chain-listeners.ts';
import type { ChainOptions, SubmitOptions, SubmitResult } from './chain-options.ts';
import type { Commitment } from './commitment.ts';
import { DroppedTransactions, type DroppedTransaction } from './dropped-transactions.ts';
import { PendingTransactions, type PendingTransaction } from './pending-transactions.ts';
import { signaturesHold } from './signature-check.ts';
import { TransactionHistory } from './transaction-history.ts';
import type { TransactionRecord } from './transaction-record.ts';

const FIRST_SLOT = 1_000;

type BlockDraft = Pick<Block, 'slot' | 'timeS' | 'before'>;

/** Null takes the account off the ledger. */
export type WriteAccount = (address: Address, account: LedgerAccount | null) => void;

/** What becomes of a transaction whose block was abandoned: it waits for the next block, or nobody has it any more. */
export type FateAfterFork = (record: TransactionRecord) => 'again' | 'lost';

/** Slots, blocks and the ledger. It makes a block only when told to; nothing in it waits. */
export class Chain {
  readonly accounts = new AccountStore();
  readonly genesisHash: Blockhash;
  readonly history: TransactionHistory;
  readonly pending = new PendingTransactions();
  readonly #options: ChainOptions;
  readonly #listeners = new ChainListeners();
  readonly #blockhashes = new BlockhashQueue();
  readonly #blocks: BlockStore;
  /** Signatures of the blocks in which a duplicate could still be valid. */
  readonly #recentSignatures = new Set<Signature>();
  readonly #dropped = new DroppedTransactions();
  #landed = 0;
  #lastSlot = FIRST_SLOT;
  #epochStartS: number;

  constructor(options: ChainOptions) {
    this.#options = options;
    this.history = new TransactionHistory(options.residents);
    this.genesisHash = hashOf('genesis', options.genesisText);
    for (const [address, account] of [...options.genesis, ...SYSVAR_ACCOUNTS])
      this.accounts.set(address, account);
    const first: Block = {
      slot: FIRST_SLOT,
      parentSlot: FIRST_SLOT - 1,
      height: FIRST_SLOT,
      blockhash: hashOf('block', this.genesisHash, String(FIRST_SLOT)),
      previousBlockhash: this.genesisHash,
      timeS: Math.floor(options.nowMs() / 1000),
      records: [],
      before: new Map(),
      alterations: [],
    };
    this.#blocks = new BlockStore(first, options.depths);
    this.#blockhashes.add(first.blockhash, first.height);
    this.#epochStartS = first.timeS;
    this.accounts.set(CLOCK_SYSVAR, clockAccount(first, this.#epochStartS));
    // A node that is asked for finalized state must have some from its first moment on.
    for (let index = 0; index < options.depths.finalizedAfter; index += 1) this.produceBlock();
  }

  listen(listener: ChainListener): () => void {
    return this.#listeners.add(listener);
  }

  /** The newest transactions that were taken and did not land, oldest first. */
  get dropped(): readonly DroppedTransaction[] {
    return this.#dropped.all;
  }

  /** How many transactions ever landed. */
  get transactionCount(): number {
    return this.#landed;
  }

  /** What programs read as the time of the newest block. */
  get clock(): ChainClock {
    return clockOf(this.#blocks.newest);
  }

  /** The newest block of a commitment. */
  blockAt(commitment: Commitment): Block {
    return this.#blocks.at(commitment);
  }

  /** Undefined where there is none in that slot, or no longer. */
  block(slot: number): Block | undefined {
    return this.#blocks.bySlot(slot);
  }

  get oldestSlot(): number {
    return this.#blocks.oldest.slot;
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
    let found = this.accounts.get(address);
    for (const { before } of this.#blocks.after(slot)) {
      const was = before.get(address);
      if (was !== undefined) found = was ?? undefined;
    }
    return found;
  }

  /** Takes a transaction for the next block. What is wrong with it is found when the block is made. */
  submit(bytes: Uint8Array, { where = 'last', signedHere = false }: SubmitOptions = {}): SubmitResult {
    const transaction = decodeTransaction(bytes);
    const [first] = transaction?.signatures ?? [];
    if (transaction === null || first === undefined) return 'malformed';
    const signature = encodeSignature(first);
    if (!this.pending.add({ signature, bytes, transaction, signedHere }, where)) return 'queue-full';
    this.#listeners.received(signature, this.#blocks.newest.slot);
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
    const height = this.#blocks.newest.height + 1;
    return this.#blockhashes.allows(transaction.recentBlockhash, height) ? null : 'BlockhashNotFound';
  }

  /** What it would do now, without doing it. */
  simulate(message: DecodedMessage): Execution {
    return this.#execute(message, this.clock);
  }

  /**
   * Changes the ledger outside of any transaction: accounts that the market puts there or sweeps away. It is done again
   * on the ledger as it then is when the newest block is abandoned, so that it must not hold what it has read.
   */
  alter(change: (write: WriteAccount) => void): void {
    const apply = (): void => {
      const { before } = this.#blocks.newest;
      change((address, account) => this.#write(address, account, before));
    };
    apply();
    this.#blocks.newest.alterations.push(apply);
  }

  produceBlock(): Block {
    const parent = this.#blocks.newest;
    this.#lastSlot += 1;
    const draft = {
      slot: this.#lastSlot,
      timeS: Math.max(parent.timeS, Math.floor(this.#options.nowMs() / 1000)),
      before: new Map<Address, LedgerAccount | null>(),
    };
    if (epochOf(draft.slot) !== epochOf(parent.slot)) this.#epochStartS = draft.timeS;
    this.#write(CLOCK_SYSVAR, clockAccount(draft, this.#epochStartS), draft.before);
    const records = this.pending.takeBlock().flatMap((pending) => this.#land(pending, draft) ?? []);
    const block: Block = {
      ...draft,
      parentSlot: parent.slot,
      height: parent.height + 1,
      // It follows from what landed, so that two chains with the same hash are the same all the way.
      blockhash: hashOf('block', parent.blockhash, ...records.map((record) => record.signature)),
      previousBlockhash: parent.blockhash,
      records,
      alterations: [],
    };
    const [confirmed, finalized] = [this.blockAt('confirmed'), this.blockAt('finalized')];
    const outlived = this.#blocks.add(block);
    for (const { signature } of outlived?.records ?? []) this.#recentSignatures.delete(signature);
    this.#blockhashes.add(block.blockhash, block.height);
    this.#listeners.reached(block, 'processed');
    // After a fork it takes some blocks until there is something new to tell.
    if (this.blockAt('confirmed') !== confirmed)
      this.#listeners.reached(this.blockAt('confirmed'), 'confirmed');
    if (this.blockAt('finalized') !== finalized)
      this.#listeners.reached(this.blockAt('finalized'), 'finalized');
    return block;
  }

  /**
   * Abandons up to that many of the newest blocks, never a confirmed one: the ledger is as it was before them, their
   * blockhashes are unknown, and the next block has the last one left as its parent. Answers how many were abandoned.
   */
  abandon(blocks: number, fate: FateAfterFork): number {
    const records: TransactionRecord[] = [];
    const alterations: (() => void)[] = [];
    let abandoned = 0;
    for (; abandoned < blocks; abandoned += 1) {
      const block = this.#blocks.abandonNewest();
      if (block === null) break;
      for (const [address, account] of block.before) this.accounts.set(address, account);
      this.#blockhashes.remove(block.blockhash);
      records.unshift(...block.records);
      alterations.unshift(...block.alterations);
    }
    for (const change of alterations) change();
    // The same changes may have to be done once more where this block is abandoned too.
    this.#blocks.newest.alterations.push(...alterations);
    for (const record of records) {
      this.#recentSignatures.delete(record.signature);
      this.history.remove(record.signature);
    }
    this.#landed -= records.length;
    // In front of what waits already, in their order.
    for (const record of records.toReversed()) {
      const { signature, bytes, transaction } = record;
      if (fate(record) === 'again')
        this.pending.add({ signature, bytes, transaction, signedHere: true }, 'first');
    }
    return abandoned;
  }

  #land(
    { transaction, signature, bytes, signedHere }: PendingTransaction,
    block: BlockDraft,
  ): TransactionRecord | null {
    const obstacle = this.obstacle(transaction, signature, !signedHere);
    if (obstacle !== null) return this.#drop(signature, obstacle);
    const execution = this.#execute(transaction, clockOf(block));
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

  #execute(message: DecodedMessage, clock: ChainClock): Execution {
    return executeTransaction(message, (address) => this.accounts.get(address), clock);
  }

  #drop(signature: Signature, error: TransactionError): null {
    this.#dropped.add({ signature, error });
    return null;
  }

  #write(address: Address, account: LedgerAccount | null, before: Map<Address, LedgerAccount | null>): void {
    if (!before.has(address)) before.set(address, this.accounts.get(address) ?? null);
    this.accounts.set(address, account);
  }
}

const clockOf = ({ slot, timeS }: Pick<Block, 'slot' | 'timeS'>): ChainClock => ({
  slot,
  epoch: epochOf(slot),
  unixS: BigInt(timeS),
});

function hashOf(...parts: readonly string[]): Blockhash {
  return encodeBlockhash(createHash('sha256').update(parts.join('\n')).digest());
}

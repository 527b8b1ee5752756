import type { Signature } from '../../../shared/units.ts';
import type { DecodedTransaction } from '../../protocol/transaction-wire.ts';

export type PendingTransaction = {
  readonly signature: Signature;
  readonly bytes: Uint8Array;
  readonly transaction: DecodedTransaction;
  readonly signedHere: boolean;
};

export const MAX_PENDING_TRANSACTIONS = 2_000;
/** A block takes this many; the rest wait for the next. */
const MAX_IN_A_BLOCK = 256;

/** Transactions that wait for the next block, each once, in the order of arrival. */
export class PendingTransactions {
  #queue: PendingTransaction[] = [];
  readonly #signatures = new Set<Signature>();

  get size(): number {
    return this.#queue.length;
  }

  /** False when it is full. One that already waits is not taken twice. */
  add(pending: PendingTransaction, where: 'first' | 'last' = 'last'): boolean {
    if (this.#signatures.has(pending.signature)) return true;
    if (this.#queue.length >= MAX_PENDING_TRANSACTIONS) return false;
    this.#signatures.add(pending.signature);
    if (where === 'first') this.#queue.unshift(pending);
    else this.#queue.push(pending);
    return true;
  }

  has(signature: Signature): boolean {
    return this.#signatures.has(signature);
  }

  takeBlock(): readonly PendingTransaction[] {
    const taken = this.#queue.slice(0, MAX_IN_A_BLOCK);
    this.#queue = this.#queue.slice(MAX_IN_A_BLOCK);
    for (const { signature } of taken) this.#signatures.delete(signature);
    return taken;
  }
}

import type { Signature } from '../../../shared/units.ts';
import type { TransactionError } from '../runtime/transaction-error.ts';

/** Why a transaction that was taken did not land. */
export type DroppedTransaction = { readonly signature: Signature; readonly error: TransactionError };
export const MAX_DROPPED = 500;

/** The newest transactions that were taken and did not land, oldest first. */
export class DroppedTransactions {
  readonly #dropped: DroppedTransaction[] = [];

  get all(): readonly DroppedTransaction[] {
    return this.#dropped;
  }

  add(dropped: DroppedTransaction): void {
    // Sending the same bytes again is the sender's way to be sure, and no loss.
    if (dropped.error === 'AlreadyProcessed') return;
    this.#dropped.push(dropped);
    if (this.#dropped.length > MAX_DROPPED) this.#dropped.shift();
  }
}

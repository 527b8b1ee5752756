import type { Address, Signature } from '../../../shared/units.ts';
import { mentions, type TransactionRecord } from './transaction-record.ts';

/** Enough for many minutes of the market's own transactions; those of everybody else are kept apart and longer. */
export const MAX_RESIDENT_RECORDS = 3_000;
export const MAX_VISITOR_RECORDS = 3_000;

/** The newest transactions that landed, bounded. */
export class TransactionHistory {
  readonly #residents: ReadonlySet<Address>;
  readonly #ofResidents = new Map<Signature, TransactionRecord>();
  readonly #ofVisitors = new Map<Signature, TransactionRecord>();

  /** `residents` are the wallets that the market itself trades with. */
  constructor(residents: ReadonlySet<Address>) {
    this.#residents = residents;
  }

  get size(): number {
    return this.#ofResidents.size + this.#ofVisitors.size;
  }

  add(record: TransactionRecord): void {
    const payer = record.transaction.accountKeys[0];
    if (payer !== undefined && this.#residents.has(payer)) {
      addBounded(this.#ofResidents, record, MAX_RESIDENT_RECORDS);
    } else {
      addBounded(this.#ofVisitors, record, MAX_VISITOR_RECORDS);
    }
  }

  /** Forgets one whose block was abandoned. */
  remove(signature: Signature): void {
    this.#ofResidents.delete(signature);
    this.#ofVisitors.delete(signature);
  }

  get(signature: Signature): TransactionRecord | undefined {
    return this.#ofVisitors.get(signature) ?? this.#ofResidents.get(signature);
  }

  /** Newest first. */
  mentioning(address: Address): readonly TransactionRecord[] {
    const all = [...this.#ofResidents.values(), ...this.#ofVisitors.values()];
    const found = all.filter((record) => mentions(record, address));
    // Sorting is stable and both maps are in landing order, so that reversing keeps the order within a slot.
    return found.toSorted((a, b) => a.slot - b.slot).toReversed();
  }
}

function addBounded(
  records: Map<Signature, TransactionRecord>,
  record: TransactionRecord,
  limit: number,
): void {
  records.set(record.signature, record);
  for (const oldest of records.keys()) {
    if (records.size <= limit) return;
    records.delete(oldest);
  }
}

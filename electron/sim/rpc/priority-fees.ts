import type { Address } from '../../../shared/units.ts';
import { parseComputeBudgetInstruction } from '../../protocol/compute-budget-instructions.ts';
import { resolveInstructions } from '../../protocol/transaction-wire.ts';
import type { Chain } from '../chain/chain.ts';
import { mentions, type TransactionRecord } from '../chain/transaction-record.ts';

/** A node keeps this many slots of fees. */
const SLOTS = 150;

/** The least compute price, in micro-lamports a unit, that landed in each recent block and touched all the accounts. */
export function recentPriorityFees(chain: Chain, addresses: readonly Address[]) {
  const newest = chain.blockAt('processed').slot;
  const first = Math.max(newest - SLOTS + 1, chain.oldestSlot);
  return Array.from({ length: newest - first + 1 }, (_, index) => {
    const slot = first + index;
    const records = chain.block(slot)?.records ?? [];
    const prices = records.filter((record) => touchesAll(record, addresses)).map(priceOf);
    return { slot, prioritizationFee: prices.length === 0 ? 0 : Math.min(...prices) };
  });
}

function touchesAll(record: TransactionRecord, addresses: readonly Address[]): boolean {
  return addresses.every((address) => mentions(record, address));
}

function priceOf({ transaction, meta }: TransactionRecord): number {
  for (const instruction of resolveInstructions(transaction, meta.loaded) ?? []) {
    const parsed = parseComputeBudgetInstruction(instruction);
    if (parsed?.kind === 'set-compute-unit-price') return Number(parsed.microLamports);
  }
  return 0;
}

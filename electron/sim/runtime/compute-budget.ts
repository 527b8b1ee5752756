import type { ResolvedInstruction } from '../../protocol/instruction.ts';
import {
  MAX_COMPUTE_UNITS,
  parseComputeBudgetInstruction,
} from '../../protocol/compute-budget-instructions.ts';
import { COMPUTE_BUDGET_PROGRAM } from '../../protocol/programs.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { TransactionError } from './transaction-error.ts';

export type ComputeBudget = { readonly unitLimit: number; readonly microLamportsPerUnit: bigint };

const UNITS_A_PROGRAM_CALL = 200_000;
const UNITS_A_BUILTIN_CALL = 3_000;
const MICRO = 1_000_000n;
export const LAMPORTS_PER_SIGNATURE = 5_000n;

/** What the transaction asks for by its ComputeBudget instructions, or the defaults. */
export function computeBudgetOf(
  instructions: readonly ResolvedInstruction[],
  isBuiltin: (instruction: ResolvedInstruction) => boolean,
): Result<ComputeBudget, TransactionError> {
  let limit: number | null = null;
  let price: bigint | null = null;
  let defaults = 0;
  for (const [index, instruction] of instructions.entries()) {
    defaults += isBuiltin(instruction) ? UNITS_A_BUILTIN_CALL : UNITS_A_PROGRAM_CALL;
    if (instruction.programId !== COMPUTE_BUDGET_PROGRAM) continue;
    const parsed = parseComputeBudgetInstruction(instruction);
    if (parsed === null) return err({ InstructionError: [index, 'InvalidInstructionData'] });
    if (parsed.kind === 'set-compute-unit-limit') {
      if (limit !== null) return err({ DuplicateInstruction: index });
      limit = parsed.units;
    } else if (parsed.kind === 'set-compute-unit-price') {
      if (price !== null) return err({ DuplicateInstruction: index });
      price = parsed.microLamports;
    }
  }
  return ok({ unitLimit: Math.min(limit ?? defaults, MAX_COMPUTE_UNITS), microLamportsPerUnit: price ?? 0n });
}

/** 5,000 lamports a signature and the priority fee, rounded up. Paid for the limit, used or not, and on failure too. */
export function transactionFee(signatures: number, budget: ComputeBudget): bigint {
  const priority = (budget.microLamportsPerUnit * BigInt(budget.unitLimit) + MICRO - 1n) / MICRO;
  return LAMPORTS_PER_SIGNATURE * BigInt(signatures) + priority;
}

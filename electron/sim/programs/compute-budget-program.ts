import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';

const UNITS = 150;

/** Does nothing when it runs: its instructions were read before the transaction began. */
export function computeBudgetProgram(context: InvokeContext): ProgramResult {
  return context.consume(UNITS) ? null : 'ComputationalBudgetExceeded';
}

import { parseCpmmInitializeInstruction } from '../../protocol/cpmm-initialize-instruction.ts';
import { parseCpmmSwapInstruction } from '../../protocol/cpmm-swap-instruction.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { cpmmFailure } from './cpmm-failure.ts';
import { cpmmInitialize } from './cpmm-initialize.ts';
import { cpmmSwap } from './cpmm-swap.ts';

const UNITS_OF_REFUSAL = 500;
/** Of each instruction: the first 8 bytes, the data and the accounts that it takes. */
const KNOWN = new Map([
  ['afaf6d1f0d989bed', { bytes: 32, accounts: 20 }],
  ['3f37fe4131b25979', { bytes: 33, accounts: 21 }],
  ['8fbe5adac41e33de', { bytes: 24, accounts: 13 }],
  ['37d96256a34ab4ad', { bytes: 24, accounts: 13 }],
]);

/** Raydium CPMM: creations and swaps. Deposits, withdrawals and administration are refused as unknown. */
export function cpmmProgram(context: InvokeContext): ProgramResult {
  const { data, accounts } = context.instruction;
  const init = parseCpmmInitializeInstruction(context.instruction);
  if (init !== null) return cpmmInitialize(context, init);
  const swap = parseCpmmSwapInstruction(context.instruction);
  if (swap !== null) return cpmmSwap(context, swap);
  if (!context.consume(UNITS_OF_REFUSAL)) return 'ComputationalBudgetExceeded';
  const known = KNOWN.get(Buffer.from(data.subarray(0, 8)).toString('hex'));
  if (known === undefined) return cpmmFailure(context, 'instructionFallbackNotFound');
  return cpmmFailure(
    context,
    accounts.length < known.accounts ? 'accountNotEnoughKeys' : 'instructionDidNotDeserialize',
  );
}

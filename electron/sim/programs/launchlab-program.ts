import { parseLaunchLabInitializeInstruction } from '../../protocol/launchlab-initialize-instruction.ts';
import { parseLaunchLabSwapInstruction } from '../../protocol/launchlab-swap-instruction.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { anchorFailure } from './anchor-failure.ts';
import { launchLabInitialize } from './launchlab-initialize.ts';
import { launchLabSwap } from './launchlab-swap.ts';

const UNITS_OF_REFUSAL = 500;

/** Raydium LaunchLab: launches, and exact-in buys and sales. Everything else is refused as unknown data. */
export function launchLabProgram(context: InvokeContext): ProgramResult {
  const swap = parseLaunchLabSwapInstruction(context.instruction);
  if (swap !== null) return launchLabSwap(context, swap);
  const launch = parseLaunchLabInitializeInstruction(context.instruction);
  if (launch !== null) return launchLabInitialize(context, launch);
  if (!context.consume(UNITS_OF_REFUSAL)) return 'ComputationalBudgetExceeded';
  return anchorFailure(context, 'instructionFallbackNotFound');
}

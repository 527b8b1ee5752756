import { parseAmmV4SwapInstruction } from '../../protocol/amm-v4-swap-instruction.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { AMM_V4_ERRORS } from './amm-v4-errors.ts';
import { ammV4Initialize } from './amm-v4-initialize.ts';
import { ammV4Swap } from './amm-v4-swap.ts';

const INITIALIZE_2 = 1;
const SWAP_TAGS: readonly number[] = [9, 11, 16, 17];
const SWAP_V2_TAGS: readonly number[] = [16, 17];
const UNITS_OF_REFUSAL = 500;

/** Raydium AMM v4: creations and swaps. Deposits, withdrawals and administration are refused as unknown data. */
export function ammV4Program(context: InvokeContext): ProgramResult {
  const { data } = context.instruction;
  const tag = data[0] ?? -1;
  if (tag === INITIALIZE_2) return ammV4Initialize(context);
  const swap = parseAmmV4SwapInstruction(context.instruction);
  if (swap !== null) return ammV4Swap(context, swap);
  if (!context.consume(UNITS_OF_REFUSAL)) return 'ComputationalBudgetExceeded';
  if (!SWAP_TAGS.includes(tag) || data.length < 17) return 'InvalidInstructionData';
  return SWAP_V2_TAGS.includes(tag) ? 'NotEnoughAccountKeys' : AMM_V4_ERRORS.wrongAccountsNumber;
}

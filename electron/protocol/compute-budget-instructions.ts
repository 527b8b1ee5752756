import { readU32, readU64, writeU32, writeU64 } from './little-endian.ts';
import type { Instruction, ResolvedInstruction } from './instruction.ts';
import { COMPUTE_BUDGET_PROGRAM } from './programs.ts';

export type ComputeBudgetInstruction =
  | { readonly kind: 'request-heap-frame'; readonly bytes: number }
  | { readonly kind: 'set-compute-unit-limit'; readonly units: number }
  /** Millionths of a lamport per compute unit. */
  | { readonly kind: 'set-compute-unit-price'; readonly microLamports: bigint }
  | { readonly kind: 'set-loaded-accounts-data-size-limit'; readonly bytes: number };

/** The most a transaction can ask for. */
export const MAX_COMPUTE_UNITS = 1_400_000;

const REQUEST_HEAP_FRAME = 1;
const SET_LIMIT = 2;
const SET_PRICE = 3;
const SET_LOADED_DATA_SIZE = 4;

export function setComputeUnitLimitInstruction(units: number): Instruction {
  const data = new Uint8Array(5);
  data[0] = SET_LIMIT;
  writeU32(data, 1, units);
  return { programId: COMPUTE_BUDGET_PROGRAM, accounts: [], data };
}

export function setComputeUnitPriceInstruction(microLamports: bigint): Instruction {
  const data = new Uint8Array(9);
  data[0] = SET_PRICE;
  writeU64(data, 1, microLamports);
  return { programId: COMPUTE_BUDGET_PROGRAM, accounts: [], data };
}

/** Null when it is another program's, or not in a form that the program accepts. */
export function parseComputeBudgetInstruction(
  instruction: ResolvedInstruction,
): ComputeBudgetInstruction | null {
  const { programId, data } = instruction;
  if (programId !== COMPUTE_BUDGET_PROGRAM) return null;
  const tag = data[0];
  if (data.length === 9 && tag === SET_PRICE) {
    return { kind: 'set-compute-unit-price', microLamports: readU64(data, 1) };
  }
  if (data.length !== 5) return null;
  const value = readU32(data, 1);
  if (tag === REQUEST_HEAP_FRAME) return { kind: 'request-heap-frame', bytes: value };
  if (tag === SET_LIMIT) return { kind: 'set-compute-unit-limit', units: value };
  return tag === SET_LOADED_DATA_SIZE ? { kind: 'set-loaded-accounts-data-size-limit', bytes: value } : null;
}

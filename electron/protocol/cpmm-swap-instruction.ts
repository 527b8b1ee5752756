import { tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import { startsWith } from './account-fields.ts';
import {
  readonlyAccount,
  readonlySigner,
  writableAccount,
  type Instruction,
  type ResolvedInstruction,
} from './instruction.ts';
import { readU64, writeU64 } from './little-endian.ts';
import { CPMM_AUTHORITY, CPMM_PROGRAM } from './programs.ts';

/** The accounts of one side of a pool. */
export type CpmmSwapSide = {
  readonly vault: Address;
  readonly mint: Address;
  readonly tokenProgram: Address;
};

export type CpmmSwapAccounts = {
  readonly pool: { readonly pool: Address; readonly config: Address; readonly observation: Address };
  readonly user: { readonly owner: Address; readonly source: Address; readonly destination: Address };
  /** What the swap pays into, and what it takes from. */
  readonly input: CpmmSwapSide;
  readonly output: CpmmSwapSide;
};

export type CpmmSwapBaseInput = CpmmSwapAccounts & {
  /** What leaves the source, and the least that must arrive at the destination: transfer fees are inside both. */
  readonly amounts: { readonly amountIn: TokenUnits; readonly minimumOut: TokenUnits };
};

export type CpmmSwapBaseOutput = CpmmSwapAccounts & {
  /** The most that may leave the source, and what must arrive at the destination. */
  readonly amounts: { readonly maximumIn: TokenUnits; readonly amountOut: TokenUnits };
};

/** 8 bytes of discriminator, two u64. */
export const CPMM_SWAP_DATA_BYTES = 24;
const SWAP_BASE_INPUT = Buffer.from('8fbe5adac41e33de', 'hex');
const SWAP_BASE_OUTPUT = Buffer.from('37d96256a34ab4ad', 'hex');
const ACCOUNTS = 13;

function swapInstruction(
  { pool, user, input, output }: CpmmSwapAccounts,
  discriminator: Uint8Array,
  first: TokenUnits,
  second: TokenUnits,
): Instruction {
  const data = new Uint8Array(CPMM_SWAP_DATA_BYTES);
  data.set(discriminator);
  writeU64(data, 8, first);
  writeU64(data, 16, second);
  return {
    programId: CPMM_PROGRAM,
    accounts: [
      readonlySigner(user.owner),
      readonlyAccount(CPMM_AUTHORITY),
      readonlyAccount(pool.config),
      writableAccount(pool.pool),
      writableAccount(user.source),
      writableAccount(user.destination),
      writableAccount(input.vault),
      writableAccount(output.vault),
      readonlyAccount(input.tokenProgram),
      readonlyAccount(output.tokenProgram),
      readonlyAccount(input.mint),
      readonlyAccount(output.mint),
      writableAccount(pool.observation),
    ],
    data,
  };
}

export function cpmmSwapBaseInputInstruction(swap: CpmmSwapBaseInput): Instruction {
  return swapInstruction(swap, SWAP_BASE_INPUT, swap.amounts.amountIn, swap.amounts.minimumOut);
}

export function cpmmSwapBaseOutputInstruction(swap: CpmmSwapBaseOutput): Instruction {
  return swapInstruction(swap, SWAP_BASE_OUTPUT, swap.amounts.maximumIn, swap.amounts.amountOut);
}

export type ParsedCpmmSwap = CpmmSwapAccounts & {
  /** Account 1, which the program checks to be its own. */
  readonly authority: Address;
  readonly amounts:
    | ({ readonly fixed: 'in' } & CpmmSwapBaseInput['amounts'])
    | ({ readonly fixed: 'out' } & CpmmSwapBaseOutput['amounts']);
};

/** Null when it is another program's, not a swap, or lacks accounts. */
export function parseCpmmSwapInstruction(instruction: ResolvedInstruction): ParsedCpmmSwap | null {
  const { programId, accounts, data } = instruction;
  if (programId !== CPMM_PROGRAM || data.length < CPMM_SWAP_DATA_BYTES || accounts.length < ACCOUNTS)
    return null;
  const fixedIn = startsWith(data, SWAP_BASE_INPUT);
  if (!fixedIn && !startsWith(data, SWAP_BASE_OUTPUT)) return null;
  const [owner, authority, config, pool, source, destination, inputVault, outputVault] = accounts;
  const [inputProgram, outputProgram, inputMint, outputMint, observation] = accounts.slice(8);
  if (!owner || !authority || !config || !pool || !source || !destination || !inputVault || !outputVault)
    return null;
  if (!inputProgram || !outputProgram || !inputMint || !outputMint || !observation) return null;
  const first = tokenUnits(readU64(data, 8));
  const second = tokenUnits(readU64(data, 16));
  return {
    authority,
    pool: { pool, config, observation },
    user: { owner, source, destination },
    input: { vault: inputVault, mint: inputMint, tokenProgram: inputProgram },
    output: { vault: outputVault, mint: outputMint, tokenProgram: outputProgram },
    amounts: fixedIn
      ? { fixed: 'in', amountIn: first, minimumOut: second }
      : { fixed: 'out', maximumIn: first, amountOut: second },
  };
}

import type { Address } from '../../../shared/units.ts';
import type { Instruction, ResolvedInstruction } from '../../protocol/instruction.ts';
import type { LedgerAccount } from '../ledger/ledger-account.ts';
import type { InstructionError } from './transaction-error.ts';

/** The chain's clock, as programs read it. */
export type ChainClock = { readonly slot: number; readonly epoch: number; readonly unixS: bigint };

/** Null is success. */
export type ProgramResult = InstructionError | null;

/** What a program is given to run one instruction. */
export type InvokeContext = {
  readonly instruction: ResolvedInstruction;
  readonly clock: ChainClock;
  get(address: Address): LedgerAccount;
  set(address: Address, account: LedgerAccount): void;
  isSigner(address: Address): boolean;
  /** Writes `Program log: …`. */
  log(text: string): void;
  /** Writes a line as it is. */
  line(text: string): void;
  /** False when the transaction's compute budget is used up: the program must then end with that error. */
  consume(units: number): boolean;
  /** Calls another program; `seeds` are the addresses that the calling program signs for. */
  call(instruction: Instruction, seeds?: readonly Address[]): ProgramResult;
};

export type Program = (context: InvokeContext) => ProgramResult;

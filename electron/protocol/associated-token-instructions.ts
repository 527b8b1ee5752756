import type { Address } from '../../shared/units.ts';
import {
  readonlyAccount,
  writableAccount,
  writableSigner,
  type Instruction,
  type ResolvedInstruction,
} from './instruction.ts';
import { ASSOCIATED_TOKEN_PROGRAM, SYSTEM_PROGRAM } from './programs.ts';

/** Creates `account`, which is `associatedTokenAddress(owner, mint, tokenProgram)`, at the payer's cost. */
export type CreateAssociatedToken = {
  readonly payer: Address;
  readonly account: Address;
  readonly owner: Address;
  readonly mint: Address;
  readonly tokenProgram: Address;
};

export type AssociatedTokenInstruction = CreateAssociatedToken & {
  /** `create` fails when the account exists, `create-idempotent` does not. */
  readonly kind: 'create' | 'create-idempotent';
};

const CREATE = 0;
const CREATE_IDEMPOTENT = 1;

function createWith(create: CreateAssociatedToken, data: Uint8Array): Instruction {
  return {
    programId: ASSOCIATED_TOKEN_PROGRAM,
    accounts: [
      writableSigner(create.payer),
      writableAccount(create.account),
      readonlyAccount(create.owner),
      readonlyAccount(create.mint),
      readonlyAccount(SYSTEM_PROGRAM),
      readonlyAccount(create.tokenProgram),
    ],
    data,
  };
}

export function createAssociatedTokenInstruction(create: CreateAssociatedToken): Instruction {
  return createWith(create, new Uint8Array(0));
}

export function createAssociatedTokenIdempotentInstruction(create: CreateAssociatedToken): Instruction {
  return createWith(create, Uint8Array.of(CREATE_IDEMPOTENT));
}

/** Null when it is another program's, or not a creation. */
export function parseAssociatedTokenInstruction(
  instruction: ResolvedInstruction,
): AssociatedTokenInstruction | null {
  const { programId, data } = instruction;
  const [payer, account, owner, mint, , tokenProgram] = instruction.accounts;
  if (programId !== ASSOCIATED_TOKEN_PROGRAM || data.length > 1) return null;
  if (!payer || !account || !owner || !mint || !tokenProgram) return null;
  const tag = data[0] ?? CREATE;
  if (tag !== CREATE && tag !== CREATE_IDEMPOTENT) return null;
  const kind = tag === CREATE ? 'create' : 'create-idempotent';
  return { kind, payer, account, owner, mint, tokenProgram };
}

import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { custom } from '../runtime/transaction-error.ts';

/** An error of a program that is built with Anchor, as its error.rs has it. */
export type AnchorError = { readonly code: number; readonly name: string; readonly words: string };

/** Errors of Anchor itself (`ErrorCode` of anchor-lang) that its generated checks end in. */
export const ANCHOR_ERRORS = {
  instructionFallbackNotFound: {
    code: 101,
    name: 'InstructionFallbackNotFound',
    words: 'Fallback functions are not supported',
  },
  instructionDidNotDeserialize: {
    code: 102,
    name: 'InstructionDidNotDeserialize',
    words: 'The program could not deserialize the given instruction',
  },
  constraintMut: { code: 2000, name: 'ConstraintMut', words: 'A mut constraint was violated' },
  constraintRaw: { code: 2003, name: 'ConstraintRaw', words: 'A raw constraint was violated' },
  constraintSeeds: { code: 2006, name: 'ConstraintSeeds', words: 'A seeds constraint was violated' },
  constraintAddress: { code: 2012, name: 'ConstraintAddress', words: 'An address constraint was violated' },
  constraintTokenMint: {
    code: 2014,
    name: 'ConstraintTokenMint',
    words: 'A token mint constraint was violated',
  },
  constraintTokenOwner: {
    code: 2015,
    name: 'ConstraintTokenOwner',
    words: 'A token owner constraint was violated',
  },
  constraintMintTokenProgram: {
    code: 2022,
    name: 'ConstraintMintTokenProgram',
    words: 'A mint token program constraint was violated',
  },
  requireEqViolated: { code: 2501, name: 'RequireEqViolated', words: 'A require_eq expression was violated' },
  requireGtViolated: { code: 2505, name: 'RequireGtViolated', words: 'A require_gt expression was violated' },
  accountDiscriminatorMismatch: {
    code: 3002,
    name: 'AccountDiscriminatorMismatch',
    words: 'Account discriminator did not match what was expected',
  },
  accountDidNotDeserialize: {
    code: 3003,
    name: 'AccountDidNotDeserialize',
    words: 'Failed to deserialize the account',
  },
  accountNotEnoughKeys: {
    code: 3005,
    name: 'AccountNotEnoughKeys',
    words: 'Not enough account keys given to the instruction',
  },
  accountOwnedByWrongProgram: {
    code: 3007,
    name: 'AccountOwnedByWrongProgram',
    words: 'The given account is owned by a different program than expected',
  },
  invalidProgramId: { code: 3008, name: 'InvalidProgramId', words: 'Program ID was not as expected' },
  accountNotSigner: { code: 3010, name: 'AccountNotSigner', words: 'The given account did not sign' },
  accountNotInitialized: {
    code: 3012,
    name: 'AccountNotInitialized',
    words: 'The program expected this account to be already initialized',
  },
} as const satisfies Record<string, AnchorError>;

export type AnchorErrorName = keyof typeof ANCHOR_ERRORS;

/** Ends a program with one of Anchor's own errors; `account` names the one that was at fault. */
export const anchorFailure = (
  context: InvokeContext,
  name: AnchorErrorName,
  account?: string,
): ProgramResult => endAsAnchor(context, ANCHOR_ERRORS[name], account);

/** Ends a program as Anchor does, with a line that names the error and, where one was at fault, the account. */
export function endAsAnchor(
  context: InvokeContext,
  { code, name, words }: AnchorError,
  account?: string,
): ProgramResult {
  const cause = account === undefined ? 'occurred.' : `caused by account: ${account}.`;
  context.log(`AnchorError ${cause} Error Code: ${name}. Error Number: ${code}. Error Message: ${words}.`);
  return custom(code);
}

import { LAUNCHLAB_ERRORS, type LaunchLabErrorName } from '../../protocol/launchlab-errors.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { custom } from '../runtime/transaction-error.ts';

/** Anchor's own codes (`ErrorCode` of anchor-lang), those that the checks of accounts here can answer. */
const ANCHOR_ERRORS = {
  instructionFallbackNotFound: [101, 'InstructionFallbackNotFound', 'Fallback functions are not supported'],
  instructionDidNotDeserialize: [
    102,
    'InstructionDidNotDeserialize',
    'The program could not deserialize the given instruction',
  ],
  constraintSeeds: [2006, 'ConstraintSeeds', 'A seeds constraint was violated'],
  constraintAddress: [2012, 'ConstraintAddress', 'An address constraint was violated'],
  constraintTokenMint: [2014, 'ConstraintTokenMint', 'A token mint constraint was violated'],
  constraintTokenOwner: [2015, 'ConstraintTokenOwner', 'A token owner constraint was violated'],
  accountDidNotDeserialize: [3003, 'AccountDidNotDeserialize', 'Failed to deserialize the account'],
  accountOwnedByWrongProgram: [
    3007,
    'AccountOwnedByWrongProgram',
    'The given account is owned by a different program than expected',
  ],
  accountNotSigner: [3010, 'AccountNotSigner', 'The given account did not sign'],
  accountNotInitialized: [
    3012,
    'AccountNotInitialized',
    'The program expected this account to be already initialized',
  ],
} as const;

/** Ends the program with one of its own errors, in the words that Anchor logs. */
export function launchLabFailure(context: InvokeContext, name: LaunchLabErrorName): ProgramResult {
  const { code, name: title, words } = LAUNCHLAB_ERRORS[name];
  return logged(context, code, title, words);
}

/** Ends it with one of Anchor's. */
export function anchorFailure(context: InvokeContext, name: keyof typeof ANCHOR_ERRORS): ProgramResult {
  const [code, title, words] = ANCHOR_ERRORS[name];
  return logged(context, code, title, words);
}

function logged(context: InvokeContext, code: number, title: string, words: string): ProgramResult {
  context.log(`AnchorError occurred. Error Code: ${title}. Error Number: ${code}. Error Message: ${words}.`);
  return custom(code);
}

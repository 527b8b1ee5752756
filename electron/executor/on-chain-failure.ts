import { z } from 'zod';
import type { OnChainFailure } from '../../shared/order.ts';
import type { Address } from '../../shared/units.ts';
import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import { CPMM_ERRORS } from '../protocol/cpmm-errors.ts';
import { LAUNCHLAB_ERRORS } from '../protocol/launchlab-errors.ts';
import {
  AMM_V4_PROGRAM,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  SYSTEM_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../protocol/programs.ts';

type FailureCode = OnChainFailure['code'];

const CUSTOM_ERROR = z.object({
  InstructionError: z.tuple([z.int().nonnegative(), z.object({ Custom: z.int().nonnegative() })]),
});

// raydium-amm's AmmError, and "insufficient funds" of System (ResultWithNegativeLamports) and of the token programs.
// A LaunchLab pool that is full or has moved on trades no more: it is not open either.
const CODES: Readonly<Record<string, Readonly<Record<number, FailureCode>>>> = {
  [AMM_V4_PROGRAM]: { 0x16: 'not-open', 0x1e: 'slippage', 0x28: 'insufficient-funds' },
  [CPMM_PROGRAM]: {
    [CPMM_ERRORS.notApproved.code]: 'not-open',
    [CPMM_ERRORS.exceededSlippage.code]: 'slippage',
  },
  [LAUNCHLAB_PROGRAM]: {
    [LAUNCHLAB_ERRORS.notApproved.code]: 'not-open',
    [LAUNCHLAB_ERRORS.exceededSlippage.code]: 'slippage',
    [LAUNCHLAB_ERRORS.poolFunding.code]: 'not-open',
    [LAUNCHLAB_ERRORS.poolMigrated.code]: 'not-open',
  },
  [SYSTEM_PROGRAM]: { 1: 'insufficient-funds' },
  [TOKEN_PROGRAM]: { 1: 'insufficient-funds' },
  [TOKEN_2022_PROGRAM]: { 1: 'insufficient-funds' },
};

/** What of a transaction tells why it failed: one that landed, or one that was simulated. */
export type FailedTransaction = Pick<ChainTransaction, 'err' | 'logMessages' | 'slot' | 'feeLamports'> & {
  readonly instructions: readonly { readonly programId: Address; readonly inner: boolean }[];
};

const MAX_DETAIL = 200;
const FAILED = /^Program (\S+) failed: (.+)$/;

/** Why a transaction failed. */
export function readFailure(transaction: FailedTransaction): OnChainFailure {
  return {
    code: codeOf(transaction),
    detail: detailOf(transaction).slice(0, MAX_DETAIL),
    slot: transaction.slot,
    feeLamports: transaction.feeLamports,
  };
}

/** A transaction without error that exchanged nothing. */
export function noFill(transaction: Pick<FailedTransaction, 'slot' | 'feeLamports'>): OnChainFailure {
  return {
    code: 'no-fill',
    detail: 'it landed without error, but the balance did not rise',
    slot: transaction.slot,
    feeLamports: transaction.feeLamports,
  };
}

function codeOf(transaction: FailedTransaction): FailureCode {
  const { err, instructions } = transaction;
  const text = typeof err === 'string' ? err : Object.keys(Object(err))[0];
  if (text === 'InsufficientFundsForRent' || text === 'InsufficientFundsForFee') return 'insufficient-funds';
  const custom = CUSTOM_ERROR.safeParse(err);
  if (!custom.success) return 'other';
  const [index, { Custom: number }] = custom.data.InstructionError;
  // The same number means something else in each program, and a caller passes on the number of what it called.
  const outer = instructions.filter((each) => !each.inner)[index]?.programId;
  const program = innermostFailure(transaction)?.program ?? outer;
  return (program === undefined ? undefined : CODES[program]?.[number]) ?? 'other';
}

/** The program's own words; where the log lacks them, the node's error as it stands. */
const detailOf = (transaction: FailedTransaction): string =>
  innermostFailure(transaction)?.words ?? JSON.stringify(transaction.err);

// The program that failed first is the one that was called last; then each of its callers fails.
function innermostFailure({ logMessages }: FailedTransaction): { program: string; words: string } | null {
  for (const line of logMessages) {
    const [, program, words] = FAILED.exec(line) ?? [];
    if (program !== undefined && words !== undefined) return { program, words };
  }
  return null;
}

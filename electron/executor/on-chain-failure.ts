import { z } from 'zod';
import type { OnChainFailure } from '../../shared/order.ts';
import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import { AMM_V4_PROGRAM, SYSTEM_PROGRAM, TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../protocol/programs.ts';

type FailureCode = OnChainFailure['code'];

const CUSTOM_ERROR = z.object({
  InstructionError: z.tuple([z.int().nonnegative(), z.object({ Custom: z.int().nonnegative() })]),
});

// raydium-amm's AmmError, and "insufficient funds" of System (ResultWithNegativeLamports) and of the token programs.
const CODES: Readonly<Record<string, Readonly<Record<number, FailureCode>>>> = {
  [AMM_V4_PROGRAM]: { 0x16: 'not-open', 0x1e: 'slippage', 0x28: 'insufficient-funds' },
  [SYSTEM_PROGRAM]: { 1: 'insufficient-funds' },
  [TOKEN_PROGRAM]: { 1: 'insufficient-funds' },
  [TOKEN_2022_PROGRAM]: { 1: 'insufficient-funds' },
};

const MAX_DETAIL = 200;
const FAILED = /^Program (\S+) failed: (.+)$/;

/** Why a transaction that landed failed. */
export function readFailure(transaction: ChainTransaction): OnChainFailure {
  return {
    code: codeOf(transaction),
    detail: detailOf(transaction).slice(0, MAX_DETAIL),
    slot: transaction.slot,
    feeLamports: transaction.feeLamports,
  };
}

/** A transaction without error that exchanged nothing. */
export function noFill(transaction: ChainTransaction): OnChainFailure {
  return {
    code: 'no-fill',
    detail: 'it landed without error, but the balance did not rise',
    slot: transaction.slot,
    feeLamports: transaction.feeLamports,
  };
}

function codeOf(transaction: ChainTransaction): FailureCode {
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
const detailOf = (transaction: ChainTransaction): string =>
  innermostFailure(transaction)?.words ?? JSON.stringify(transaction.err);

// The program that failed first is the one that was called last; then each of its callers fails.
function innermostFailure({ logMessages }: ChainTransaction): { program: string; words: string } | null {
  for (const line of logMessages) {
    const [, program, words] = FAILED.exec(line) ?? [];
    if (program !== undefined && words !== undefined) return { program, words };
  }
  return null;
}

import { describe, expect, it } from 'vitest';
import { readFailure } from '../../../electron/executor/on-chain-failure.ts';
import type { ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import {
  AMM_V4_PROGRAM,
  ASSOCIATED_TOKEN_PROGRAM,
  COMPUTE_BUDGET_PROGRAM,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  SYSTEM_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../../electron/protocol/programs.ts';
import type { Address } from '../../../shared/units.ts';
import { landed, RENT, sampleTicket } from './sample-orders.ts';

const failed = (
  err: unknown,
  programs: readonly Address[],
  logMessages: readonly string[] = [],
): ChainTransaction => ({
  ...landed(sampleTicket('buy'), {
    tokens: [0n, 0n],
    vault: [1n, 1n],
    wallet: [10_000n, 4_100n],
    rent: [RENT, RENT],
    err,
    logMessages,
  }),
  instructions: programs.flatMap((programId) => [
    { programId, accounts: [], data: new Uint8Array(0), inner: false, opaque: false },
    // What it calls is listed behind it, and does not count in the error's index.
    { programId: TOKEN_PROGRAM, accounts: [], data: new Uint8Array(0), inner: true, opaque: false },
  ]),
});

const custom = (index: number, code: number): unknown => ({ InstructionError: [index, { Custom: code }] });
const swapAt1 = [COMPUTE_BUDGET_PROGRAM, AMM_V4_PROGRAM];

describe('why a transaction failed', () => {
  it.each([
    [0x1e, 'slippage'],
    [0x16, 'not-open'],
    [0x28, 'insufficient-funds'],
    [0x05, 'other'],
  ])('reads the code %i of AMM v4 as %s', (code, meaning) => {
    expect(readFailure(failed(custom(1, code), swapAt1)).code).toBe(meaning);
  });

  it.each([
    [6000, 'not-open'],
    [6005, 'slippage'],
    [6006, 'other'],
  ])('reads the code %i of CPMM as %s', (code, meaning) => {
    expect(readFailure(failed(custom(1, code), [COMPUTE_BUDGET_PROGRAM, CPMM_PROGRAM])).code).toBe(meaning);
  });

  it.each([
    [6000, 'not-open'],
    [6004, 'slippage'],
    [6005, 'not-open'],
    [6006, 'not-open'],
    [6008, 'other'],
  ])('reads the code %i of LaunchLab as %s', (code, meaning) => {
    const programs = [COMPUTE_BUDGET_PROGRAM, LAUNCHLAB_PROGRAM];
    expect(readFailure(failed(custom(1, code), programs)).code).toBe(meaning);
  });

  it.each([TOKEN_PROGRAM, TOKEN_2022_PROGRAM])('reads the code 1 of %s as too little to move', (program) => {
    const logs = [
      `Program ${program} failed: custom program error: 0x1`,
      `Program ${CPMM_PROGRAM} failed: custom program error: 0x1`,
    ];
    expect(readFailure(failed(custom(1, 1), [COMPUTE_BUDGET_PROGRAM, CPMM_PROGRAM], logs)).code).toBe(
      'insufficient-funds',
    );
  });

  it('gives the words of the program, the slot and the fee', () => {
    const words = `Program ${AMM_V4_PROGRAM} failed: custom program error: 0x1e`;
    expect(readFailure(failed(custom(1, 0x1e), swapAt1, ['Program log: x', words]))).toEqual({
      code: 'slippage',
      detail: 'custom program error: 0x1e',
      slot: 321,
      feeLamports: 5_900n,
    });
  });

  it('gives the error as it stands where the log is cut', () => {
    expect(readFailure(failed(custom(1, 0x1e), swapAt1)).detail).toBe(
      '{"InstructionError":[1,{"Custom":30}]}',
    );
  });

  it('takes the same number of another program for something else', () => {
    expect(readFailure(failed(custom(0, 0x1e), [TOKEN_PROGRAM, AMM_V4_PROGRAM])).code).toBe('other');
    expect(readFailure(failed(custom(0, 1), [SYSTEM_PROGRAM])).code).toBe('insufficient-funds');
    expect(readFailure(failed(custom(1, 1), swapAt1)).code).toBe('other');
  });

  it('looks at the program that failed first, not at the one that passed its error on', () => {
    const logs = [
      `Program ${SYSTEM_PROGRAM} failed: custom program error: 0x1`,
      `Program ${ASSOCIATED_TOKEN_PROGRAM} failed: custom program error: 0x1`,
    ];
    expect(readFailure(failed(custom(0, 1), [ASSOCIATED_TOKEN_PROGRAM], logs)).code).toBe(
      'insufficient-funds',
    );
  });

  it('knows the runtime’s own words for too little SOL', () => {
    expect(readFailure(failed('InsufficientFundsForFee', [])).code).toBe('insufficient-funds');
    expect(readFailure(failed({ InsufficientFundsForRent: { account_index: 0 } }, [])).code).toBe(
      'insufficient-funds',
    );
    expect(readFailure(failed({ InstructionError: [0, 'ProgramFailedToComplete'] }, [])).code).toBe('other');
  });
});

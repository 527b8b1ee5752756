import { bps, tokenUnits, type Address } from '../../../../shared/units.ts';
import { createAssociatedTokenIdempotentInstruction } from '../../../../electron/protocol/associated-token-instructions.ts';
import type { Instruction } from '../../../../electron/protocol/instruction.ts';
import { associatedTokenAddress } from '../../../../electron/protocol/pda.ts';
import { TOKEN_2022_PROGRAM } from '../../../../electron/protocol/programs.ts';
import { createAccountInstruction } from '../../../../electron/protocol/system-instructions.ts';
import { bytesWithExtensions, readExtensions } from '../../../../electron/protocol/token-2022-extensions.ts';
import {
  initializeTransferFeeConfigInstruction,
  transferCheckedWithFeeInstruction,
} from '../../../../electron/protocol/token-2022-instructions.ts';
import { readWithheld } from '../../../../electron/protocol/token-2022-transfer-fee.ts';
import {
  closeAccountInstruction,
  tokenTransferCheckedInstruction,
} from '../../../../electron/protocol/token-instructions.ts';
import { rentExemptMinimum } from '../../../../electron/sim/ledger/ledger-account.ts';
import {
  initializeMint2Instruction,
  mintToInstruction,
} from '../../../../electron/sim/programs/token-minting.ts';
import { key, ProgramBench } from './program-bench.ts';

export const payer = key(1);
export const other = key(2);
export const mint = key(3);
export const MAXIMUM = 5_000n;
export const fee = { bps: bps(100), maximumUnits: tokenUnits(MAXIMUM) };

export const ataOf = (owner: Address, of = mint): Address =>
  associatedTokenAddress(owner, of, TOKEN_2022_PROGRAM);
export const openAta = (owner: Address, of = mint): Instruction =>
  createAssociatedTokenIdempotentInstruction({
    payer,
    account: ataOf(owner, of),
    owner,
    mint: of,
    tokenProgram: TOKEN_2022_PROGRAM,
  });

export function createMint(space: number, ...extend: readonly Instruction[]): readonly Instruction[] {
  return [
    createAccountInstruction({
      from: payer,
      newAccount: mint,
      lamports: rentExemptMinimum(space),
      space: BigInt(space),
      owner: TOKEN_2022_PROGRAM,
    }),
    ...extend,
    initializeMint2Instruction(mint, 6, payer, TOKEN_2022_PROGRAM),
  ];
}

export const FEE_MINT_BYTES = bytesWithExtensions('mint', [108]);
export const initFee = initializeTransferFeeConfigInstruction({
  mint,
  configAuthority: payer,
  withdrawAuthority: null,
  fee,
});

/** A mint that takes 1 %, at most 5,000 units, and an account of each of two owners, the first with a million. */
export function feeBench(): ProgramBench {
  const bench = new ProgramBench();
  bench.wallet(payer);
  bench.wallet(other);
  bench.must(...createMint(FEE_MINT_BYTES, initFee), openAta(payer), openAta(other));
  bench.must(mintToInstruction(mint, ataOf(payer), payer, 1_000_000n, TOKEN_2022_PROGRAM));
  return bench;
}

export const checked = (amount: bigint, decimals = 6): Instruction =>
  tokenTransferCheckedInstruction(
    {
      source: ataOf(payer),
      destination: ataOf(other),
      owner: payer,
      mint,
      amount: tokenUnits(amount),
      decimals,
    },
    TOKEN_2022_PROGRAM,
  );
export const withFee = (amount: bigint, feeUnits: bigint): Instruction =>
  transferCheckedWithFeeInstruction({
    source: ataOf(payer),
    destination: ataOf(other),
    owner: payer,
    mint,
    amount: tokenUnits(amount),
    decimals: 6,
    feeUnits: tokenUnits(feeUnits),
  });
export const close = (owner: Address): Instruction =>
  closeAccountInstruction({ account: ataOf(owner), destination: owner, owner }, TOKEN_2022_PROGRAM);
export const withheldIn = (bench: ProgramBench, owner: Address): bigint | null =>
  readWithheld(readExtensions(bench.get(ataOf(owner)).data, 'account') ?? []);

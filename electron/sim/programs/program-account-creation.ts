import { lamports, type Address } from '../../../shared/units.ts';
import { SYSTEM_PROGRAM } from '../../protocol/programs.ts';
import { createAccountInstruction, systemTransferInstruction } from '../../protocol/system-instructions.ts';
import { rentExemptMinimum } from '../ledger/ledger-account.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { allocateInstruction, assignInstruction } from './system-program.ts';

export type ProgramAccount = {
  readonly payer: Address;
  /** An address that the calling program signs for. */
  readonly account: Address;
  readonly space: number;
  readonly owner: Address;
};

/** As the associated token program makes accounts: one call, or three when somebody sent lamports there before. */
export function createProgramAccount(context: InvokeContext, made: ProgramAccount): ProgramResult {
  if (context.get(made.account).lamports > 0n) return createInSteps(context, made);
  const create = {
    from: made.payer,
    newAccount: made.account,
    lamports: rentExemptMinimum(made.space),
    space: BigInt(made.space),
    owner: made.owner,
  };
  return context.call(createAccountInstruction(create), [made.account]);
}

/** As AMM v4 makes its accounts: fund, allocate, assign. */
export function createInSteps(context: InvokeContext, made: ProgramAccount): ProgramResult {
  if (context.get(made.account).owner !== SYSTEM_PROGRAM) return 'AccountAlreadyInitialized';
  const missing = rentExemptMinimum(made.space) - context.get(made.account).lamports;
  if (missing > 0n) {
    const transfer = { from: made.payer, to: made.account, lamports: lamports(missing) };
    const failure = context.call(systemTransferInstruction(transfer));
    if (failure !== null) return failure;
  }
  return (
    context.call(allocateInstruction(made.account, BigInt(made.space)), [made.account]) ??
    context.call(assignInstruction(made.account, made.owner), [made.account])
  );
}

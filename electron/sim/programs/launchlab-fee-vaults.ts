import type { Address } from '../../../shared/units.ts';
import {
  launchLabCreatorFeeAuthority,
  launchLabPlatformFeeAuthority,
} from '../../protocol/launchlab-keys.ts';
import { SYSTEM_PROGRAM } from '../../protocol/programs.ts';
import { TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { initializeAccount3Instruction } from '../../protocol/token-instructions.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { createProgramAccount } from './program-account-creation.ts';

const AUTHORITIES = {
  platform: launchLabPlatformFeeAuthority(),
  creator: launchLabCreatorFeeAuthority(),
} as const;

export type FeeVault = {
  readonly of: keyof typeof AUTHORITIES;
  readonly account: Address;
  readonly mint: Address;
  readonly tokenProgram: Address;
  readonly payer: Address;
};

/** A fee vault is made by whoever makes the first trade that fills it, and who pays its rent. */
export function openFeeVault(context: InvokeContext, vault: FeeVault): ProgramResult {
  const { account, mint, payer, tokenProgram } = vault;
  if (context.get(account).owner !== SYSTEM_PROGRAM) return null;
  const owner = AUTHORITIES[vault.of];
  return (
    createProgramAccount(context, { payer, account, space: TOKEN_ACCOUNT_BYTES, owner: tokenProgram }) ??
    context.call(initializeAccount3Instruction({ account, mint, owner }, tokenProgram))
  );
}

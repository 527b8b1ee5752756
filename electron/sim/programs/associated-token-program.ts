import type { Address } from '../../../shared/units.ts';
import { parseAssociatedTokenInstruction } from '../../protocol/associated-token-instructions.ts';
import { SYSTEM_PROGRAM, TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { initializeAccount3Instruction } from '../../protocol/token-instructions.ts';
import { isTokenProgram, tokenState } from '../ledger/token-state.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { custom } from '../runtime/transaction-error.ts';
import { associatedAddress } from './associated-address.ts';
import { createProgramAccount } from './program-account-creation.ts';
import { readToken2022Mint, token2022AccountBytes } from './token-2022-ledger.ts';
import { getAccountDataSizeInstruction, initializeImmutableOwnerInstruction } from './token-minting.ts';

const UNITS_OF_CREATION = 13_025;
const UNITS_WHEN_PRESENT = 2_838;
/** What the runtime takes for each bump that is tried. */
const UNITS_A_TRY = 1_500;
const INVALID_OWNER = custom(0);

/** Create and CreateIdempotent for mints of both token programs. */
export function associatedTokenProgram(context: InvokeContext): ProgramResult {
  const parsed = parseAssociatedTokenInstruction(context.instruction);
  if (parsed === null) return 'InvalidInstructionData';
  const { payer, account, owner, mint, tokenProgram } = parsed;
  context.log(parsed.kind === 'create' ? 'Create' : 'CreateIdempotent');
  if (!isTokenProgram(tokenProgram)) return 'IncorrectProgramId';
  const derived = associatedAddress(owner, mint, tokenProgram);
  if (!context.consume(UNITS_WHEN_PRESENT + UNITS_A_TRY * (256 - derived.bump)))
    return 'ComputationalBudgetExceeded';
  if (derived.address !== account) {
    context.log('Error: Associated address does not match seed derivation');
    return 'InvalidSeeds';
  }
  const existing = context.get(account);
  if (existing.owner !== SYSTEM_PROGRAM) {
    if (parsed.kind === 'create') return 'IllegalOwner';
    const token = existing.owner === tokenProgram ? tokenState(existing) : null;
    if (token?.owner !== owner) {
      context.log('Error: Associated token account owner does not match address derivation');
      return INVALID_OWNER;
    }
    return token.mint === mint ? null : 'InvalidAccountData';
  }
  if (!context.consume(UNITS_OF_CREATION - UNITS_WHEN_PRESENT)) return 'ComputationalBudgetExceeded';
  const size = context.call(getAccountDataSizeInstruction(mint, tokenProgram));
  if (size !== null) return size;
  const space = accountBytes(context, mint, tokenProgram);
  const created = createProgramAccount(context, { payer, account, space, owner: tokenProgram });
  if (created !== null) return created;
  context.log('Initialize the associated token account');
  return (
    context.call(initializeImmutableOwnerInstruction(account, tokenProgram)) ??
    context.call(initializeAccount3Instruction({ account, mint, owner }, tokenProgram))
  );
}

/** What the token program answered: 165 bytes, or more where the mint's extensions ask for it. */
function accountBytes(context: InvokeContext, mint: Address, tokenProgram: Address): number {
  if (tokenProgram === TOKEN_PROGRAM) return TOKEN_ACCOUNT_BYTES;
  const extended = tokenProgram === TOKEN_2022_PROGRAM ? readToken2022Mint(context, mint) : null;
  if (extended === null) throw new Error('a mint that its program had sized is gone');
  return token2022AccountBytes(extended, true);
}

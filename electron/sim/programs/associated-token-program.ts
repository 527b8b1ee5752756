import { parseAssociatedTokenInstruction } from '../../protocol/associated-token-instructions.ts';
import { SYSTEM_PROGRAM, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { initializeAccount3Instruction } from '../../protocol/token-instructions.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { custom } from '../runtime/transaction-error.ts';
import { associatedAddress } from './associated-address.ts';
import { createProgramAccount } from './program-account-creation.ts';
import { readTokenAccount } from './token-ledger.ts';
import { getAccountDataSizeInstruction, initializeImmutableOwnerInstruction } from './token-minting.ts';

const UNITS_OF_CREATION = 13_025;
const UNITS_WHEN_PRESENT = 2_838;
/** What the runtime takes for each bump that is tried. */
const UNITS_A_TRY = 1_500;
const INVALID_OWNER = custom(0);

/** Create and CreateIdempotent for SPL Token mints. */
export function associatedTokenProgram(context: InvokeContext): ProgramResult {
  const parsed = parseAssociatedTokenInstruction(context.instruction);
  if (parsed === null) return 'InvalidInstructionData';
  const { payer, account, owner, mint } = parsed;
  context.log(parsed.kind === 'create' ? 'Create' : 'CreateIdempotent');
  if (parsed.tokenProgram !== TOKEN_PROGRAM) return 'IncorrectProgramId';
  const derived = associatedAddress(owner, mint);
  if (!context.consume(UNITS_WHEN_PRESENT + UNITS_A_TRY * (256 - derived.bump)))
    return 'ComputationalBudgetExceeded';
  if (derived.address !== account) {
    context.log('Error: Associated address does not match seed derivation');
    return 'InvalidSeeds';
  }
  const existing = context.get(account);
  if (existing.owner !== SYSTEM_PROGRAM) {
    if (parsed.kind === 'create') return 'IllegalOwner';
    const token = readTokenAccount(context, account);
    if (token?.owner !== owner) {
      context.log('Error: Associated token account owner does not match address derivation');
      return INVALID_OWNER;
    }
    return token.mint === mint ? null : 'InvalidAccountData';
  }
  if (!context.consume(UNITS_OF_CREATION - UNITS_WHEN_PRESENT)) return 'ComputationalBudgetExceeded';
  const size = context.call(getAccountDataSizeInstruction(mint));
  if (size !== null) return size;
  const created = createProgramAccount(context, {
    payer,
    account,
    space: TOKEN_ACCOUNT_BYTES,
    owner: TOKEN_PROGRAM,
  });
  if (created !== null) return created;
  context.log('Initialize the associated token account');
  return (
    context.call(initializeImmutableOwnerInstruction(account)) ??
    context.call(initializeAccount3Instruction({ account, mint, owner }))
  );
}

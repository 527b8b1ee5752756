import { assertNever } from '../../../shared/assert-never.ts';
import { lamports, tokenUnits, WSOL_MINT, type Address, type Lamports } from '../../../shared/units.ts';
import { plainTokenAccount, TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { parseTokenInstruction, type TokenInstruction } from '../../protocol/token-instructions.ts';
import { EMPTY_ACCOUNT, rentExemptMinimum } from '../ledger/ledger-account.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import {
  readMint,
  readTokenAccount,
  tokenFailure,
  transferTokens,
  writeTokenAccount,
} from './token-ledger.ts';
import { mintingProgram } from './token-minting.ts';

/** Compute units as today's program was seen to use them, and the name it logs. */
const KINDS: Readonly<Record<TokenInstruction['kind'], { readonly units: number; readonly name: string }>> = {
  'initialize-account': { units: 4_214, name: 'InitializeAccount3' },
  'close-account': { units: 2_915, name: 'CloseAccount' },
  'sync-native': { units: 3_045, name: 'SyncNative' },
  transfer: { units: 4_645, name: 'Transfer' },
  'transfer-checked': { units: 6_200, name: 'TransferChecked' },
};

// The first form of InitializeAccount, with the rent sysvar among its accounts.
const INITIALIZE_ACCOUNT_WITH_RENT = 1;

/** SPL Token without delegates, multisigs and freezing. */
export function tokenProgram(context: InvokeContext): ProgramResult {
  const parsed = parseTokenInstruction(context.instruction);
  if (parsed === null) return mintingProgram(context);
  const { units, name } = KINDS[parsed.kind];
  const isFirstForm = context.instruction.data[0] === INITIALIZE_ACCOUNT_WITH_RENT;
  context.log(`Instruction: ${isFirstForm ? 'InitializeAccount' : name}`);
  if (!context.consume(units)) return 'ComputationalBudgetExceeded';
  switch (parsed.kind) {
    case 'initialize-account':
      return initializeAccount(context, parsed.account, parsed.mint, parsed.owner);
    case 'close-account':
      return closeAccount(context, parsed.account, parsed.destination, parsed.owner);
    case 'sync-native':
      return syncNative(context, parsed.account);
    case 'transfer':
      return transferTokens(context, { ...parsed, checked: null });
    case 'transfer-checked':
      return transferTokens(context, {
        ...parsed,
        checked: { mint: parsed.mint, decimals: parsed.decimals },
      });
    default:
      return assertNever(parsed, 'token instruction');
  }
}

function initializeAccount(
  context: InvokeContext,
  address: Address,
  mint: Address,
  owner: Address,
): ProgramResult {
  const account = context.get(address);
  if (account.owner !== context.instruction.programId) return 'IncorrectProgramId';
  if (account.data.length !== TOKEN_ACCOUNT_BYTES) return 'InvalidAccountData';
  if (account.data[108] !== 0) return tokenFailure(context, 'alreadyInUse');
  const reserve = rentExemptMinimum(TOKEN_ACCOUNT_BYTES);
  if (account.lamports < reserve) return tokenFailure(context, 'notRentExempt');
  if (mint !== WSOL_MINT) {
    if (readMint(context, mint) === null) return tokenFailure(context, 'invalidMint');
    writeTokenAccount(context, address, plainTokenAccount({ mint, owner, amount: tokenUnits(0n) }));
    return null;
  }
  const amount = tokenUnits(account.lamports - reserve);
  writeTokenAccount(context, address, plainTokenAccount({ mint, owner, amount, nativeReserve: reserve }));
  return null;
}

function closeAccount(
  context: InvokeContext,
  address: Address,
  destination: Address,
  owner: Address,
): ProgramResult {
  if (address === destination) return 'InvalidAccountData';
  const token = readTokenAccount(context, address);
  if (token === null) return 'InvalidAccountData';
  if (token.nativeReserve === null && token.amount > 0n) return tokenFailure(context, 'nonNativeHasBalance');
  if ((token.closeAuthority ?? token.owner) !== owner) return tokenFailure(context, 'ownerMismatch');
  if (!context.isSigner(owner)) return 'MissingRequiredSignature';
  const account = context.get(address);
  const receiver = context.get(destination);
  context.set(destination, { ...receiver, lamports: lamports(receiver.lamports + account.lamports) });
  context.set(address, EMPTY_ACCOUNT);
  return null;
}

function syncNative(context: InvokeContext, address: Address): ProgramResult {
  const token = readTokenAccount(context, address);
  if (token === null) return 'InvalidAccountData';
  if (token.nativeReserve === null) return tokenFailure(context, 'nonNativeNotSupported');
  const held: Lamports = context.get(address).lamports;
  const amount = held - token.nativeReserve;
  if (amount < token.amount) return 'InvalidAccountData';
  writeTokenAccount(context, address, { ...token, amount: tokenUnits(amount) });
  return null;
}

import { lamports, type Address, type Lamports } from '../../../shared/units.ts';
import { encodeAddress } from '../../protocol/base58.ts';
import { writableSigner, type Instruction } from '../../protocol/instruction.ts';
import { readU32, readU64, writeU32, writeU64 } from '../../protocol/little-endian.ts';
import { addressWithSeed } from '../../protocol/pda.ts';
import { decodeAddress } from '../../protocol/base58.ts';
import { SYSTEM_PROGRAM } from '../../protocol/programs.ts';
import { parseSystemInstruction, type CreateAccount } from '../../protocol/system-instructions.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { custom } from '../runtime/transaction-error.ts';

const UNITS = 150;
const MAX_ACCOUNT_BYTES = 10n * 1024n * 1024n;

// SystemError of the runtime.
const ACCOUNT_ALREADY_IN_USE = custom(0);
const RESULT_WITH_NEGATIVE_LAMPORTS = custom(1);
const INVALID_ACCOUNT_DATA_LENGTH = custom(3);
const ADDRESS_WITH_SEED_MISMATCH = custom(5);

const ASSIGN = 1;
const ALLOCATE = 8;

/** Gives a system account, which must sign, to another program. */
export function assignInstruction(account: Address, owner: Address): Instruction {
  const data = new Uint8Array(36);
  writeU32(data, 0, ASSIGN);
  data.set(decodeAddress(owner), 4);
  return { programId: SYSTEM_PROGRAM, accounts: [writableSigner(account)], data };
}

/** Gives a system account, which must sign, that many zero bytes. */
export function allocateInstruction(account: Address, space: bigint): Instruction {
  const data = new Uint8Array(12);
  writeU32(data, 0, ALLOCATE);
  writeU64(data, 4, space);
  return { programId: SYSTEM_PROGRAM, accounts: [writableSigner(account)], data };
}

/** Transfers, and the ways to make an account; what else the real program can do is refused as unknown data. */
export function systemProgram(context: InvokeContext): ProgramResult {
  if (!context.consume(UNITS)) return 'ComputationalBudgetExceeded';
  const parsed = parseSystemInstruction(context.instruction);
  if (parsed === null) return assignOrAllocate(context);
  switch (parsed.kind) {
    case 'transfer':
      return transfer(context, parsed.from, parsed.to, parsed.lamports);
    case 'create-account':
      if (!context.isSigner(parsed.newAccount)) return missingSignature(context, parsed.newAccount);
      return create(context, parsed);
    case 'create-account-with-seed': {
      if (!context.isSigner(parsed.base)) return missingSignature(context, parsed.base);
      const derived = addressWithSeed(parsed.base, parsed.seed, parsed.owner);
      return derived === parsed.newAccount ? create(context, parsed) : ADDRESS_WITH_SEED_MISMATCH;
    }
    default:
      return 'InvalidInstructionData';
  }
}

function missingSignature(context: InvokeContext, who: Address): ProgramResult {
  context.line(`Account ${who} must sign`);
  return 'MissingRequiredSignature';
}

function transfer(context: InvokeContext, from: Address, to: Address, amount: Lamports): ProgramResult {
  if (!context.isSigner(from)) return missingSignature(context, from);
  const payer = context.get(from);
  if (payer.data.length > 0 || payer.owner !== SYSTEM_PROGRAM) {
    context.line('Transfer: `from` must not carry data');
    return 'InvalidArgument';
  }
  if (payer.lamports < amount) {
    context.line(`Transfer: insufficient lamports ${payer.lamports}, need ${amount}`);
    return RESULT_WITH_NEGATIVE_LAMPORTS;
  }
  context.set(from, { ...payer, lamports: lamports(payer.lamports - amount) });
  const receiver = context.get(to);
  context.set(to, { ...receiver, lamports: lamports(receiver.lamports + amount) });
  return null;
}

function create(
  context: InvokeContext,
  { from, newAccount, owner, space, lamports: funds }: CreateAccount,
): ProgramResult {
  const existing = context.get(newAccount);
  if (existing.lamports > 0n || existing.data.length > 0 || existing.owner !== SYSTEM_PROGRAM) {
    context.line(`Create Account: account ${newAccount} already in use`);
    return ACCOUNT_ALREADY_IN_USE;
  }
  if (space > MAX_ACCOUNT_BYTES) return INVALID_ACCOUNT_DATA_LENGTH;
  context.set(newAccount, { ...existing, owner, data: new Uint8Array(Number(space)) });
  return transfer(context, from, newAccount, funds);
}

function assignOrAllocate(context: InvokeContext): ProgramResult {
  const { accounts, data } = context.instruction;
  const [target] = accounts;
  if (target === undefined) return 'NotEnoughAccountKeys';
  const tag = data.length >= 4 ? readU32(data, 0) : null;
  const isAssign = tag === ASSIGN && data.length >= 36;
  const isAllocate = tag === ALLOCATE && data.length >= 12;
  if (!isAssign && !isAllocate) return 'InvalidInstructionData';
  if (!context.isSigner(target)) return missingSignature(context, target);
  const account = context.get(target);
  if (account.owner !== SYSTEM_PROGRAM) return ACCOUNT_ALREADY_IN_USE;
  if (isAssign) {
    context.set(target, { ...account, owner: encodeAddress(data.subarray(4, 36)) });
    return null;
  }
  if (account.data.length > 0) return ACCOUNT_ALREADY_IN_USE;
  const space = readU64(data, 4);
  if (space > MAX_ACCOUNT_BYTES) return INVALID_ACCOUNT_DATA_LENGTH;
  context.set(target, { ...account, data: new Uint8Array(Number(space)) });
  return null;
}

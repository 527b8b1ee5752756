import { lamports, type Address, type Lamports } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import {
  readonlySigner,
  writableAccount,
  writableSigner,
  type Instruction,
  type ResolvedInstruction,
} from './instruction.ts';
import { readU32, readU64, writeU32, writeU64 } from './little-endian.ts';
import { MAX_SEED_BYTES } from './pda.ts';
import { SYSTEM_PROGRAM } from './programs.ts';

export type SystemTransfer = {
  readonly from: Address;
  readonly to: Address;
  readonly lamports: Lamports;
};

export type CreateAccount = {
  readonly from: Address;
  readonly newAccount: Address;
  readonly lamports: Lamports;
  /** Bytes of the new account's data. */
  readonly space: bigint;
  /** The program that will own it. */
  readonly owner: Address;
};

/** `newAccount` is `addressWithSeed(base, seed, owner)`. */
export type CreateAccountWithSeed = CreateAccount & {
  readonly base: Address;
  readonly seed: string;
};

export type SystemInstruction =
  | ({ readonly kind: 'transfer' } & SystemTransfer)
  | ({ readonly kind: 'create-account' } & CreateAccount)
  | ({ readonly kind: 'create-account-with-seed' } & CreateAccountWithSeed);

const CREATE_ACCOUNT = 0;
const TRANSFER = 2;
const CREATE_ACCOUNT_WITH_SEED = 3;

export function systemTransferInstruction(transfer: SystemTransfer): Instruction {
  const data = new Uint8Array(12);
  writeU32(data, 0, TRANSFER);
  writeU64(data, 4, transfer.lamports);
  const accounts = [writableSigner(transfer.from), writableAccount(transfer.to)];
  return { programId: SYSTEM_PROGRAM, accounts, data };
}

export function createAccountInstruction(create: CreateAccount): Instruction {
  const data = new Uint8Array(52);
  writeU32(data, 0, CREATE_ACCOUNT);
  writeU64(data, 4, create.lamports);
  writeU64(data, 12, create.space);
  data.set(decodeAddress(create.owner), 20);
  const accounts = [writableSigner(create.from), writableSigner(create.newAccount)];
  return { programId: SYSTEM_PROGRAM, accounts, data };
}

export function createAccountWithSeedInstruction(create: CreateAccountWithSeed): Instruction {
  const seed = Buffer.from(create.seed, 'utf8');
  if (seed.length > MAX_SEED_BYTES) throw new RangeError('a seed over 32 bytes');
  // bincode: u32 tag, base, u64 length and bytes of the seed, lamports, space, owner.
  const data = new Uint8Array(4 + 32 + 8 + seed.length + 8 + 8 + 32);
  writeU32(data, 0, CREATE_ACCOUNT_WITH_SEED);
  data.set(decodeAddress(create.base), 4);
  writeU64(data, 36, BigInt(seed.length));
  data.set(seed, 44);
  const rest = 44 + seed.length;
  writeU64(data, rest, create.lamports);
  writeU64(data, rest + 8, create.space);
  data.set(decodeAddress(create.owner), rest + 16);
  const accounts = [writableSigner(create.from), writableAccount(create.newAccount)];
  if (create.base !== create.from) accounts.push(readonlySigner(create.base));
  return { programId: SYSTEM_PROGRAM, accounts, data };
}

/** Null when it is another program's, or malformed, or a kind not listed here. */
export function parseSystemInstruction(instruction: ResolvedInstruction): SystemInstruction | null {
  const { programId, accounts, data } = instruction;
  const [from, second] = accounts;
  if (programId !== SYSTEM_PROGRAM || from === undefined || second === undefined || data.length < 12)
    return null;
  switch (readU32(data, 0)) {
    case TRANSFER:
      return { kind: 'transfer', from, to: second, lamports: lamports(readU64(data, 4)) };
    case CREATE_ACCOUNT:
      return data.length < 52
        ? null
        : { kind: 'create-account', from, newAccount: second, ...newAccountAt(data, 4) };
    case CREATE_ACCOUNT_WITH_SEED:
      return parseCreateWithSeed(from, second, data);
    default:
      return null;
  }
}

const newAccountAt = (
  data: Uint8Array,
  offset: number,
): Pick<CreateAccount, 'lamports' | 'space' | 'owner'> => ({
  lamports: lamports(readU64(data, offset)),
  space: readU64(data, offset + 8),
  owner: encodeAddress(data.subarray(offset + 16, offset + 48)),
});

function parseCreateWithSeed(from: Address, newAccount: Address, data: Uint8Array): SystemInstruction | null {
  if (data.length < 44) return null;
  const seedLength = Number(readU64(data, 36));
  if (seedLength > MAX_SEED_BYTES || data.length < 44 + seedLength + 48) return null;
  return {
    kind: 'create-account-with-seed',
    from,
    newAccount,
    base: encodeAddress(data.subarray(4, 36)),
    seed: Buffer.from(data.subarray(44, 44 + seedLength)).toString('utf8'),
    ...newAccountAt(data, 44 + seedLength),
  };
}

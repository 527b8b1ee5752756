import { tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import {
  readonlyAccount,
  readonlySigner,
  writableAccount,
  type AccountRole,
  type Instruction,
  type ResolvedInstruction,
} from './instruction.ts';
import { readU64, writeU64 } from './little-endian.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from './programs.ts';

export type InitializeTokenAccount = {
  readonly account: Address;
  readonly mint: Address;
  readonly owner: Address;
};

/** Sends the account's lamports to `destination`; for wrapped SOL that unwraps it. */
export type CloseTokenAccount = {
  readonly account: Address;
  readonly destination: Address;
  readonly owner: Address;
};

/** Sets a wrapped-SOL account's amount to its lamports less the rent. */
export type SyncNative = {
  readonly account: Address;
};

export type TokenTransfer = {
  readonly source: Address;
  readonly destination: Address;
  readonly owner: Address;
  readonly amount: TokenUnits;
};

export type TokenTransferChecked = TokenTransfer & {
  readonly mint: Address;
  readonly decimals: number;
};

export type TokenInstruction =
  /** Both the first form (owner among the accounts) and the third (owner in the data) of the instruction. */
  | ({ readonly kind: 'initialize-account' } & InitializeTokenAccount)
  | ({ readonly kind: 'close-account' } & CloseTokenAccount)
  | ({ readonly kind: 'sync-native' } & SyncNative)
  | ({ readonly kind: 'transfer' } & TokenTransfer)
  | ({ readonly kind: 'transfer-checked' } & TokenTransferChecked);

const INITIALIZE_ACCOUNT = 1;
const TRANSFER = 3;
const CLOSE_ACCOUNT = 9;
const TRANSFER_CHECKED = 12;
const SYNC_NATIVE = 17;
const INITIALIZE_ACCOUNT_3 = 18;

const instruction = (
  accounts: readonly AccountRole[],
  data: Uint8Array,
  programId: Address,
): Instruction => ({
  programId,
  accounts,
  data,
});

function amountData(tag: number, amount: bigint, length: number): Uint8Array {
  const data = new Uint8Array(length);
  data[0] = tag;
  writeU64(data, 1, amount);
  return data;
}

export function initializeAccount3Instruction(
  init: InitializeTokenAccount,
  program = TOKEN_PROGRAM,
): Instruction {
  const data = new Uint8Array(33);
  data[0] = INITIALIZE_ACCOUNT_3;
  data.set(decodeAddress(init.owner), 1);
  return instruction([writableAccount(init.account), readonlyAccount(init.mint)], data, program);
}

export function closeAccountInstruction(close: CloseTokenAccount, program = TOKEN_PROGRAM): Instruction {
  const accounts = [
    writableAccount(close.account),
    writableAccount(close.destination),
    readonlySigner(close.owner),
  ];
  return instruction(accounts, Uint8Array.of(CLOSE_ACCOUNT), program);
}

export function syncNativeInstruction(sync: SyncNative, program = TOKEN_PROGRAM): Instruction {
  return instruction([writableAccount(sync.account)], Uint8Array.of(SYNC_NATIVE), program);
}

export function tokenTransferInstruction(transfer: TokenTransfer, program = TOKEN_PROGRAM): Instruction {
  const accounts = [
    writableAccount(transfer.source),
    writableAccount(transfer.destination),
    readonlySigner(transfer.owner),
  ];
  return instruction(accounts, amountData(TRANSFER, transfer.amount, 9), program);
}

export function tokenTransferCheckedInstruction(
  transfer: TokenTransferChecked,
  program = TOKEN_PROGRAM,
): Instruction {
  const accounts = [
    writableAccount(transfer.source),
    readonlyAccount(transfer.mint),
    writableAccount(transfer.destination),
    readonlySigner(transfer.owner),
  ];
  const data = amountData(TRANSFER_CHECKED, transfer.amount, 10);
  data[9] = transfer.decimals;
  return instruction(accounts, data, program);
}

/** Null when it is no token program's, or malformed, or a kind not listed here. Reads both token programs' forms. */
export function parseTokenInstruction(parsed: ResolvedInstruction): TokenInstruction | null {
  const { programId, accounts, data } = parsed;
  if (programId !== TOKEN_PROGRAM && programId !== TOKEN_2022_PROGRAM) return null;
  const [first, second, third, fourth] = accounts;
  if (first === undefined) return null;
  if (data[0] === SYNC_NATIVE) return { kind: 'sync-native', account: first };
  if (second === undefined) return null;
  if (data[0] === INITIALIZE_ACCOUNT_3 && data.length >= 33) {
    return {
      kind: 'initialize-account',
      account: first,
      mint: second,
      owner: encodeAddress(data.subarray(1, 33)),
    };
  }
  const tag = data[0];
  if (third === undefined || tag === undefined) return null;
  switch (tag) {
    case INITIALIZE_ACCOUNT:
      return { kind: 'initialize-account', account: first, mint: second, owner: third };
    case CLOSE_ACCOUNT:
      return { kind: 'close-account', account: first, destination: second, owner: third };
    case TRANSFER:
      if (data.length < 9) return null;
      return { kind: 'transfer', source: first, destination: second, owner: third, amount: amountOf(data) };
    case TRANSFER_CHECKED:
      if (data.length < 10 || fourth === undefined) return null;
      return {
        kind: 'transfer-checked',
        source: first,
        mint: second,
        destination: third,
        owner: fourth,
        amount: amountOf(data),
        decimals: data[9] ?? 0,
      };
    default:
      return null;
  }
}

const amountOf = (data: Uint8Array): TokenUnits => tokenUnits(readU64(data, 1));

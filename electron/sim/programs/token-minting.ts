import { tokenUnits, type Address } from '../../../shared/units.ts';
import { decodeAddress, encodeAddress } from '../../protocol/base58.ts';
import {
  readonlyAccount,
  readonlySigner,
  writableAccount,
  type Instruction,
} from '../../protocol/instruction.ts';
import { readU64, writeU64 } from '../../protocol/little-endian.ts';
import { MINT_ACCOUNT_BYTES } from '../../protocol/mint-account.ts';
import { RENT_SYSVAR, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { rentExemptMinimum } from '../ledger/ledger-account.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { readMint, readTokenAccount, tokenFailure, writeMint, writeTokenAccount } from './token-ledger.ts';
import { burn, mintTo, type TokenLedger } from './token-supply.ts';

const TOKEN_LEDGER: TokenLedger = {
  readMint,
  readAccount: readTokenAccount,
  writeMint,
  writeAccount: writeTokenAccount,
};

const INITIALIZE_MINT = 0;
const MINT_TO = 7;
const BURN = 8;
const INITIALIZE_MINT_2 = 20;
const GET_ACCOUNT_DATA_SIZE = 21;
const INITIALIZE_IMMUTABLE_OWNER = 22;

const KINDS: Readonly<Record<number, { readonly units: number; readonly name: string }>> = {
  [INITIALIZE_MINT]: { units: 2_920, name: 'InitializeMint' },
  [MINT_TO]: { units: 4_492, name: 'MintTo' },
  [BURN]: { units: 4_753, name: 'Burn' },
  [INITIALIZE_MINT_2]: { units: 2_827, name: 'InitializeMint2' },
  [GET_ACCOUNT_DATA_SIZE]: { units: 1_595, name: 'GetAccountDataSize' },
  [INITIALIZE_IMMUTABLE_OWNER]: { units: 1_405, name: 'InitializeImmutableOwner' },
};

export function initializeMintInstruction(mint: Address, decimals: number, authority: Address): Instruction {
  const data = new Uint8Array(67);
  data[0] = INITIALIZE_MINT;
  data[1] = decimals;
  data.set(decodeAddress(authority), 2);
  return { programId: TOKEN_PROGRAM, accounts: [writableAccount(mint), readonlyAccount(RENT_SYSVAR)], data };
}

export function mintToInstruction(
  mint: Address,
  account: Address,
  authority: Address,
  amount: bigint,
  programId = TOKEN_PROGRAM,
): Instruction {
  const data = new Uint8Array(9);
  data[0] = MINT_TO;
  writeU64(data, 1, amount);
  const accounts = [writableAccount(mint), writableAccount(account), readonlySigner(authority)];
  return { programId, accounts, data };
}

export function burnInstruction(
  account: Address,
  mint: Address,
  owner: Address,
  amount: bigint,
  programId = TOKEN_PROGRAM,
): Instruction {
  const data = new Uint8Array(9);
  data[0] = BURN;
  writeU64(data, 1, amount);
  const accounts = [writableAccount(account), writableAccount(mint), readonlySigner(owner)];
  return { programId, accounts, data };
}

/** The newer form, which needs no rent sysvar among its accounts. */
export function initializeMint2Instruction(
  mint: Address,
  decimals: number,
  authority: Address,
  programId = TOKEN_PROGRAM,
): Instruction {
  const data = new Uint8Array(35);
  data[0] = INITIALIZE_MINT_2;
  data[1] = decimals;
  data.set(decodeAddress(authority), 2);
  return { programId, accounts: [writableAccount(mint)], data };
}

export const getAccountDataSizeInstruction = (mint: Address, programId = TOKEN_PROGRAM): Instruction => ({
  programId,
  accounts: [readonlyAccount(mint)],
  // The u16 number of Token-2022's ImmutableOwner: both programs are asked for an account with it.
  data: Uint8Array.of(GET_ACCOUNT_DATA_SIZE, 7, 0),
});

export const initializeImmutableOwnerInstruction = (
  account: Address,
  programId = TOKEN_PROGRAM,
): Instruction => ({
  programId,
  accounts: [writableAccount(account)],
  data: Uint8Array.of(INITIALIZE_IMMUTABLE_OWNER),
});

/** The instructions of SPL Token that make and destroy units, and the two that the associated token program calls. */
export function mintingProgram(context: InvokeContext): ProgramResult {
  const { data, accounts } = context.instruction;
  const tag = data[0];
  const kind = tag === undefined ? undefined : KINDS[tag];
  if (kind === undefined) return tokenFailure(context, 'invalidInstruction');
  context.log(`Instruction: ${kind.name}`);
  if (!context.consume(kind.units)) return 'ComputationalBudgetExceeded';
  const [first, second, third] = accounts;
  if (first === undefined) return 'NotEnoughAccountKeys';
  if (tag === GET_ACCOUNT_DATA_SIZE) return accountDataSize(context, first);
  if (tag === INITIALIZE_IMMUTABLE_OWNER) {
    context.log('Please upgrade to SPL Token 2022 for immutable owner support');
    return null;
  }
  if (tag === INITIALIZE_MINT || tag === INITIALIZE_MINT_2) return initializeMint(context, first);
  if (second === undefined || third === undefined) return 'NotEnoughAccountKeys';
  if (data.length < 9) return tokenFailure(context, 'invalidInstruction');
  const amount = readU64(data, 1);
  return tag === MINT_TO
    ? mintTo(context, TOKEN_LEDGER, { mint: first, account: second, authority: third, amount })
    : burn(context, TOKEN_LEDGER, { account: first, mint: second, authority: third, amount });
}

function accountDataSize(context: InvokeContext, mint: Address): ProgramResult {
  if (readMint(context, mint) === null) return tokenFailure(context, 'invalidMint');
  const size = new Uint8Array(8);
  writeU64(size, 0, BigInt(TOKEN_ACCOUNT_BYTES));
  context.line(`Program return: ${TOKEN_PROGRAM} ${Buffer.from(size).toString('base64')}`);
  return null;
}

function initializeMint(context: InvokeContext, mint: Address): ProgramResult {
  const { data, programId } = context.instruction;
  const account = context.get(mint);
  if (account.owner !== programId) return 'IncorrectProgramId';
  if (account.data.length !== MINT_ACCOUNT_BYTES || data.length < 35) return 'InvalidAccountData';
  if (account.data[45] !== 0) return tokenFailure(context, 'alreadyInUse');
  if (account.lamports < rentExemptMinimum(MINT_ACCOUNT_BYTES)) return tokenFailure(context, 'notRentExempt');
  const hasFreeze = data[34] === 1 && data.length >= 67;
  writeMint(context, mint, {
    mintAuthority: encodeAddress(data.subarray(2, 34)),
    supply: tokenUnits(0n),
    decimals: data[1] ?? 0,
    freezeAuthority: hasFreeze ? encodeAddress(data.subarray(35, 67)) : null,
  });
  return null;
}

import { tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import { startsWith } from './account-fields.ts';
import type { CpmmKeys } from './cpmm-keys.ts';
import {
  readonlyAccount,
  writableAccount,
  writableSigner,
  type Instruction,
  type ResolvedInstruction,
} from './instruction.ts';
import { readU64, writeU64 } from './little-endian.ts';
import {
  ASSOCIATED_TOKEN_PROGRAM,
  CPMM_AUTHORITY,
  CPMM_CREATE_FEE_ACCOUNT,
  CPMM_PROGRAM,
  RENT_SYSVAR,
  SYSTEM_PROGRAM,
  TOKEN_PROGRAM,
} from './programs.ts';

const INITIALIZE = Buffer.from('afaf6d1f0d989bed', 'hex');
const INITIALIZE_WITH_PERMISSION = Buffer.from('3f37fe4131b25979', 'hex');
/** 8 bytes of discriminator, three u64; with a permission one byte more. */
const DATA_BYTES = 32;
const ACCOUNTS = 20;

/** Which side a pool's creator takes a fee of: 0 of what goes in, 1 always token 0, 2 always token 1. */
export type CpmmCreatorFeeOn = 0 | 1 | 2;

export type CpmmInitialize = {
  readonly keys: CpmmKeys;
  readonly authority: Address;
  /** Signs, pays and deposits. */
  readonly payer: Address;
  /** Whose pool it is; the payer, unless a permission lets the payer create for others. */
  readonly creator: Address;
  readonly payerToken0: Address;
  readonly payerToken1: Address;
  readonly payerLp: Address;
  /** What leaves the payer's accounts; a transfer fee is taken of it on the way to the vaults. */
  readonly amount0: TokenUnits;
  readonly amount1: TokenUnits;
  /** As asked. The program makes it the second after the creation where it is not later than that. */
  readonly openTimeUnixS: bigint;
  readonly feeAccount: Address;
  /** Null in the form without a permission, whose pools collect no creator fee. */
  readonly permission: { readonly account: Address; readonly creatorFeeOn: number } | null;
};

/** Null when it is another program's, another instruction, or lacks accounts. Both forms. */
export function parseCpmmInitializeInstruction(instruction: ResolvedInstruction): CpmmInitialize | null {
  const { programId, accounts, data } = instruction;
  if (programId !== CPMM_PROGRAM || data.length < DATA_BYTES) return null;
  const permitted = startsWith(data, INITIALIZE_WITH_PERMISSION);
  if (!permitted && !startsWith(data, INITIALIZE)) return null;
  // The form with a permission has the creator behind the payer, the permission behind the observation, and no rent.
  const shift = permitted ? 1 : 0;
  if (accounts.length < ACCOUNTS + shift) return null;
  if (permitted && data.length < DATA_BYTES + 1) return null;
  // The length was checked, so that every position exists.
  const at = (index: number): Address => accounts[index] ?? SYSTEM_PROGRAM;
  const programsAt = permitted ? 17 : 15;
  return {
    keys: {
      config: at(1 + shift),
      pool: at(3 + shift),
      mint0: at(4 + shift),
      mint1: at(5 + shift),
      lpMint: at(6 + shift),
      vault0: at(10 + shift),
      vault1: at(11 + shift),
      observation: at(13 + shift),
      tokenProgram0: at(programsAt),
      tokenProgram1: at(programsAt + 1),
    },
    authority: at(2 + shift),
    payer: at(0),
    creator: at(shift),
    payerToken0: at(7 + shift),
    payerToken1: at(8 + shift),
    payerLp: at(9 + shift),
    amount0: tokenUnits(readU64(data, 8)),
    amount1: tokenUnits(readU64(data, 16)),
    openTimeUnixS: readU64(data, 24),
    feeAccount: at(12 + shift),
    permission: permitted ? { account: at(15), creatorFeeOn: data[32] ?? 0 } : null,
  };
}

export type NewCpmmInitialize = Omit<CpmmInitialize, 'authority' | 'feeAccount' | 'permission'> & {
  readonly permission: { readonly account: Address; readonly creatorFeeOn: CpmmCreatorFeeOn } | null;
  /** True where the pool's key is not the derived one: it must sign then. */
  readonly poolSigns: boolean;
};

/** `initialize`, or with a permission `initialize_with_permission`. */
export function cpmmInitializeInstruction(init: NewCpmmInitialize): Instruction {
  const { keys, permission } = init;
  const data = new Uint8Array(DATA_BYTES + (permission === null ? 0 : 1));
  data.set(permission === null ? INITIALIZE : INITIALIZE_WITH_PERMISSION);
  writeU64(data, 8, init.amount0);
  writeU64(data, 16, init.amount1);
  writeU64(data, 24, init.openTimeUnixS);
  if (permission !== null) data[32] = permission.creatorFeeOn;
  return {
    programId: CPMM_PROGRAM,
    accounts: [
      writableSigner(init.payer),
      ...(permission === null ? [] : [readonlyAccount(init.creator)]),
      readonlyAccount(keys.config),
      readonlyAccount(CPMM_AUTHORITY),
      init.poolSigns ? writableSigner(keys.pool) : writableAccount(keys.pool),
      readonlyAccount(keys.mint0),
      readonlyAccount(keys.mint1),
      writableAccount(keys.lpMint),
      writableAccount(init.payerToken0),
      writableAccount(init.payerToken1),
      writableAccount(init.payerLp),
      writableAccount(keys.vault0),
      writableAccount(keys.vault1),
      writableAccount(CPMM_CREATE_FEE_ACCOUNT),
      writableAccount(keys.observation),
      ...(permission === null ? [] : [readonlyAccount(permission.account)]),
      readonlyAccount(TOKEN_PROGRAM),
      readonlyAccount(keys.tokenProgram0),
      readonlyAccount(keys.tokenProgram1),
      readonlyAccount(ASSOCIATED_TOKEN_PROGRAM),
      readonlyAccount(SYSTEM_PROGRAM),
      ...(permission === null ? [readonlyAccount(RENT_SYSVAR)] : []),
    ],
    data,
  };
}

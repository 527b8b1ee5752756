import { tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import type { AmmV4Keys } from './amm-v4-keys.ts';
import {
  readonlyAccount,
  writableAccount,
  writableSigner,
  type Instruction,
  type ResolvedInstruction,
} from './instruction.ts';
import { readU64, writeU64 } from './little-endian.ts';
import {
  AMM_V4_AUTHORITY,
  AMM_V4_CONFIG,
  AMM_V4_CREATE_FEE_ACCOUNT,
  AMM_V4_PROGRAM,
  ASSOCIATED_TOKEN_PROGRAM,
  RENT_SYSVAR,
  SYSTEM_PROGRAM,
  TOKEN_PROGRAM,
  ZERO_ADDRESS,
} from './programs.ts';

const TAG = 1;
/** Tag, nonce u8, open time u64, pc amount u64, coin amount u64. */
const DATA_BYTES = 26;

/**
 * Where the accounts stand. The 19-account form is that of the program since the order book was removed: it has no
 * open orders and no market program, and its market is only a seed.
 */
const POSITIONS = {
  21: {
    lpMint: 7,
    coinMint: 8,
    pcMint: 9,
    coinVault: 10,
    pcVault: 11,
    marketProgram: 15,
    market: 16,
    creator: 17,
  },
  19: {
    lpMint: 6,
    coinMint: 7,
    pcMint: 8,
    coinVault: 9,
    pcVault: 10,
    marketProgram: null,
    market: 14,
    creator: 15,
  },
} as const;

export type AmmV4Initialize = {
  readonly keys: AmmV4Keys;
  readonly nonce: number;
  readonly openTimeUnixS: bigint;
  readonly coinAmount: TokenUnits;
  readonly pcAmount: TokenUnits;
  readonly creator: Address;
};

/** Null when it is another program's, another instruction, or has a number of accounts that neither form has. */
export function parseAmmV4InitializeInstruction(instruction: ResolvedInstruction): AmmV4Initialize | null {
  const { programId, accounts, data } = instruction;
  if (programId !== AMM_V4_PROGRAM || data.length < DATA_BYTES || data[0] !== TAG) return null;
  if (accounts.length !== 21 && accounts.length !== 19) return null;
  const positions = POSITIONS[accounts.length];
  // The length was checked, so that every position exists.
  const at = (index: number): Address => accounts[index] ?? ZERO_ADDRESS;
  return {
    keys: {
      pool: at(4),
      authority: at(5),
      coinVault: at(positions.coinVault),
      pcVault: at(positions.pcVault),
      lpMint: at(positions.lpMint),
      coinMint: at(positions.coinMint),
      pcMint: at(positions.pcMint),
      market: at(positions.market),
      marketProgram: positions.marketProgram === null ? ZERO_ADDRESS : at(positions.marketProgram),
    },
    nonce: data[1] ?? 0,
    openTimeUnixS: readU64(data, 2),
    pcAmount: tokenUnits(readU64(data, 10)),
    coinAmount: tokenUnits(readU64(data, 18)),
    creator: at(positions.creator),
  };
}

export type AmmV4InitializeAccounts = {
  readonly targetOrders: Address;
  /** The order book's accounts of the 21-account form; null makes the 19-account form. */
  readonly orderBook: { readonly openOrders: Address } | null;
  readonly creatorCoin: Address;
  readonly creatorPc: Address;
  readonly creatorLp: Address;
};

/** `initialize2` as the SDK builds it (21 accounts) and as today's program takes it (19). */
export function ammV4InitializeInstruction(
  init: AmmV4Initialize,
  others: AmmV4InitializeAccounts,
): Instruction {
  const { keys } = init;
  const data = new Uint8Array(DATA_BYTES);
  data[0] = TAG;
  data[1] = init.nonce;
  writeU64(data, 2, init.openTimeUnixS);
  writeU64(data, 10, init.pcAmount);
  writeU64(data, 18, init.coinAmount);
  return {
    programId: AMM_V4_PROGRAM,
    accounts: [
      readonlyAccount(TOKEN_PROGRAM),
      readonlyAccount(ASSOCIATED_TOKEN_PROGRAM),
      readonlyAccount(SYSTEM_PROGRAM),
      readonlyAccount(RENT_SYSVAR),
      writableAccount(keys.pool),
      readonlyAccount(AMM_V4_AUTHORITY),
      ...(others.orderBook === null ? [] : [writableAccount(others.orderBook.openOrders)]),
      writableAccount(keys.lpMint),
      readonlyAccount(keys.coinMint),
      readonlyAccount(keys.pcMint),
      writableAccount(keys.coinVault),
      writableAccount(keys.pcVault),
      writableAccount(others.targetOrders),
      readonlyAccount(AMM_V4_CONFIG),
      writableAccount(AMM_V4_CREATE_FEE_ACCOUNT),
      ...(others.orderBook === null ? [] : [readonlyAccount(keys.marketProgram)]),
      readonlyAccount(keys.market),
      writableSigner(init.creator),
      writableAccount(others.creatorCoin),
      writableAccount(others.creatorPc),
      writableAccount(others.creatorLp),
    ],
    data,
  };
}

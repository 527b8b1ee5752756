import type { TradablePool } from '../../../shared/pool.ts';
import { address, tokenUnits, type Address } from '../../../shared/units.ts';
import {
  AMM_V4_STATUS_SWAP_ONLY,
  encodeAmmV4Account,
  newAmmV4Account,
  type AmmV4Account,
} from '../../../electron/protocol/amm-v4-account.ts';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import { writeU64 } from '../../../electron/protocol/little-endian.ts';
import { encodeMintAccount, type MintAccount } from '../../../electron/protocol/mint-account.ts';
import { AMM_V4_AUTHORITY, AMM_V4_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { encodeTokenAccount, plainTokenAccount } from '../../../electron/protocol/token-account.ts';
import { WSOL_MINT } from '../../../shared/units.ts';

/** Addresses that differ in one byte and mean nothing. */
export const sampleAddress = (byte: number): Address => encodeAddress(new Uint8Array(32).fill(byte));

export const KEYS = {
  pool: sampleAddress(1),
  authority: AMM_V4_AUTHORITY,
  coinVault: sampleAddress(2),
  pcVault: sampleAddress(3),
  lpMint: sampleAddress(4),
  coinMint: WSOL_MINT,
  pcMint: sampleAddress(5),
  market: sampleAddress(6),
  marketProgram: address('11111111111111111111111111111111'),
};

/** WSOL is the coin side. */
export const POOL: TradablePool = {
  pool: KEYS.pool,
  baseMint: WSOL_MINT,
  quoteMint: KEYS.pcMint,
  solSide: 'base',
  tokenMint: KEYS.pcMint,
  tokenProgram: TOKEN_PROGRAM,
  tokenDecimals: 6,
  symbol: 'SAMPLE',
  accounts: {
    baseVault: KEYS.coinVault,
    quoteVault: KEYS.pcVault,
    lpMint: KEYS.lpMint,
  },
  terms: { kind: 'amm-v4' },
  transferFee: null,
};

/** As getMultipleAccounts and notifications give an account. */
export const accountJson = (owner: Address, data: Uint8Array, lamports = 2_039_280): object => ({
  lamports,
  owner,
  data: [Buffer.from(data).toString('base64'), 'base64'],
  executable: false,
  rentEpoch: 18_446_744_073_709_552_000,
  space: data.length,
});

export const poolJson = (changes: Partial<AmmV4Account> = {}): object => {
  const made = newAmmV4Account({
    keys: KEYS,
    coinDecimals: 9,
    pcDecimals: 6,
    openTimeUnixS: 1_700_000_000n,
    lpReserve: 1_000_000n,
    status: AMM_V4_STATUS_SWAP_ONLY,
  });
  return accountJson(AMM_V4_PROGRAM, encodeAmmV4Account({ ...made, ...changes }));
};

export const vaultJson = (mint: Address, amount: bigint): object => {
  const account = plainTokenAccount({ mint, owner: AMM_V4_AUTHORITY, amount: tokenUnits(amount) });
  return accountJson(TOKEN_PROGRAM, encodeTokenAccount(account));
};

export const mintJson = (changes: Partial<MintAccount> = {}): object => {
  const plain = { mintAuthority: null, supply: tokenUnits(5_000_000n), decimals: 6, freezeAuthority: null };
  return accountJson(TOKEN_PROGRAM, encodeMintAccount({ ...plain, ...changes }));
};

export const clockBytes = (time: { slot: number; epoch: number; unixS: number }): Uint8Array => {
  const data = new Uint8Array(40);
  writeU64(data, 0, BigInt(time.slot));
  writeU64(data, 16, BigInt(time.epoch));
  writeU64(data, 32, BigInt(time.unixS));
  return data;
};

export const clockJson = (time: { slot: number; epoch: number; unixS: number }): object =>
  accountJson(address('Sysvar1111111111111111111111111111111111111'), clockBytes(time));

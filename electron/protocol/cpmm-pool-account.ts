import type { Address } from '../../shared/units.ts';
import { readFields, startsWith, writeFields } from './account-fields.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import {
  CPMM_POOL_ACCOUNT_BYTES,
  CPMM_POOL_ADDRESS_OFFSETS,
  CPMM_POOL_DISCRIMINATOR,
  CPMM_POOL_U64_OFFSETS,
  CPMM_POOL_U8_OFFSETS,
} from './cpmm-layout.ts';
import { readU64, writeU64 } from './little-endian.ts';

type AddressField = keyof typeof CPMM_POOL_ADDRESS_OFFSETS;
type ByteField = keyof typeof CPMM_POOL_U8_OFFSETS;
type AmountField = keyof typeof CPMM_POOL_U64_OFFSETS;

/** A pool account, field by field as stored; see the layout for what each is. Token 0 is the base side. */
export type CpmmPoolAccount = Readonly<
  Record<AddressField, Address> & Record<ByteField, number> & Record<AmountField, bigint>
>;

/** The bit of `status` that switches swaps off. */
export const CPMM_STATUS_SWAP_OFF = 4;

/** Null unless the bytes are a pool of exactly 637 bytes. Whose account it is, the caller checks. */
export function decodeCpmmPoolAccount(bytes: Uint8Array): CpmmPoolAccount | null {
  if (bytes.length !== CPMM_POOL_ACCOUNT_BYTES || !startsWith(bytes, CPMM_POOL_DISCRIMINATOR)) return null;
  return {
    ...readFields(CPMM_POOL_ADDRESS_OFFSETS, (offset) => encodeAddress(bytes.subarray(offset, offset + 32))),
    ...readFields(CPMM_POOL_U8_OFFSETS, (offset) => bytes[offset] ?? 0),
    ...readFields(CPMM_POOL_U64_OFFSETS, (offset) => readU64(bytes, offset)),
  };
}

export function encodeCpmmPoolAccount(pool: CpmmPoolAccount): Uint8Array {
  const bytes = new Uint8Array(CPMM_POOL_ACCOUNT_BYTES);
  bytes.set(CPMM_POOL_DISCRIMINATOR);
  writeFields(CPMM_POOL_ADDRESS_OFFSETS, (name, offset) => bytes.set(decodeAddress(pool[name]), offset));
  writeFields(CPMM_POOL_U8_OFFSETS, (name, offset) => {
    bytes[offset] = pool[name];
  });
  writeFields(CPMM_POOL_U64_OFFSETS, (name, offset) => writeU64(bytes, offset, pool[name]));
  return bytes;
}

/** Whether the program lets this pool swap at a time of the chain's clock (the first check of `swap_base_input`). */
export function cpmmSwapAllowed(
  pool: Pick<CpmmPoolAccount, 'status' | 'openTimeUnixS'>,
  nowUnixS: bigint,
): boolean {
  return (pool.status & CPMM_STATUS_SWAP_OFF) === 0 && nowUnixS >= pool.openTimeUnixS;
}

export type NewCpmmPool = Pick<
  CpmmPoolAccount,
  | AddressField
  | 'decimals0'
  | 'decimals1'
  | 'lpSupply'
  | 'openTimeUnixS'
  | 'recentEpoch'
  | 'creatorFeeOn'
  | 'creatorFeeEnabled'
>;

/** The bump of the program's authority, stored in every pool. */
export const CPMM_AUTHORITY_BUMP = 253;
/** LP mints of CPMM always have as many. */
export const CPMM_LP_DECIMALS = 9;

/** The account as both creation instructions leave it (`PoolState::initialize`). */
export function newCpmmPoolAccount(pool: NewCpmmPool): CpmmPoolAccount {
  return {
    ...pool,
    authorityBump: CPMM_AUTHORITY_BUMP,
    status: 0,
    lpMintDecimals: CPMM_LP_DECIMALS,
    protocolFees0: 0n,
    protocolFees1: 0n,
    fundFees0: 0n,
    fundFees1: 0n,
    creatorFees0: 0n,
    creatorFees1: 0n,
  };
}

import type { Address } from '../../shared/units.ts';
import { readFields, startsWith } from './account-fields.ts';
import { encodeAddress } from './base58.ts';
import { readU128, readU64 } from './little-endian.ts';

// `PoolState` of raydium-clmm's states/pool.rs, packed, after Anchor's discriminator. It has the discriminator of a CPMM
// pool, whose account has the same name: the owner and the length tell them apart.
export const CLMM_POOL_ACCOUNT_BYTES = 1_544;
export const CLMM_POOL_DISCRIMINATOR = Buffer.from('f7ede3f5d7c3de46', 'hex');

export const CLMM_POOL_ADDRESS_OFFSETS = {
  config: 9,
  creator: 41,
  mint0: 73,
  mint1: 105,
  vault0: 137,
  vault1: 169,
  observation: 201,
} as const;

export const CLMM_POOL_OFFSETS = {
  decimals0: 233,
  decimals1: 234,
  liquidity: 237,
  sqrtPriceX64: 253,
  status: 389,
  openTimeUnixS: 1_080,
} as const;

/** What of a CLMM pool is shown. Token 0 is the base side. */
export type ClmmPoolAccount = Readonly<Record<keyof typeof CLMM_POOL_ADDRESS_OFFSETS, Address>> & {
  readonly decimals0: number;
  readonly decimals1: number;
  /** In range now; 0 until somebody opens a position, and then nothing can be bought. */
  readonly liquidity: bigint;
  /** √(units of token 1 per unit of token 0), in 1/2^64. */
  readonly sqrtPriceX64: bigint;
  readonly status: number;
  /** The program does not act on it today. */
  readonly openTimeUnixS: bigint;
};

/** Null unless the bytes are a pool of exactly 1,544 bytes. Whose account it is, the caller checks. */
export function decodeClmmPoolAccount(bytes: Uint8Array): ClmmPoolAccount | null {
  if (bytes.length !== CLMM_POOL_ACCOUNT_BYTES || !startsWith(bytes, CLMM_POOL_DISCRIMINATOR)) return null;
  const at = CLMM_POOL_OFFSETS;
  return {
    ...readFields(CLMM_POOL_ADDRESS_OFFSETS, (offset) => encodeAddress(bytes.subarray(offset, offset + 32))),
    decimals0: bytes[at.decimals0] ?? 0,
    decimals1: bytes[at.decimals1] ?? 0,
    liquidity: readU128(bytes, at.liquidity),
    sqrtPriceX64: readU128(bytes, at.sqrtPriceX64),
    status: bytes[at.status] ?? 0,
    openTimeUnixS: readU64(bytes, at.openTimeUnixS),
  };
}

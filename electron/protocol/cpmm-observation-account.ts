import type { Address } from '../../shared/units.ts';
import { startsWith } from './account-fields.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import {
  CPMM_OBSERVATION_ACCOUNT_BYTES,
  CPMM_OBSERVATION_DISCRIMINATOR,
  CPMM_OBSERVATION_OFFSETS as AT,
  CPMM_OBSERVATIONS,
} from './cpmm-layout.ts';
import { readU64 } from './little-endian.ts';

/** What of a pool's price record a reader needs: that it is the pool's, and how fresh it is. */
export type CpmmObservationAccount = {
  readonly pool: Address;
  /** False until the first swap. */
  readonly initialized: boolean;
  /** The newest of the 100 observations. */
  readonly index: number;
  readonly lastUpdateUnixS: bigint;
};

/** Null unless the bytes are an observation account of exactly 4,075 bytes. */
export function decodeCpmmObservationAccount(bytes: Uint8Array): CpmmObservationAccount | null {
  if (bytes.length !== CPMM_OBSERVATION_ACCOUNT_BYTES || !startsWith(bytes, CPMM_OBSERVATION_DISCRIMINATOR))
    return null;
  const index = (bytes[AT.index] ?? 0) | ((bytes[AT.index + 1] ?? 0) << 8);
  if (index >= CPMM_OBSERVATIONS) return null;
  return {
    pool: encodeAddress(bytes.subarray(AT.pool, AT.pool + 32)),
    initialized: bytes[AT.initialized] !== 0,
    index,
    lastUpdateUnixS: readU64(bytes, AT.lastUpdateUnixS),
  };
}

/** As a pool's creation leaves it: no price yet. */
export function newCpmmObservationAccount(pool: Address): Uint8Array {
  const bytes = new Uint8Array(CPMM_OBSERVATION_ACCOUNT_BYTES);
  bytes.set(CPMM_OBSERVATION_DISCRIMINATOR);
  bytes.set(decodeAddress(pool), AT.pool);
  return bytes;
}

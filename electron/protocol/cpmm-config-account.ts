import type { Ppm } from '../../shared/pool.ts';
import { ppm } from '../../shared/pool.ts';
import { lamports, type Address, type Lamports } from '../../shared/units.ts';
import { startsWith } from './account-fields.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import {
  CPMM_CONFIG_ACCOUNT_BYTES,
  CPMM_CONFIG_DISCRIMINATOR,
  CPMM_CONFIG_OFFSETS as AT,
} from './cpmm-layout.ts';
import { readU64, writeU64 } from './little-endian.ts';

/** The rates that a pool's swaps pay, shared by all pools of one config. */
export type CpmmConfigAccount = {
  readonly bump: number;
  /** No pool can be created with this config any more. */
  readonly disableCreatePool: boolean;
  readonly index: number;
  /** Of what goes in. */
  readonly tradeFeePpm: Ppm;
  /** These two of the trade fee. */
  readonly protocolFeePpm: Ppm;
  readonly fundFeePpm: Ppm;
  readonly createPoolFeeLamports: Lamports;
  readonly protocolOwner: Address;
  readonly fundOwner: Address;
  /** Beside the trade fee, in pools that collect one. */
  readonly creatorFeePpm: Ppm;
};

/** Null unless the bytes are a config of exactly 236 bytes. Whose account it is, the caller checks. */
export function decodeCpmmConfigAccount(bytes: Uint8Array): CpmmConfigAccount | null {
  if (bytes.length !== CPMM_CONFIG_ACCOUNT_BYTES || !startsWith(bytes, CPMM_CONFIG_DISCRIMINATOR))
    return null;
  const addressAt = (offset: number): Address => encodeAddress(bytes.subarray(offset, offset + 32));
  const rateAt = (offset: number): Ppm => ppm(readU64(bytes, offset));
  return {
    bump: bytes[AT.bump] ?? 0,
    disableCreatePool: bytes[AT.disableCreatePool] !== 0,
    index: (bytes[AT.index] ?? 0) | ((bytes[AT.index + 1] ?? 0) << 8),
    tradeFeePpm: rateAt(AT.tradeFeePpm),
    protocolFeePpm: rateAt(AT.protocolFeePpm),
    fundFeePpm: rateAt(AT.fundFeePpm),
    createPoolFeeLamports: lamports(readU64(bytes, AT.createPoolFeeLamports)),
    protocolOwner: addressAt(AT.protocolOwner),
    fundOwner: addressAt(AT.fundOwner),
    creatorFeePpm: rateAt(AT.creatorFeePpm),
  };
}

export function encodeCpmmConfigAccount(config: CpmmConfigAccount): Uint8Array {
  const bytes = new Uint8Array(CPMM_CONFIG_ACCOUNT_BYTES);
  bytes.set(CPMM_CONFIG_DISCRIMINATOR);
  bytes[AT.bump] = config.bump;
  bytes[AT.disableCreatePool] = config.disableCreatePool ? 1 : 0;
  bytes[AT.index] = config.index & 0xff;
  bytes[AT.index + 1] = config.index >> 8;
  writeU64(bytes, AT.tradeFeePpm, config.tradeFeePpm);
  writeU64(bytes, AT.protocolFeePpm, config.protocolFeePpm);
  writeU64(bytes, AT.fundFeePpm, config.fundFeePpm);
  writeU64(bytes, AT.createPoolFeeLamports, config.createPoolFeeLamports);
  bytes.set(decodeAddress(config.protocolOwner), AT.protocolOwner);
  bytes.set(decodeAddress(config.fundOwner), AT.fundOwner);
  writeU64(bytes, AT.creatorFeePpm, config.creatorFeePpm);
  return bytes;
}

import type { TransferFee } from '../../shared/pool.ts';
import { bps, tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { readU64, writeU64 } from './little-endian.ts';
import { ZERO_ADDRESS } from './programs.ts';
import { extensionNumber, findExtension, type Token2022Extension } from './token-2022-extensions.ts';

/** A fee and the epoch from which it holds. */
export type ScheduledFee = TransferFee & { readonly epoch: bigint };

/** What a mint takes of every transfer, now and after its last change; two epochs lie between the two. */
export type TransferFeeConfig = {
  /** Null: nobody can change the fee, or take out what was withheld. */
  readonly configAuthority: Address | null;
  readonly withdrawAuthority: Address | null;
  readonly withheld: TokenUnits;
  readonly older: ScheduledFee;
  readonly newer: ScheduledFee;
};

// `TransferFeeConfig` of Token-2022's transfer_fee/mod.rs: two authorities (zeros for none), withheld u64, and two fees of
// epoch u64, maximum u64, basis points u16.
export const TRANSFER_FEE_CONFIG_BYTES = 108;
const OLDER_AT = 72;
const NEWER_AT = 90;
/** `TransferFeeAmount` of an account: what was withheld, u64. */
export const TRANSFER_FEE_AMOUNT_BYTES = 8;
export const MAX_TRANSFER_FEE_BPS = 10_000;

/** Null where the mint takes no fee; `malformed` where it has the extension with another length or a senseless fee. */
export function readTransferFeeConfig(
  extensions: readonly Token2022Extension[],
): TransferFeeConfig | 'malformed' | null {
  const data = findExtension(extensions, 'TransferFeeConfig');
  if (data === null) return null;
  if (data.length !== TRANSFER_FEE_CONFIG_BYTES) return 'malformed';
  const older = readFee(data, OLDER_AT);
  const newer = readFee(data, NEWER_AT);
  if (older.bps > MAX_TRANSFER_FEE_BPS || newer.bps > MAX_TRANSFER_FEE_BPS) return 'malformed';
  return {
    configAuthority: authorityAt(data, 0),
    withdrawAuthority: authorityAt(data, 32),
    withheld: tokenUnits(readU64(data, 64)),
    older,
    newer,
  };
}

/** What is taken in an epoch: the newer fee from its own epoch on (`get_epoch_fee`). */
export function transferFeeAt({ older, newer }: TransferFeeConfig, epoch: number): TransferFee {
  const { bps: share, maximumUnits } = BigInt(epoch) >= newer.epoch ? newer : older;
  return { bps: share, maximumUnits };
}

export function transferFeeConfigExtension(config: TransferFeeConfig): Token2022Extension {
  const data = new Uint8Array(TRANSFER_FEE_CONFIG_BYTES);
  data.set(decodeAddress(config.configAuthority ?? ZERO_ADDRESS), 0);
  data.set(decodeAddress(config.withdrawAuthority ?? ZERO_ADDRESS), 32);
  writeU64(data, 64, config.withheld);
  writeFee(data, OLDER_AT, config.older);
  writeFee(data, NEWER_AT, config.newer);
  return { type: extensionNumber('TransferFeeConfig'), data };
}

/** What an account's extension says was withheld in it; null where it has none. */
export function readWithheld(extensions: readonly Token2022Extension[]): TokenUnits | null {
  const data = findExtension(extensions, 'TransferFeeAmount');
  return data?.length === TRANSFER_FEE_AMOUNT_BYTES ? tokenUnits(readU64(data, 0)) : null;
}

export function withheldExtension(withheld: TokenUnits): Token2022Extension {
  const data = new Uint8Array(TRANSFER_FEE_AMOUNT_BYTES);
  writeU64(data, 0, withheld);
  return { type: extensionNumber('TransferFeeAmount'), data };
}

function authorityAt(data: Uint8Array, offset: number): Address | null {
  const authority = encodeAddress(data.subarray(offset, offset + 32));
  return authority === ZERO_ADDRESS ? null : authority;
}

function readFee(data: Uint8Array, offset: number): ScheduledFee {
  return {
    epoch: readU64(data, offset),
    maximumUnits: tokenUnits(readU64(data, offset + 8)),
    bps: bps((data[offset + 16] ?? 0) | ((data[offset + 17] ?? 0) << 8)),
  };
}

function writeFee(data: Uint8Array, offset: number, fee: ScheduledFee): void {
  writeU64(data, offset, fee.epoch);
  writeU64(data, offset + 8, fee.maximumUnits);
  data[offset + 16] = fee.bps & 0xff;
  data[offset + 17] = fee.bps >> 8;
}

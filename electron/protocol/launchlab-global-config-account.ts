import type { Address } from '../../shared/units.ts';
import { readFields, startsWith, writeFields } from './account-fields.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import {
  LAUNCHLAB_CONFIG_INDEX_OFFSET,
  LAUNCHLAB_CURVE_TYPE_OFFSET,
  LAUNCHLAB_GLOBAL_CONFIG_ADDRESS_OFFSETS,
  LAUNCHLAB_GLOBAL_CONFIG_BYTES,
  LAUNCHLAB_GLOBAL_CONFIG_DISCRIMINATOR,
  LAUNCHLAB_GLOBAL_CONFIG_U64_OFFSETS,
} from './launchlab-layout.ts';
import { readU64, writeU64 } from './little-endian.ts';

type AddressField = keyof typeof LAUNCHLAB_GLOBAL_CONFIG_ADDRESS_OFFSETS;
type AmountField = keyof typeof LAUNCHLAB_GLOBAL_CONFIG_U64_OFFSETS;

/** The account that says which curve the pools of a quote mint have, and what the protocol takes. */
export type LaunchLabGlobalConfigAccount = Readonly<
  { curveType: number; index: number } & Record<AddressField, Address> & Record<AmountField, bigint>
>;

/** Null unless the bytes are a global config of exactly 371 bytes. */
export function decodeLaunchLabGlobalConfigAccount(bytes: Uint8Array): LaunchLabGlobalConfigAccount | null {
  const isConfig =
    bytes.length === LAUNCHLAB_GLOBAL_CONFIG_BYTES &&
    startsWith(bytes, LAUNCHLAB_GLOBAL_CONFIG_DISCRIMINATOR);
  if (!isConfig) return null;
  const byteAt = (offset: number): number => bytes[offset] ?? 0;
  return {
    curveType: byteAt(LAUNCHLAB_CURVE_TYPE_OFFSET),
    index: byteAt(LAUNCHLAB_CONFIG_INDEX_OFFSET) | (byteAt(LAUNCHLAB_CONFIG_INDEX_OFFSET + 1) << 8),
    ...readFields(LAUNCHLAB_GLOBAL_CONFIG_ADDRESS_OFFSETS, (at) =>
      encodeAddress(bytes.subarray(at, at + 32)),
    ),
    ...readFields(LAUNCHLAB_GLOBAL_CONFIG_U64_OFFSETS, (offset) => readU64(bytes, offset)),
  };
}

export function encodeLaunchLabGlobalConfigAccount(config: LaunchLabGlobalConfigAccount): Uint8Array {
  const bytes = new Uint8Array(LAUNCHLAB_GLOBAL_CONFIG_BYTES);
  bytes.set(LAUNCHLAB_GLOBAL_CONFIG_DISCRIMINATOR);
  bytes[LAUNCHLAB_CURVE_TYPE_OFFSET] = config.curveType;
  bytes.set([config.index & 0xff, config.index >> 8], LAUNCHLAB_CONFIG_INDEX_OFFSET);
  writeFields(LAUNCHLAB_GLOBAL_CONFIG_ADDRESS_OFFSETS, (name, at) =>
    bytes.set(decodeAddress(config[name]), at),
  );
  writeFields(LAUNCHLAB_GLOBAL_CONFIG_U64_OFFSETS, (name, at) => writeU64(bytes, at, config[name]));
  return bytes;
}

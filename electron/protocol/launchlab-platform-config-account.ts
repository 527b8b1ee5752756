import type { Address } from '../../shared/units.ts';
import { readFields, startsWith, writeFields } from './account-fields.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import {
  LAUNCHLAB_PLATFORM_CONFIG_ADDRESS_OFFSETS,
  LAUNCHLAB_PLATFORM_CONFIG_BYTES,
  LAUNCHLAB_PLATFORM_CONFIG_DISCRIMINATOR,
  LAUNCHLAB_PLATFORM_CONFIG_TEXTS,
  LAUNCHLAB_PLATFORM_CONFIG_U64_OFFSETS,
  LAUNCHLAB_PLATFORM_CONFIG_U8_OFFSETS,
} from './launchlab-layout.ts';
import { readU64, writeU64 } from './little-endian.ts';

type AddressField = keyof typeof LAUNCHLAB_PLATFORM_CONFIG_ADDRESS_OFFSETS;
type AmountField = keyof typeof LAUNCHLAB_PLATFORM_CONFIG_U64_OFFSETS;
type ByteField = keyof typeof LAUNCHLAB_PLATFORM_CONFIG_U8_OFFSETS;
type TextField = keyof typeof LAUNCHLAB_PLATFORM_CONFIG_TEXTS;

/** The account of whoever runs a launchpad on the program: what it takes of its pools' trades, and its creators do. */
export type LaunchLabPlatformConfigAccount = Readonly<
  Record<AddressField, Address> &
    Record<AmountField, bigint> &
    Record<ByteField, number> &
    /** The platform's own words: not to be trusted. */
    Record<TextField, string>
>;

/** Null unless the bytes are a platform config; they can be more than the 944 that it has at least. */
export function decodeLaunchLabPlatformConfigAccount(
  bytes: Uint8Array,
): LaunchLabPlatformConfigAccount | null {
  const isConfig =
    bytes.length >= LAUNCHLAB_PLATFORM_CONFIG_BYTES &&
    startsWith(bytes, LAUNCHLAB_PLATFORM_CONFIG_DISCRIMINATOR);
  if (!isConfig) return null;
  return {
    ...readFields(LAUNCHLAB_PLATFORM_CONFIG_ADDRESS_OFFSETS, (at) =>
      encodeAddress(bytes.subarray(at, at + 32)),
    ),
    ...readFields(LAUNCHLAB_PLATFORM_CONFIG_U64_OFFSETS, (offset) => readU64(bytes, offset)),
    ...readFields(LAUNCHLAB_PLATFORM_CONFIG_U8_OFFSETS, (offset) => bytes[offset] ?? 0),
    name: readText(bytes, 'name'),
    web: readText(bytes, 'web'),
    img: readText(bytes, 'img'),
  };
}

function readText(bytes: Uint8Array, field: TextField): string {
  const { offset, bytes: length } = LAUNCHLAB_PLATFORM_CONFIG_TEXTS[field];
  const stored = bytes.subarray(offset, offset + length);
  const end = stored.indexOf(0);
  return Buffer.from(end < 0 ? stored : stored.subarray(0, end)).toString('utf8');
}

/** 944 bytes, without curve parameters. Throws on a text that does not fit. */
export function encodeLaunchLabPlatformConfigAccount(config: LaunchLabPlatformConfigAccount): Uint8Array {
  const bytes = new Uint8Array(LAUNCHLAB_PLATFORM_CONFIG_BYTES);
  bytes.set(LAUNCHLAB_PLATFORM_CONFIG_DISCRIMINATOR);
  writeFields(LAUNCHLAB_PLATFORM_CONFIG_ADDRESS_OFFSETS, (name, at) =>
    bytes.set(decodeAddress(config[name]), at),
  );
  writeFields(LAUNCHLAB_PLATFORM_CONFIG_U64_OFFSETS, (name, at) => writeU64(bytes, at, config[name]));
  writeFields(LAUNCHLAB_PLATFORM_CONFIG_U8_OFFSETS, (name, at) => {
    bytes[at] = config[name];
  });
  for (const name of ['name', 'web', 'img'] as const) {
    const { offset, bytes: length } = LAUNCHLAB_PLATFORM_CONFIG_TEXTS[name];
    const text = Buffer.from(config[name], 'utf8');
    if (text.length > length) throw new RangeError(`${name} has at most ${length} bytes`);
    bytes.set(text, offset);
  }
  return bytes;
}

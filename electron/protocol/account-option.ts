import type { Address } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { readU32, writeU32 } from './little-endian.ts';

/**
 * SPL Token's COption<Pubkey>: a u32 tag (0 none, 1 some), then 32 bytes. `undefined` means the tag is neither, which
 * no valid account has.
 */
export function readOptionalAddress(bytes: Uint8Array, offset: number): Address | null | undefined {
  const tag = readU32(bytes, offset);
  if (tag === 0) return null;
  return tag === 1 ? encodeAddress(bytes.subarray(offset + 4, offset + 36)) : undefined;
}

export function writeOptionalAddress(bytes: Uint8Array, offset: number, value: Address | null): void {
  if (value === null) return;
  writeU32(bytes, offset, 1);
  bytes.set(decodeAddress(value), offset + 4);
}

/**
 * Little-endian integers in byte arrays, as every account and instruction here stores them. Reading or writing past
 * the end throws a RangeError: decoders check lengths first.
 */
export const U64_MAX = (1n << 64n) - 1n;

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const readU32 = (bytes: Uint8Array, offset: number): number => view(bytes).getUint32(offset, true);

export const readU64 = (bytes: Uint8Array, offset: number): bigint => view(bytes).getBigUint64(offset, true);

export function readU128(bytes: Uint8Array, offset: number): bigint {
  const data = view(bytes);
  return data.getBigUint64(offset, true) | (data.getBigUint64(offset + 8, true) << 64n);
}

export function writeU32(bytes: Uint8Array, offset: number, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) throw new RangeError('not a u32');
  view(bytes).setUint32(offset, value, true);
}

/** DataView would wrap a value that does not fit, and an amount that wraps is a different order: so it throws. */
export function writeU64(bytes: Uint8Array, offset: number, value: bigint): void {
  if (value < 0n || value > U64_MAX) throw new RangeError('not a u64');
  view(bytes).setBigUint64(offset, value, true);
}

export function writeU128(bytes: Uint8Array, offset: number, value: bigint): void {
  if (value < 0n || value >> 128n !== 0n) throw new RangeError('not a u128');
  const data = view(bytes);
  data.setBigUint64(offset, value & U64_MAX, true);
  data.setBigUint64(offset + 8, value >> 64n, true);
}

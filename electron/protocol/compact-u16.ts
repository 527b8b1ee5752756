/** Solana's "shortvec": a length up to 65,535 in one to three bytes, seven bits each, lowest first. */
export const MAX_COMPACT_U16 = 0xffff;

export function encodeCompactU16(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > MAX_COMPACT_U16) throw new RangeError('not a u16');
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/**
 * Null when the bytes end too early, the value does not fit, or it is not in its shortest form: the runtime refuses
 * those too.
 */
export function decodeCompactU16(
  bytes: Uint8Array,
  offset: number,
): { readonly value: number; readonly next: number } | null {
  let value = 0;
  for (let index = 0; index < 3; index += 1) {
    const byte = bytes[offset + index];
    if (byte === undefined) return null;
    value |= (byte & 0x7f) << (7 * index);
    if ((byte & 0x80) === 0) {
      const overlong = index > 0 && byte === 0;
      return overlong || value > MAX_COMPACT_U16 ? null : { value, next: offset + index + 1 };
    }
  }
  return null;
}

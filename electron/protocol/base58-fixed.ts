/**
 * Base58 of values of a known length, ten times faster than digit by digit: keys are read and written by the dozen in
 * every frame. A value is changed from base 2¹⁶ to base 58⁵ (or back) by one multiplication with a matrix of constants;
 * every sum stays below 2⁵³, so that plain numbers are exact.
 */
export type FixedBase58 = {
  readonly encode: (bytes: Uint8Array) => string;
  /** Null unless the text is base58 of exactly that many bytes. */
  readonly decode: (text: string) => Uint8Array | null;
};

export const BASE58_ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

const WORD = 2 ** 16;
const GROUP_DIGITS = 5;
const GROUP = 58 ** GROUP_DIGITS;
const INVALID = 255;

const CODES = Uint8Array.from(BASE58_ALPHABET, (character) => character.charCodeAt(0));
const ONE = 0x31;
const DIGITS = new Uint8Array(128).fill(INVALID);
CODES.forEach((code, value) => (DIGITS[code] = value));

/** The `count` places of `value` in `base`, highest first. */
function places(value: bigint, base: number, count: number): Float64Array {
  const out = new Float64Array(count);
  let rest = value;
  for (let index = count - 1; index >= 0; index -= 1) {
    out[index] = Number(rest % BigInt(base));
    rest /= BigInt(base);
  }
  return out;
}

/** Row i holds fromBaseⁱ in `toBase`, i counted from the last place; the rows one after the other. */
function conversion(fromBase: number, fromPlaces: number, toBase: number, toPlaces: number): Float64Array {
  const rows = new Float64Array(fromPlaces * toPlaces);
  for (let row = 0; row < fromPlaces; row += 1) {
    rows.set(places(BigInt(fromBase) ** BigInt(fromPlaces - 1 - row), toBase, toPlaces), row * toPlaces);
  }
  return rows;
}

/** Changes the base of `from` into `out`; what does not fit `out` is returned. */
function convert(from: Float64Array, rows: Float64Array, out: Float64Array, base: number): number {
  const width = out.length;
  out.fill(0);
  for (let row = 0; row < from.length; row += 1) {
    const factor = from[row] ?? 0;
    if (factor !== 0) {
      const start = row * width;
      for (let place = 0; place < width; place += 1) {
        out[place] = (out[place] ?? 0) + factor * (rows[start + place] ?? 0);
      }
    }
  }
  let carry = 0;
  for (let place = width - 1; place >= 0; place -= 1) {
    const sum = (out[place] ?? 0) + carry;
    carry = Math.floor(sum / base);
    out[place] = sum - carry * base;
  }
  return carry;
}

function leadingZeros(bytes: Uint8Array): number {
  let zeros = 0;
  while (zeros < bytes.length && bytes[zeros] === 0) zeros += 1;
  return zeros;
}

/** Most base58 digits that `length` bytes can take. */
export const maxBase58Length = (length: number): number => Math.ceil((length * 8) / Math.log2(58));

/** For values of `length` bytes, an even number up to 64. */
export function fixedBase58(length: number): FixedBase58 {
  const wordCount = length / 2;
  const maxDigits = maxBase58Length(length);
  const groupCount = Math.ceil(maxDigits / GROUP_DIGITS);
  const toGroups = conversion(WORD, wordCount, GROUP, groupCount);
  const toWords = conversion(GROUP, groupCount, WORD, wordCount);
  // Scratch of one synchronous call each.
  const words = new Float64Array(wordCount);
  const groups = new Float64Array(groupCount);
  const digits = Buffer.alloc(groupCount * GROUP_DIGITS);

  const encode = (bytes: Uint8Array): string => {
    if (bytes.length !== length) throw new RangeError(`${bytes.length} bytes instead of ${length}`);
    for (let index = 0; index < wordCount; index += 1) {
      words[index] = (bytes[2 * index] ?? 0) * 256 + (bytes[2 * index + 1] ?? 0);
    }
    convert(words, toGroups, groups, GROUP);
    for (let index = 0; index < groupCount; index += 1) {
      // Below 58⁵, which fits an int32.
      let rest = groups[index] ?? 0;
      for (let at = (index + 1) * GROUP_DIGITS - 1; at >= index * GROUP_DIGITS; at -= 1) {
        const next = (rest / 58) | 0;
        digits[at] = CODES[rest - next * 58] ?? 0;
        rest = next;
      }
    }
    let padding = 0;
    while (digits[padding] === ONE) padding += 1;
    // Each leading zero byte is a leading '1' of its own.
    return digits.toString('latin1', padding - leadingZeros(bytes));
  };

  const decode = (text: string): Uint8Array | null => {
    // Longer text cannot fit, and is not read.
    if (text.length < length || text.length > maxDigits) return null;
    groups.fill(0);
    const shift = groupCount * GROUP_DIGITS - text.length;
    let ones = 0;
    for (let at = 0; at < text.length; at += 1) {
      const digit = DIGITS[text.charCodeAt(at)] ?? INVALID;
      if (digit === INVALID) return null;
      if (digit === 0 && ones === at) ones += 1;
      const group = Math.trunc((at + shift) / GROUP_DIGITS);
      groups[group] = (groups[group] ?? 0) * 58 + digit;
    }
    if (convert(groups, toWords, words, WORD) !== 0) return null;
    const bytes = new Uint8Array(length);
    for (let index = 0; index < wordCount; index += 1) {
      const word = words[index] ?? 0;
      bytes[2 * index] = word >> 8;
      bytes[2 * index + 1] = word & 0xff;
    }
    return leadingZeros(bytes) === ones ? bytes : null;
  };

  return { encode, decode };
}

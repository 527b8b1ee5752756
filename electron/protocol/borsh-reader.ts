import type { Address } from '../../shared/units.ts';
import { encodeAddress } from './base58.ts';
import { readU32, readU64 } from './little-endian.ts';

/** Reads Borsh values one after another. Every read past the end throws a RangeError, which `borshOrNull` turns into null. */
export class BorshReader {
  readonly #bytes: Uint8Array;
  #offset: number;

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = bytes;
    this.#offset = offset;
  }

  /** How many bytes are left. */
  get left(): number {
    return this.#bytes.length - this.#offset;
  }

  u8(): number {
    return this.#take(1)[0] ?? 0;
  }

  u16(): number {
    const [low = 0, high = 0] = this.#take(2);
    return low | (high << 8);
  }

  u64(): bigint {
    return readU64(this.#take(8), 0);
  }

  address(): Address {
    return encodeAddress(this.#take(32));
  }

  /** UTF-8; what is not becomes U+FFFD. */
  text(): string {
    return Buffer.from(this.#take(readU32(this.#take(4), 0))).toString('utf8');
  }

  #take(length: number): Uint8Array {
    if (length > this.left) throw new RangeError('the data end early');
    const taken = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return taken;
  }
}

/** What `read` makes of the bytes, or null where they end early. */
export function borshOrNull<T>(
  bytes: Uint8Array,
  offset: number,
  read: (from: BorshReader) => T | null,
): T | null {
  try {
    return read(new BorshReader(bytes, offset));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

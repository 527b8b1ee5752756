import type { Address } from '../../shared/units.ts';
import { decodeAddress } from './base58.ts';
import { writeU32, writeU64 } from './little-endian.ts';

/** Writes Borsh values one after another. Throws on integers that do not fit. */
export class BorshWriter {
  readonly #parts: Uint8Array[] = [];

  bytes(value: Uint8Array): this {
    this.#parts.push(value);
    return this;
  }

  u8(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 0xff) throw new RangeError('not a u8');
    return this.bytes(Uint8Array.of(value));
  }

  u16(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 0xffff) throw new RangeError('not a u16');
    return this.bytes(Uint8Array.of(value & 0xff, value >> 8));
  }

  u64(value: bigint): this {
    const bytes = new Uint8Array(8);
    writeU64(bytes, 0, value);
    return this.bytes(bytes);
  }

  address(value: Address): this {
    return this.bytes(decodeAddress(value));
  }

  text(value: string): this {
    const text = Buffer.from(value, 'utf8');
    const length = new Uint8Array(4);
    writeU32(length, 0, text.length);
    return this.bytes(length).bytes(text);
  }

  done(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }
}

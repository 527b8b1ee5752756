import bs58 from 'bs58';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeAddress,
  decodeBase58,
  decodeSignature,
  encodeAddress,
  encodeSignature,
  parseAddress,
  parseBlockhash,
  parseSignature,
} from '../../../electron/protocol/base58.ts';
import { address } from '../../../shared/units.ts';
import * as programs from '../../../electron/protocol/programs.ts';

const bytesOf = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.tuple(fc.integer({ min: 0, max: length }), fc.uint8Array({ minLength: length, maxLength: length })).map(
    // Leading zero bytes have a digit of their own each: the case that digit-wise codecs get wrong.
    ([zeros, bytes]) => bytes.map((byte, index) => (index < zeros ? 0 : byte)),
  );

describe('base58', () => {
  it('agrees with bs58 on every 32-byte value, both ways', () => {
    fc.assert(
      fc.property(bytesOf(32), (bytes) => {
        const text = encodeAddress(bytes);
        expect(text).toBe(bs58.encode(bytes));
        expect(decodeAddress(text)).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with bs58 on every 64-byte value, both ways', () => {
    fc.assert(
      fc.property(bytesOf(64), (bytes) => {
        const text = encodeSignature(bytes);
        expect(text).toBe(bs58.encode(bytes));
        expect(decodeSignature(text)).toEqual(bytes);
      }),
    );
  });

  it('encodes the extremes', () => {
    expect(encodeAddress(new Uint8Array(32))).toBe('1'.repeat(32));
    const highest = new Uint8Array(32).fill(255);
    expect(decodeAddress(encodeAddress(highest))).toEqual(highest);
  });

  it('parses exactly the texts that bs58 decodes to 32 bytes', () => {
    const digits = fc.constantFrom(
      ...Array.from('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0OIl +'),
    );
    fc.assert(
      fc.property(fc.string({ unit: digits, minLength: 30, maxLength: 46 }), (text) => {
        const expected = bs58.decodeUnsafe(text)?.length === 32 ? text : null;
        expect(parseAddress(text)).toBe(expected);
      }),
      { numRuns: 500 },
    );
    // Random text seldom has the right length: also one digit changed, dropped or added in a right one.
    fc.assert(
      fc.property(
        bytesOf(32),
        fc.nat(43),
        digits,
        fc.constantFrom('change', 'drop', 'add'),
        (bytes, at, digit, how) => {
          const right = bs58.encode(bytes);
          const [before, after] = [right.slice(0, at), right.slice(at)];
          const text =
            how === 'change'
              ? before + digit + after.slice(1)
              : before + (how === 'add' ? digit : '') + after.slice(how === 'drop' ? 1 : 0);
          expect(parseAddress(text)).toBe(bs58.decodeUnsafe(text)?.length === 32 ? text : null);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('refuses a value of one above 32 bytes, which has as many digits', () => {
    const above = 2n ** 256n;
    let text = '';
    for (let rest = above; rest > 0n; rest /= 58n)
      text = bs58.encode(Uint8Array.of(Number(rest % 58n))) + text;
    expect(bs58.decode(text).length).toBe(33);
    expect(text.length).toBe(44);
    expect(parseAddress(text)).toBeNull();
  });

  it('refuses what is not a text, blanks around an address, and a signature for an address', () => {
    const program: string = programs.AMM_V4_PROGRAM;
    const signature = encodeSignature(new Uint8Array(64).fill(7));
    for (const value of [
      undefined,
      null,
      0,
      12n,
      {},
      [],
      [program],
      '',
      ` ${program}`,
      `${program}\n`,
      signature,
    ]) {
      expect(parseAddress(value)).toBeNull();
      expect(parseBlockhash(value)).toBeNull();
    }
    expect(parseSignature(signature)).toBe(signature);
    expect(parseSignature(program)).toBeNull();
    expect(parseSignature(7)).toBeNull();
    expect(parseBlockhash(program)).toBe(program);
  });

  it('throws where the caller broke its promise', () => {
    expect(() => encodeAddress(new Uint8Array(31))).toThrow(/32 bytes/);
    expect(() => encodeSignature(new Uint8Array(32))).toThrow(/64 bytes/);
    expect(() => decodeAddress(address(encodeSignature(new Uint8Array(64))))).toThrow(/32 bytes/);
  });

  it('decodes data of any length', () => {
    expect(decodeBase58('RX6mhi4uRvf')).toEqual(bs58.decode('RX6mhi4uRvf'));
    expect(decodeBase58('0')).toBeNull();
    expect(decodeBase58('')).toEqual(new Uint8Array(0));
  });
});

describe('well-known addresses', () => {
  it('are addresses, and each stands once', () => {
    const {
      AMM_V4_AUTHORITY_NONCE: _nonce,
      LAUNCHLAB_AUTHORITY_BUMP: _bump,
      ZERO_ADDRESS: _zero,
      ...addresses
    } = programs;
    const values = Object.values(addresses);
    expect(values.map(parseAddress)).toEqual(values);
    expect(new Set(values).size).toBe(values.length);
  });
});

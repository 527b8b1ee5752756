import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYPAIR_BYTES, parseKeygenBytes } from '../../../electron/wallet/keygen-bytes.ts';

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

describe('the bytes of a keygen file', () => {
  it('are those that JSON.parse would read, for every list of 64 bytes', () => {
    const bytes = fc.uint8Array({ minLength: KEYPAIR_BYTES, maxLength: KEYPAIR_BYTES });
    fc.assert(
      fc.property(bytes, fc.nat(4), (expected, indent) => {
        const parsed = parseKeygenBytes(bytesOf(JSON.stringify([...expected], null, indent)));
        expect(parsed.ok && [...parsed.value]).toEqual([...expected]);
      }),
    );
  });

  it('are never read from what JSON.parse refuses', () => {
    const text = fc.string({ unit: fc.constantFrom('[', ']', ',', '0', '1', '255', ' ', '-', '.', 'e') });
    fc.assert(
      fc.property(text, (each) => {
        expect(parseKeygenBytes(bytesOf(each)).ok).toBe(false);
      }),
    );
  });
});

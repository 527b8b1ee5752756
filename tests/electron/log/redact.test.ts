import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ITEMS, redact } from '../../../electron/log/redact.ts';

const BYTES = Array.from({ length: 64 }, (_, index) => (index * 37) % 256);
const LONG = '4wBqpZM9xaSheZzJSMawUKKwhdpChKbZ5eu5ky4Vigw3wBqpZM9xaSheZzJSMawUKKwhdpChKbZ5eu5ky4Vigw';
const ADDRESS = '675kPX9MHTjS2zt1qfr1NYHuzeLXfQM9H24wFSUt1Mp8';

describe('what is written to the log', () => {
  it('has bigints as text and plain values as they are', () => {
    expect(redact({ a: 2n ** 70n, b: 1.5, c: 'text', d: null, e: [true, 5n] })).toEqual({
      a: '1180591620717411303424',
      b: 1.5,
      c: 'text',
      d: null,
      e: [true, '5'],
    });
  });

  it('has no key pair, however it is held', () => {
    const holders = {
      list: BYTES,
      seed: BYTES.slice(0, 32),
      typed: Uint8Array.from(BYTES),
      buffer: Buffer.from(BYTES),
      secretKey: LONG,
      walletKey: LONG,
      signer: LONG,
      nested: { deeper: [{ privateKey: 'anything' }] },
      json: JSON.stringify(BYTES),
    };
    const shown = JSON.stringify(redact(holders));
    expect(shown).not.toContain('37,74');
    expect(shown).not.toContain(LONG);
    expect(shown).not.toContain('anything');
    expect(redact(holders)).toMatchObject({ list: '[64 bytes]', buffer: '[64 bytes]', seed: '[32 bytes]' });
  });

  it('has the signatures, the addresses and the public keys', () => {
    const data = { signature: LONG, pool: ADDRESS, key: ADDRESS, publicKey: ADDRESS, seed: 42 };
    expect(redact(data)).toEqual(data);
  });

  it('says that a secret is not there, and takes it out of names too', () => {
    expect(redact({ apiKey: null })).toEqual({ apiKey: null });
    expect(redact({ 'wss://h.example/?api-key=abc': 1 })).toEqual({
      'wss://h.example/?api-key=[redacted]': '[redacted]',
    });
  });

  it('has the words of an error, its code and its cause, without their secrets', () => {
    const cause = new Error('401 from https://h.example/?api-key=abc');
    const error = Object.assign(new Error('no answer', { cause }), { code: 'ETIMEDOUT' });
    const shown = redact({ error });
    expect(shown).toMatchObject({
      error: {
        name: 'Error',
        message: 'no answer',
        code: 'ETIMEDOUT',
        cause: { message: '401 from https://h.example/?api-key=[redacted]' },
      },
    });
    expect(JSON.stringify(shown)).not.toContain('=abc');
  });

  it('is bounded in width and depth, also when it holds itself', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(JSON.stringify(redact(loop)).length).toBeLessThan(200);
    const wide = redact(Array.from({ length: 1000 }, (_, index) => `item ${index}`));
    expect(wide).toHaveLength(MAX_ITEMS + 1);
    expect(redact({ map: new Map([[1, 2]]) })).toEqual({ map: '[Map of 1]' });
  });

  it('is JSON whatever it was', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
        expect(typeof JSON.stringify({ value: redact(value) })).toBe('string');
      }),
      { numRuns: 500 },
    );
  });
});

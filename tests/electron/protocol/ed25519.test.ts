import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { decodeAddress } from '../../../electron/protocol/base58.ts';
import { signingKeyFromSeed, verifySignature } from '../../../electron/protocol/ed25519.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

describe('ed25519', () => {
  it('signs the test vectors of RFC 8032', () => {
    const first = signingKeyFromSeed(hex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'));
    expect(first.publicKeyBytes).toEqual(
      hex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'),
    );
    expect(first.sign(new Uint8Array(0))).toEqual(
      hex(
        'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      ),
    );
    const second = signingKeyFromSeed(
      hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'),
    );
    expect(second.sign(hex('72'))).toEqual(
      hex(
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      ),
    );
    expect(decodeAddress(second.publicKey)).toEqual(second.publicKeyBytes);
  });

  it('verifies its own signature and refuses it for another message, key or length', () => {
    const key = signingKeyFromSeed(new Uint8Array(32).fill(1));
    const other = signingKeyFromSeed(new Uint8Array(32).fill(2));
    const message = Buffer.from('order');
    const signature = key.sign(message);
    expect(verifySignature(key.publicKeyBytes, message, signature)).toBe(true);
    expect(verifySignature(key.publicKeyBytes, Buffer.from('Order'), signature)).toBe(false);
    expect(verifySignature(other.publicKeyBytes, message, signature)).toBe(false);
    expect(verifySignature(key.publicKeyBytes, message, signature.subarray(1))).toBe(false);
    expect(verifySignature(key.publicKeyBytes.subarray(1), message, signature)).toBe(false);
    expect(verifySignature(new Uint8Array(32).fill(255), message, signature)).toBe(false);
  });

  it('shows the seed nowhere: not in JSON, in an inspection, in a template, in its properties', () => {
    const seed = new Uint8Array(32).map((_, index) => 17 + index);
    const key = signingKeyFromSeed(seed);
    const shown = [
      JSON.stringify({ key }),
      inspect({ key }, { showHidden: true, depth: 10 }),
      `${JSON.stringify(key)} ${Object.prototype.toString.call(key)}`,
      JSON.stringify(
        Object.entries(Object.getOwnPropertyDescriptors(key)).map(([name, each]) => [name, each.value]),
      ),
    ];
    const traces = [
      Buffer.from(seed).toString('hex'),
      Buffer.from(seed).toString('base64'),
      '17,18,19',
      '17, 18, 19',
    ];
    for (const text of shown) for (const trace of traces) expect(text).not.toContain(trace);
    expect(JSON.stringify({ key })).toBe('{"key":"[signing key]"}');
    expect(inspect(key)).toBe('[signing key]');
    expect(() => structuredClone(key)).toThrow();
  });

  it('refuses a seed of another length, without repeating it', () => {
    expect(() => signingKeyFromSeed(new Uint8Array(64).fill(9))).toThrow('an ed25519 seed has 32 bytes');
  });
});

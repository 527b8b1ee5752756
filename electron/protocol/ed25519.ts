import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Address } from '../../shared/units.ts';
import { encodeAddress } from './base58.ts';

// DER wrappings of raw ed25519 keys (RFC 8410): node:crypto takes keys only in a container.
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs, and gives nothing else away: the seed is in no property, no JSON and no inspection of it. */
export type SigningKey = {
  readonly publicKey: Address;
  readonly publicKeyBytes: Uint8Array;
  /** 64 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
  readonly toJSON: () => string;
};

const REDACTED = '[signing key]';

/** The caller keeps, and should wipe, its own copy of the 32-byte seed. */
export function signingKeyFromSeed(seed: Uint8Array): SigningKey {
  if (seed.length !== 32) throw new Error('an ed25519 seed has 32 bytes');
  const der = Buffer.concat([PKCS8_PREFIX, seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKeyBytes = new Uint8Array(spki.subarray(SPKI_PREFIX.length));
  const key = {
    publicKey: encodeAddress(publicKeyBytes),
    publicKeyBytes,
    sign: (message: Uint8Array): Uint8Array => new Uint8Array(sign(null, message, privateKey)),
    toJSON: (): string => REDACTED,
  };
  Object.defineProperty(key, Symbol.for('nodejs.util.inspect.custom'), { value: () => REDACTED });
  return Object.freeze(key);
}

function publicKeyObject(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' });
}

/** False for a wrong signature, and for keys and signatures of a wrong length. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  return verify(null, message, publicKeyObject(publicKey), signature);
}

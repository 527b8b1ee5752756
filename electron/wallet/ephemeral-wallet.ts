import { randomBytes } from 'node:crypto';
import { signingKeyFromSeed } from '../protocol/ed25519.ts';
import type { Signer } from './signer.ts';

const SEED_BYTES = 32;

/** A key for the embedded market, made anew each run and kept nowhere. `seedBytes` is for tests that need the same one. */
export function makeEphemeralWallet(seedBytes: (length: number) => Uint8Array = randomBytes): Signer {
  const seed = seedBytes(SEED_BYTES);
  const key = signingKeyFromSeed(seed);
  seed.fill(0);
  // A closure over the key: no property leads to it.
  return Object.freeze({ address: key.publicKey, sign: (message: Uint8Array) => key.sign(message) });
}

import { createHash } from 'node:crypto';
import type { Address } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { isOnCurve } from './ed25519-curve.ts';
import { ASSOCIATED_TOKEN_PROGRAM } from './programs.ts';

export const MAX_SEEDS = 16;
export const MAX_SEED_BYTES = 32;

const MARKER = Buffer.from('ProgramDerivedAddress');
const ASSOCIATED_TOKEN_PROGRAM_BYTES = decodeAddress(ASSOCIATED_TOKEN_PROGRAM);

export type ProgramAddress = {
  readonly address: Uint8Array;
  readonly bump: number;
};

/**
 * The address of a program with these seeds: SHA-256 of seeds, bump, program id and a marker, for the highest bump
 * whose hash is not a curve point (so that no private key can exist for it).
 */
export function findProgramAddress(seeds: readonly Uint8Array[], programId: Uint8Array): ProgramAddress {
  // The bump is a seed too.
  if (seeds.length >= MAX_SEEDS) throw new RangeError(`more than ${MAX_SEEDS - 1} seeds`);
  if (seeds.some((seed) => seed.length > MAX_SEED_BYTES)) throw new RangeError('a seed over 32 bytes');
  if (programId.length !== 32) throw new RangeError('a program id has 32 bytes');
  const preimage = Buffer.concat([...seeds, Uint8Array.of(0), programId, MARKER]);
  const bumpOffset = preimage.length - MARKER.length - 32 - 1;
  for (let bump = 255; bump >= 0; bump -= 1) {
    preimage[bumpOffset] = bump;
    const hash = createHash('sha256').update(preimage).digest();
    if (!isOnCurve(hash)) return { address: new Uint8Array(hash), bump };
  }
  throw new Error('no bump gives an address off the curve');
}

/** The token account of `owner` for `mint`. `tokenProgram` is the program that owns the mint. */
export function associatedTokenAddress(owner: Address, mint: Address, tokenProgram: Address): Address {
  const seeds = [decodeAddress(owner), decodeAddress(tokenProgram), decodeAddress(mint)];
  return encodeAddress(findProgramAddress(seeds, ASSOCIATED_TOKEN_PROGRAM_BYTES).address);
}

/** The address that System's createAccountWithSeed makes: SHA-256 of base, seed text and owner. */
export function addressWithSeed(base: Address, seed: string, owner: Address): Address {
  const seedBytes = Buffer.from(seed, 'utf8');
  if (seedBytes.length > MAX_SEED_BYTES) throw new RangeError('a seed over 32 bytes');
  const hash = createHash('sha256')
    .update(decodeAddress(base))
    .update(seedBytes)
    .update(decodeAddress(owner))
    .digest();
  return encodeAddress(hash);
}

import { createHash } from 'node:crypto';
import { decodeAddress, encodeAddress } from '../../electron/protocol/base58.ts';
import { signingKeyFromSeed, type SigningKey } from '../../electron/protocol/ed25519.ts';
import { WSOL_MINT, type Address } from '../../shared/units.ts';

const digest = (label: string): Uint8Array => new Uint8Array(createHash('sha256').update(label).digest());

/** The same label gives the same key: a run can be repeated. */
export const keyOf = (label: string): Address => encodeAddress(digest(label));
export const signerOf = (label: string): SigningKey => signingKeyFromSeed(digest(label));

/** A mint that sorts before or after wrapped SOL, as CPMM and others order the sides of a pool by their bytes. */
export function mintOf(label: string, order: 'before-sol' | 'after-sol'): Address {
  const bytes = digest(label);
  const first = decodeAddress(WSOL_MINT)[0] ?? 0;
  bytes[0] = order === 'before-sol' ? first - 1 : first + 1;
  return encodeAddress(bytes);
}

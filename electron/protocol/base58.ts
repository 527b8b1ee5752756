import bs58 from 'bs58';
import {
  address as addressOf,
  blockhash as blockhashOf,
  signature as signatureOf,
  type Address,
  type Blockhash,
  type Signature,
} from '../../shared/units.ts';
import { fixedBase58 } from './base58-fixed.ts';

export const ADDRESS_BYTES = 32;
export const SIGNATURE_BYTES = 64;

const ADDRESS = fixedBase58(ADDRESS_BYTES);
const SIGNATURE = fixedBase58(SIGNATURE_BYTES);

/** The 32 bytes of an address. Throws on text that is not one: parse outside text with `parseAddress` first. */
export function decodeAddress(address: Address): Uint8Array {
  const bytes = ADDRESS.decode(address);
  if (bytes === null) throw new Error('not a base58 address of 32 bytes');
  return bytes;
}

/** Throws unless it is given exactly 32 bytes. */
export function encodeAddress(bytes: Uint8Array): Address {
  if (bytes.length !== ADDRESS_BYTES) throw new Error(`an address has 32 bytes, not ${bytes.length}`);
  return addressOf(ADDRESS.encode(bytes));
}

/** The address in a text from outside, or null: base58 alphabet, exactly 32 bytes, no blanks. */
export function parseAddress(text: unknown): Address | null {
  if (typeof text !== 'string') return null;
  return ADDRESS.decode(text) === null ? null : addressOf(text);
}

/** A blockhash has the form of an address. */
export function parseBlockhash(text: unknown): Blockhash | null {
  if (typeof text !== 'string') return null;
  return ADDRESS.decode(text) === null ? null : blockhashOf(text);
}

export function decodeBlockhash(hash: Blockhash): Uint8Array {
  return decodeAddress(addressOf(hash));
}

export function encodeBlockhash(bytes: Uint8Array): Blockhash {
  return blockhashOf(encodeAddress(bytes));
}

/** Throws unless it is given exactly 64 bytes. */
export function encodeSignature(bytes: Uint8Array): Signature {
  if (bytes.length !== SIGNATURE_BYTES) throw new Error(`a signature has 64 bytes, not ${bytes.length}`);
  return signatureOf(SIGNATURE.encode(bytes));
}

/** The 64 bytes of a signature. Throws on text that is not one. */
export function decodeSignature(signature: Signature): Uint8Array {
  const bytes = SIGNATURE.decode(signature);
  if (bytes === null) throw new Error('not a base58 signature of 64 bytes');
  return bytes;
}

/** The signature in a text from outside, or null: base58 alphabet, exactly 64 bytes. */
export function parseSignature(text: unknown): Signature | null {
  if (typeof text !== 'string') return null;
  return SIGNATURE.decode(text) === null ? null : signatureOf(text);
}

/** The bytes of base58 text of any length, or null. Quadratic in its length: bound that first. */
export function decodeBase58(text: string): Uint8Array | null {
  return bs58.decodeUnsafe(text) ?? null;
}

export function encodeBase58(bytes: Uint8Array): string {
  return bs58.encode(bytes);
}

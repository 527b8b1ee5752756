import type { Address } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { borshOrNull } from './borsh-reader.ts';
import { findProgramAddress } from './pda.ts';
import { METADATA_PROGRAM } from './programs.ts';

/** Texts as their maker wrote them: to be cleaned before they are shown. */
export type MetaplexMetadata = { readonly mint: Address; readonly name: string; readonly symbol: string };

const METADATA_V1 = 4;
const PROGRAM = decodeAddress(METADATA_PROGRAM);

/** Where the program keeps what a mint is called. */
export function metaplexMetadataAddress(mint: Address): Address {
  const seeds = [Buffer.from('metadata'), PROGRAM, decodeAddress(mint)];
  return encodeAddress(findProgramAddress(seeds, PROGRAM).address);
}

/**
 * mpl-token-metadata's `Metadata`: key u8, update authority, mint, then name and symbol, each a u32 length and UTF-8
 * that old accounts fill up with zero bytes. Null where the bytes are none.
 */
export const decodeMetaplexMetadata = (bytes: Uint8Array): MetaplexMetadata | null =>
  borshOrNull(bytes, 0, (from) => {
    if (from.u8() !== METADATA_V1) return null;
    from.address();
    const mint = from.address();
    return { mint, name: withoutZeros(from.text()), symbol: withoutZeros(from.text()) };
  });

const withoutZeros = (text: string): string => text.replace(/\0+$/u, '');

import type { Address } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { readU32, writeU32 } from './little-endian.ts';
import { ZERO_ADDRESS } from './programs.ts';
import { extensionNumber, findExtension, type Token2022Extension } from './token-2022-extensions.ts';

/** What a mint says of itself. The texts are whatever its maker wrote: to be cleaned before they are shown. */
export type TokenMetadata = {
  readonly updateAuthority: Address | null;
  readonly mint: Address;
  readonly name: string;
  readonly symbol: string;
  readonly uri: string;
};

/** Longer texts are not read: no name is that long. */
export const MAX_METADATA_TEXT_BYTES = 4_096;
const TEXTS_AT = 64;
const NO_FIELDS_BYTES = 4;

/**
 * The metadata inside a mint (`TokenMetadata` of spl-token-metadata-interface: two keys, then name, symbol and uri, each
 * a u32 length and UTF-8); null where it has none, or where they cannot be read.
 */
export function readTokenMetadata(extensions: readonly Token2022Extension[]): TokenMetadata | null {
  const data = findExtension(extensions, 'TokenMetadata');
  if (data === null || data.length < TEXTS_AT) return null;
  const texts = readTexts(data);
  if (texts === null) return null;
  const updateAuthority = encodeAddress(data.subarray(0, 32));
  const [name = '', symbol = '', uri = ''] = texts;
  return {
    updateAuthority: updateAuthority === ZERO_ADDRESS ? null : updateAuthority,
    mint: encodeAddress(data.subarray(32, 64)),
    name,
    symbol,
    uri,
  };
}

function readTexts(data: Uint8Array): readonly string[] | null {
  const texts: string[] = [];
  let at = TEXTS_AT;
  while (texts.length < 3) {
    if (at + 4 > data.length) return null;
    const length = readU32(data, at);
    const end = at + 4 + length;
    if (length > MAX_METADATA_TEXT_BYTES || end > data.length) return null;
    texts.push(Buffer.from(data.subarray(at + 4, end)).toString('utf8'));
    at = end;
  }
  return texts;
}

/** Without fields beyond the three texts. */
export function tokenMetadataExtension(metadata: TokenMetadata): Token2022Extension {
  const texts = [metadata.name, metadata.symbol, metadata.uri].map((text) => {
    const bytes = Buffer.from(text, 'utf8');
    const length = new Uint8Array(4);
    writeU32(length, 0, bytes.length);
    return Buffer.concat([length, bytes]);
  });
  const data = Buffer.concat([
    decodeAddress(metadata.updateAuthority ?? ZERO_ADDRESS),
    decodeAddress(metadata.mint),
    ...texts,
    new Uint8Array(NO_FIELDS_BYTES),
  ]);
  return { type: extensionNumber('TokenMetadata'), data: new Uint8Array(data) };
}

/** Says that a mint's metadata are in `account`, which can be the mint itself. */
export function metadataPointerExtension(authority: Address | null, account: Address): Token2022Extension {
  const data = new Uint8Array(64);
  data.set(decodeAddress(authority ?? ZERO_ADDRESS), 0);
  data.set(decodeAddress(account), 32);
  return { type: extensionNumber('MetadataPointer'), data };
}

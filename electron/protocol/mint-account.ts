import { tokenUnits, type Address, type TokenUnits } from '../../shared/units.ts';
import { readOptionalAddress, writeOptionalAddress } from './account-option.ts';
import { readU64, writeU64 } from './little-endian.ts';

export const MINT_ACCOUNT_BYTES = 82;

/** An SPL Token mint. Null authorities mean that nobody can mint, or freeze, any more. */
export type MintAccount = {
  readonly mintAuthority: Address | null;
  readonly supply: TokenUnits;
  readonly decimals: number;
  readonly freezeAuthority: Address | null;
};

// spl-token state.rs, Mint: mint_authority COption 0, supply 36, decimals 44, is_initialized 45, freeze_authority 46.

/**
 * Null unless the bytes are an initialised mint of exactly 82 bytes. Token-2022 mints with extensions are longer, and what
 * extends them matters: `decodeToken2022Mint` reads them.
 */
export function decodeMintAccount(bytes: Uint8Array): MintAccount | null {
  return bytes.length === MINT_ACCOUNT_BYTES ? decodeMintStart(bytes) : null;
}

/** The 82 bytes that a mint of either token program begins with; null unless it is initialised. */
export function decodeMintStart(bytes: Uint8Array): MintAccount | null {
  if (bytes.length < MINT_ACCOUNT_BYTES || bytes[45] !== 1) return null;
  const mintAuthority = readOptionalAddress(bytes, 0);
  const freezeAuthority = readOptionalAddress(bytes, 46);
  const decimals = bytes[44];
  if (mintAuthority === undefined || freezeAuthority === undefined || decimals === undefined) return null;
  return { mintAuthority, supply: tokenUnits(readU64(bytes, 36)), decimals, freezeAuthority };
}

export function encodeMintAccount(mint: MintAccount): Uint8Array {
  if (!Number.isInteger(mint.decimals) || mint.decimals < 0 || mint.decimals > 255) {
    throw new RangeError('decimals is a u8');
  }
  const bytes = new Uint8Array(MINT_ACCOUNT_BYTES);
  writeOptionalAddress(bytes, 0, mint.mintAuthority);
  writeU64(bytes, 36, mint.supply);
  bytes[44] = mint.decimals;
  bytes[45] = 1;
  writeOptionalAddress(bytes, 46, mint.freezeAuthority);
  return bytes;
}

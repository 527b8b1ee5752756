import { decodeMintStart, encodeMintAccount, type MintAccount } from './mint-account.ts';
import {
  extensionName,
  joinExtensions,
  readExtensions,
  type Token2022Extension,
  type Token2022ExtensionName,
} from './token-2022-extensions.ts';

/** A mint of Token-2022 with what extends it; none where it is as long as an SPL Token mint. */
export type Token2022Mint = MintAccount & { readonly extensions: readonly Token2022Extension[] };

/** Null unless the bytes are an initialised mint. Whose account it is, the caller checks. */
export function decodeToken2022Mint(bytes: Uint8Array): Token2022Mint | null {
  const mint = decodeMintStart(bytes);
  if (mint === null) return null;
  const extensions = readExtensions(bytes, 'mint');
  return extensions === null ? null : { ...mint, extensions };
}

export function encodeToken2022Mint(mint: Token2022Mint): Uint8Array {
  return joinExtensions(encodeMintAccount(mint), 'mint', mint.extensions);
}

/**
 * Extensions that take nothing from a holder but what is shown: the transfer fee, names, groups, and two that change only
 * how amounts are written out.
 */
const HARMLESS: ReadonlySet<string> = new Set<Token2022ExtensionName>([
  'TransferFeeConfig',
  'MetadataPointer',
  'TokenMetadata',
  'InterestBearingConfig',
  'ScaledUiAmount',
  'GroupPointer',
  'TokenGroup',
  'GroupMemberPointer',
  'TokenGroupMember',
]);

/** The first extension by name that can keep a holder from selling, or that is not known; null for none. */
export function riskyExtensionOf(extensions: readonly Token2022Extension[]): string | null {
  for (const { type } of extensions) {
    const name = extensionName(type);
    if (!HARMLESS.has(name)) return name;
  }
  return null;
}

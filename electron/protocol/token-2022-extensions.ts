import { MINT_ACCOUNT_BYTES } from './mint-account.ts';
import { TOKEN_ACCOUNT_BYTES } from './token-account.ts';

// Token-2022's extension/mod.rs: behind 165 bytes (a mint's 82 and zeros, or an account's own) one byte for what it is,
// then entries of type u16, length u16 and as many bytes, up to an entry of type 0 or the end.

/** Names by number, as the program calls them (`ExtensionType`). */
export const TOKEN_2022_EXTENSION_NAMES = [
  'Uninitialized',
  'TransferFeeConfig',
  'TransferFeeAmount',
  'MintCloseAuthority',
  'ConfidentialTransferMint',
  'ConfidentialTransferAccount',
  'DefaultAccountState',
  'ImmutableOwner',
  'MemoTransfer',
  'NonTransferable',
  'InterestBearingConfig',
  'CpiGuard',
  'PermanentDelegate',
  'NonTransferableAccount',
  'TransferHook',
  'TransferHookAccount',
  'ConfidentialTransferFeeConfig',
  'ConfidentialTransferFeeAmount',
  'MetadataPointer',
  'TokenMetadata',
  'GroupPointer',
  'TokenGroup',
  'GroupMemberPointer',
  'TokenGroupMember',
  'ConfidentialMintBurn',
  'ScaledUiAmount',
  'Pausable',
  'PausableAccount',
  'PermissionedBurn',
] as const;

export type Token2022ExtensionName = (typeof TOKEN_2022_EXTENSION_NAMES)[number];

export const extensionNumber = (name: Token2022ExtensionName): number =>
  TOKEN_2022_EXTENSION_NAMES.indexOf(name);

/** The name, or `extension 99` for a number that has none here. */
export const extensionName = (number: number): string =>
  TOKEN_2022_EXTENSION_NAMES[number] ?? `extension ${number}`;

export type Token2022Extension = { readonly type: number; readonly data: Uint8Array };

/** What stands at byte 165: not yet initialised, a mint, or a token account. */
export const ACCOUNT_TYPE = { uninitialized: 0, mint: 1, account: 2 } as const;
export type AccountType = keyof typeof ACCOUNT_TYPE;

const TYPE_AT = TOKEN_ACCOUNT_BYTES;
const ENTRIES_AT = TYPE_AT + 1;
const HEADER_BYTES = 4;
/** The length of a multisig: nothing with extensions is that long. */
const MULTISIG_BYTES = 355;
/** More than there are kinds; an account says each once. */
export const MAX_EXTENSIONS = 64;

/** The extensions of a mint or an account, or null where the bytes are not such a one. Its first part is not looked at. */
export function readExtensions(
  bytes: Uint8Array,
  kind: 'mint' | 'account',
  initialized = true,
): readonly Token2022Extension[] | null {
  const ownBytes = kind === 'mint' ? MINT_ACCOUNT_BYTES : TOKEN_ACCOUNT_BYTES;
  if (bytes.length === ownBytes) return [];
  if (bytes.length < ENTRIES_AT || bytes.length === MULTISIG_BYTES) return null;
  if (bytes.subarray(ownBytes, TYPE_AT).some((byte) => byte !== 0)) return null;
  if (bytes[TYPE_AT] !== ACCOUNT_TYPE[initialized ? kind : 'uninitialized']) return null;
  return walk(bytes)?.extensions ?? null;
}

type Walk = { readonly extensions: readonly Token2022Extension[]; readonly end: number };

function walk(bytes: Uint8Array): Walk | null {
  const extensions: Token2022Extension[] = [];
  let at = ENTRIES_AT;
  // A lone last byte can be left over from making room.
  while (at + 2 <= bytes.length) {
    const type = readU16(bytes, at);
    if (type === 0) break;
    if (at + HEADER_BYTES > bytes.length || extensions.length === MAX_EXTENSIONS) return null;
    const end = at + HEADER_BYTES + readU16(bytes, at + 2);
    if (end > bytes.length) return null;
    extensions.push({ type, data: bytes.subarray(at + HEADER_BYTES, end) });
    at = end;
  }
  return { extensions, end: at };
}

export function findExtension(
  extensions: readonly Token2022Extension[],
  name: Token2022ExtensionName,
): Uint8Array | null {
  const number = extensionNumber(name);
  return extensions.find(({ type }) => type === number)?.data ?? null;
}

/** How long a mint or an account with extensions of these lengths is (`try_calculate_account_len`). */
export function bytesWithExtensions(kind: 'mint' | 'account', lengths: readonly number[]): number {
  if (lengths.length === 0) return kind === 'mint' ? MINT_ACCOUNT_BYTES : TOKEN_ACCOUNT_BYTES;
  const total = lengths.reduce((sum, length) => sum + HEADER_BYTES + length, ENTRIES_AT);
  return total === MULTISIG_BYTES ? total + 2 : total;
}

/** A mint's or an account's own bytes, followed by extensions. */
export function joinExtensions(
  own: Uint8Array,
  kind: 'mint' | 'account',
  extensions: readonly Token2022Extension[],
): Uint8Array {
  const bytes = new Uint8Array(
    bytesWithExtensions(
      kind,
      extensions.map(({ data }) => data.length),
    ),
  );
  bytes.set(own);
  if (extensions.length === 0) return bytes;
  bytes[TYPE_AT] = ACCOUNT_TYPE[kind];
  let at = ENTRIES_AT;
  for (const { type, data } of extensions) {
    writeHeader(bytes, at, type, data.length);
    bytes.set(data, at + HEADER_BYTES);
    at += HEADER_BYTES + data.length;
  }
  return bytes;
}

/** The same bytes with one more extension in the room that is left, or null where there is none or it is there. */
export function addExtension(bytes: Uint8Array, extension: Token2022Extension): Uint8Array | null {
  const walked = walk(bytes);
  if (walked === null || walked.extensions.some(({ type }) => type === extension.type)) return null;
  const valueAt = walked.end + HEADER_BYTES;
  if (valueAt + extension.data.length > bytes.length) return null;
  const changed = bytes.slice();
  writeHeader(changed, walked.end, extension.type, extension.data.length);
  changed.set(extension.data, valueAt);
  return changed;
}

/** The same bytes with what byte 165 says set; those without extensions have no such byte. */
export function withAccountType(bytes: Uint8Array, kind: AccountType): Uint8Array {
  if (bytes.length < ENTRIES_AT) return bytes;
  const changed = bytes.slice();
  changed[TYPE_AT] = ACCOUNT_TYPE[kind];
  return changed;
}

const readU16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

function writeHeader(bytes: Uint8Array, at: number, type: number, length: number): void {
  if (type > 0xffff || length > 0xffff) throw new RangeError('not a u16');
  bytes.set([type & 0xff, type >> 8, length & 0xff, length >> 8], at);
}

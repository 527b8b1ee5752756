import { lamports, tokenUnits, type Address, type Lamports, type TokenUnits } from '../../shared/units.ts';
import { readOptionalAddress, writeOptionalAddress } from './account-option.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { readU32, readU64, writeU32, writeU64 } from './little-endian.ts';

export const TOKEN_ACCOUNT_BYTES = 165;

export type TokenAccount = {
  readonly mint: Address;
  readonly owner: Address;
  readonly amount: TokenUnits;
  readonly delegate: Address | null;
  readonly state: 'initialized' | 'frozen';
  /** For wrapped SOL the rent-exempt reserve, which `amount` does not count; null for any other mint. */
  readonly nativeReserve: Lamports | null;
  readonly delegatedAmount: TokenUnits;
  readonly closeAuthority: Address | null;
};

// spl-token state.rs, Account: mint 0, owner 32, amount 64, delegate COption 72, state 108, is_native COption<u64> 109,
// delegated_amount 121, close_authority COption 129.

/** What a Token-2022 account with extensions has at byte 165, behind the bytes that every token account has. */
const IS_TOKEN_ACCOUNT = 2;
/** A multisig of the token programs is that long, and no account is. */
const MULTISIG_BYTES = 355;

/**
 * Null unless the bytes are an initialised token account of either token program: exactly 165 bytes, or more with
 * extensions of Token-2022. Whose account it is, the caller checks.
 */
export function decodeTokenAccount(bytes: Uint8Array): TokenAccount | null {
  if (!isTokenAccountLength(bytes)) return null;
  const stateByte = bytes[108];
  if (stateByte !== 1 && stateByte !== 2) return null;
  const delegate = readOptionalAddress(bytes, 72);
  const closeAuthority = readOptionalAddress(bytes, 129);
  const nativeTag = readU32(bytes, 109);
  if (delegate === undefined || closeAuthority === undefined || nativeTag > 1) return null;
  return {
    mint: encodeAddress(bytes.subarray(0, 32)),
    owner: encodeAddress(bytes.subarray(32, 64)),
    amount: tokenUnits(readU64(bytes, 64)),
    delegate,
    state: stateByte === 2 ? 'frozen' : 'initialized',
    nativeReserve: nativeTag === 1 ? lamports(readU64(bytes, 113)) : null,
    delegatedAmount: tokenUnits(readU64(bytes, 121)),
    closeAuthority,
  };
}

function isTokenAccountLength(bytes: Uint8Array): boolean {
  if (bytes.length <= TOKEN_ACCOUNT_BYTES) return bytes.length === TOKEN_ACCOUNT_BYTES;
  return bytes.length !== MULTISIG_BYTES && bytes[TOKEN_ACCOUNT_BYTES] === IS_TOKEN_ACCOUNT;
}

/** Only the balance of a token account of any program (Token-2022 accounts with extensions are longer), or null. */
export function tokenAccountAmount(bytes: Uint8Array): TokenUnits | null {
  if (bytes.length < TOKEN_ACCOUNT_BYTES || (bytes[108] !== 1 && bytes[108] !== 2)) return null;
  return tokenUnits(readU64(bytes, 64));
}

export function encodeTokenAccount(account: TokenAccount): Uint8Array {
  const bytes = new Uint8Array(TOKEN_ACCOUNT_BYTES);
  bytes.set(decodeAddress(account.mint), 0);
  bytes.set(decodeAddress(account.owner), 32);
  writeU64(bytes, 64, account.amount);
  writeOptionalAddress(bytes, 72, account.delegate);
  bytes[108] = account.state === 'frozen' ? 2 : 1;
  if (account.nativeReserve !== null) {
    writeU32(bytes, 109, 1);
    writeU64(bytes, 113, account.nativeReserve);
  }
  writeU64(bytes, 121, account.delegatedAmount);
  writeOptionalAddress(bytes, 129, account.closeAuthority);
  return bytes;
}

/** A plain token account as InitializeAccount leaves it: nothing delegated, closable by its owner only. */
export function plainTokenAccount(
  fields: Pick<TokenAccount, 'mint' | 'owner' | 'amount'> & { readonly nativeReserve?: Lamports | null },
): TokenAccount {
  return {
    mint: fields.mint,
    owner: fields.owner,
    amount: fields.amount,
    delegate: null,
    state: 'initialized',
    nativeReserve: fields.nativeReserve ?? null,
    delegatedAmount: tokenUnits(0n),
    closeAuthority: null,
  };
}

import type { Address } from '../../../shared/units.ts';
import { decodeMintAccount, MINT_ACCOUNT_BYTES, type MintAccount } from '../../protocol/mint-account.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { decodeTokenAccount, TOKEN_ACCOUNT_BYTES, type TokenAccount } from '../../protocol/token-account.ts';
import type { LedgerAccount } from './ledger-account.ts';

// Both token programs begin their accounts the same way. Where a Token-2022 account is longer, the byte after the 165
// of a token account says what it is, and extensions follow.
const KIND_OFFSET = TOKEN_ACCOUNT_BYTES;
const MINT_KIND = 1;
const ACCOUNT_KIND = 2;

export const isTokenProgram = (program: Address): boolean =>
  program === TOKEN_PROGRAM || program === TOKEN_2022_PROGRAM;

/** The common part of a mint of either token program; null for anything else. */
export function mintState(account: LedgerAccount | undefined): MintAccount | null {
  if (account === undefined || !isTokenProgram(account.owner)) return null;
  const { owner, data } = account;
  const extended = owner === TOKEN_2022_PROGRAM && data[KIND_OFFSET] === MINT_KIND;
  return decodeMintAccount(extended ? data.subarray(0, MINT_ACCOUNT_BYTES) : data);
}

/** The common part of a token account of either token program; null for anything else. */
export function tokenState(account: LedgerAccount | undefined): TokenAccount | null {
  if (account === undefined || !isTokenAccount(account)) return null;
  return decodeTokenAccount(account.data.subarray(0, TOKEN_ACCOUNT_BYTES));
}

/** By its length and kind alone; it may not be initialised yet. */
export function isTokenAccount({ owner, data }: LedgerAccount): boolean {
  if (data.length === TOKEN_ACCOUNT_BYTES) return isTokenProgram(owner);
  return (
    data.length > TOKEN_ACCOUNT_BYTES && owner === TOKEN_2022_PROGRAM && data[KIND_OFFSET] === ACCOUNT_KIND
  );
}

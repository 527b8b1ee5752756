import { lamports, tokenUnits, type Address } from '../../../shared/units.ts';
import { U64_MAX } from '../../protocol/little-endian.ts';
import { decodeMintAccount, encodeMintAccount, type MintAccount } from '../../protocol/mint-account.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { decodeTokenAccount, encodeTokenAccount, type TokenAccount } from '../../protocol/token-account.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { TOKEN_ERRORS, tokenErrorWords, type TokenErrorName } from './token-errors.ts';

export function tokenFailure(context: InvokeContext, name: TokenErrorName): ProgramResult {
  context.log(tokenErrorWords(name));
  return TOKEN_ERRORS[name];
}

export function readTokenAccount(context: Pick<InvokeContext, 'get'>, address: Address): TokenAccount | null {
  const account = context.get(address);
  return account.owner === TOKEN_PROGRAM ? decodeTokenAccount(account.data) : null;
}

export function readMint(context: Pick<InvokeContext, 'get'>, address: Address): MintAccount | null {
  const account = context.get(address);
  return account.owner === TOKEN_PROGRAM ? decodeMintAccount(account.data) : null;
}

export function writeTokenAccount(context: InvokeContext, address: Address, token: TokenAccount): void {
  context.set(address, { ...context.get(address), data: encodeTokenAccount(token) });
}

export function writeMint(context: InvokeContext, address: Address, mint: MintAccount): void {
  context.set(address, { ...context.get(address), data: encodeMintAccount(mint) });
}

/** Adds to (or takes from) an account's amount; wrapped SOL takes its lamports along. */
function move(context: InvokeContext, address: Address, token: TokenAccount, change: bigint): void {
  writeTokenAccount(context, address, { ...token, amount: tokenUnits(token.amount + change) });
  if (token.nativeReserve === null) return;
  const account = context.get(address);
  context.set(address, { ...account, lamports: lamports(account.lamports + change) });
}

export type TokenMove = {
  readonly source: Address;
  readonly destination: Address;
  readonly owner: Address;
  readonly amount: bigint;
  readonly checked: { readonly mint: Address; readonly decimals: number } | null;
};

/** `Processor::process_transfer` of spl-token, without delegates. */
export function transferTokens(context: InvokeContext, transfer: TokenMove): ProgramResult {
  const source = readTokenAccount(context, transfer.source);
  const destination = readTokenAccount(context, transfer.destination);
  if (source === null || destination === null) return 'InvalidAccountData';
  if (source.state === 'frozen' || destination.state === 'frozen')
    return tokenFailure(context, 'accountFrozen');
  if (source.amount < transfer.amount) return tokenFailure(context, 'insufficientFunds');
  if (source.mint !== destination.mint) return tokenFailure(context, 'mintMismatch');
  if (transfer.checked !== null) {
    if (source.mint !== transfer.checked.mint) return tokenFailure(context, 'mintMismatch');
    const decimals = readMint(context, transfer.checked.mint)?.decimals;
    if (decimals !== transfer.checked.decimals) return tokenFailure(context, 'mintDecimalsMismatch');
  }
  if (source.owner !== transfer.owner) return tokenFailure(context, 'ownerMismatch');
  if (!context.isSigner(transfer.owner)) return 'MissingRequiredSignature';
  if (transfer.source === transfer.destination) return null;
  if (destination.amount + transfer.amount > U64_MAX) return tokenFailure(context, 'overflow');
  move(context, transfer.source, source, -transfer.amount);
  move(context, transfer.destination, destination, transfer.amount);
  return null;
}

import { tokenUnits, type Address } from '../../../shared/units.ts';
import { U64_MAX } from '../../protocol/little-endian.ts';
import type { MintAccount } from '../../protocol/mint-account.ts';
import type { TokenAccount } from '../../protocol/token-account.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { tokenFailure } from './token-ledger.ts';

/** How one of the two token programs reads and writes what it owns. */
export type TokenLedger = {
  readMint(context: InvokeContext, address: Address): MintAccount | null;
  readAccount(context: InvokeContext, address: Address): TokenAccount | null;
  writeMint(context: InvokeContext, address: Address, mint: MintAccount): void;
  writeAccount(context: InvokeContext, address: Address, account: TokenAccount): void;
};

export type SupplyChange = {
  readonly mint: Address;
  readonly account: Address;
  readonly authority: Address;
  readonly amount: bigint;
};

/** `Processor::process_mint_to` of both token programs. */
export function mintTo(
  context: InvokeContext,
  ledger: TokenLedger,
  { mint: mintAddress, account: to, authority, amount }: SupplyChange,
): ProgramResult {
  const mint = ledger.readMint(context, mintAddress);
  const account = ledger.readAccount(context, to);
  if (mint === null || account === null) return 'InvalidAccountData';
  if (account.state === 'frozen') return tokenFailure(context, 'accountFrozen');
  if (account.mint !== mintAddress) return tokenFailure(context, 'mintMismatch');
  if (mint.mintAuthority === null) return tokenFailure(context, 'fixedSupply');
  if (mint.mintAuthority !== authority) return tokenFailure(context, 'ownerMismatch');
  if (!context.isSigner(authority)) return 'MissingRequiredSignature';
  if (mint.supply + amount > U64_MAX) return tokenFailure(context, 'overflow');
  ledger.writeMint(context, mintAddress, { ...mint, supply: tokenUnits(mint.supply + amount) });
  ledger.writeAccount(context, to, { ...account, amount: tokenUnits(account.amount + amount) });
  return null;
}

/** `Processor::process_burn` of both, without delegates. */
export function burn(
  context: InvokeContext,
  ledger: TokenLedger,
  { mint: mintAddress, account: from, authority, amount }: SupplyChange,
): ProgramResult {
  const mint = ledger.readMint(context, mintAddress);
  const account = ledger.readAccount(context, from);
  if (mint === null || account === null) return 'InvalidAccountData';
  if (account.state === 'frozen') return tokenFailure(context, 'accountFrozen');
  if (account.amount < amount) return tokenFailure(context, 'insufficientFunds');
  if (account.mint !== mintAddress) return tokenFailure(context, 'mintMismatch');
  if (account.owner !== authority) return tokenFailure(context, 'ownerMismatch');
  if (!context.isSigner(authority)) return 'MissingRequiredSignature';
  ledger.writeAccount(context, from, { ...account, amount: tokenUnits(account.amount - amount) });
  ledger.writeMint(context, mintAddress, { ...mint, supply: tokenUnits(mint.supply - amount) });
  return null;
}

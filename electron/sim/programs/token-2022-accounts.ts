import { lamports, tokenUnits, type Address, type TokenUnits } from '../../../shared/units.ts';
import { U64_MAX, writeU64 } from '../../protocol/little-endian.ts';
import { TOKEN_2022_PROGRAM } from '../../protocol/programs.ts';
import { encodeTokenAccount, plainTokenAccount } from '../../protocol/token-account.ts';
import {
  addExtension,
  extensionNumber,
  findExtension,
  withAccountType,
} from '../../protocol/token-2022-extensions.ts';
import { readWithheld } from '../../protocol/token-2022-transfer-fee.ts';
import { EMPTY_ACCOUNT, rentExemptMinimum } from '../ledger/ledger-account.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import {
  feeOfTransfer,
  readToken2022Account,
  readToken2022Mint,
  requiredAccountExtensions,
  token2022AccountBytes,
  writeToken2022Account,
} from './token-2022-ledger.ts';
import { tokenFailure, type TokenMove } from './token-ledger.ts';

const STATE_AT = 108;
const FROZEN = 2;

/** `process_initialize_account3`: with the extensions that the mint asks of its accounts. */
export function initializeToken2022Account(
  context: InvokeContext,
  address: Address,
  mintAddress: Address,
  owner: Address,
): ProgramResult {
  const account = context.get(address);
  if (account.owner !== TOKEN_2022_PROGRAM) return 'IncorrectProgramId';
  const mint = readToken2022Mint(context, mintAddress);
  if (account.data.length < STATE_AT + 1) return 'InvalidAccountData';
  if (account.data[STATE_AT] !== 0) return tokenFailure(context, 'alreadyInUse');
  if (account.lamports < rentExemptMinimum(account.data.length))
    return tokenFailure(context, 'notRentExempt');
  if (mint === null) return tokenFailure(context, 'invalidMint');
  if (account.data.length < token2022AccountBytes(mint, false)) return 'InvalidAccountData';
  let data: Uint8Array = account.data.slice();
  const token = plainTokenAccount({ mint: mintAddress, owner, amount: tokenUnits(0n) });
  const startsFrozen = findExtension(mint.extensions, 'DefaultAccountState')?.[0] === FROZEN;
  data.set(encodeTokenAccount({ ...token, state: startsFrozen ? 'frozen' : 'initialized' }));
  for (const extension of requiredAccountExtensions(mint)) {
    const added = addExtension(data, extension);
    // An immutable owner can have been asked for before.
    if (added === null && extension.type !== extensionNumber('ImmutableOwner')) return 'InvalidAccountData';
    data = added ?? data;
  }
  context.set(address, { ...account, data: withAccountType(data, 'account') });
  return null;
}

/** `process_initialize_immutable_owner`: before the account is initialised. */
export function initializeToken2022ImmutableOwner(context: InvokeContext, address: Address): ProgramResult {
  const account = context.get(address);
  if (account.owner !== TOKEN_2022_PROGRAM) return 'IncorrectProgramId';
  if (account.data[STATE_AT] !== 0) return tokenFailure(context, 'alreadyInUse');
  const extension = { type: extensionNumber('ImmutableOwner'), data: new Uint8Array(0) };
  const data = addExtension(account.data, extension);
  if (data === null) return 'InvalidAccountData';
  context.set(address, { ...account, data });
  return null;
}

/** `process_get_account_data_size`, as the associated token program asks for it: with an immutable owner. */
export function token2022AccountDataSize(context: InvokeContext, mintAddress: Address): ProgramResult {
  const mint = readToken2022Mint(context, mintAddress);
  if (mint === null) return tokenFailure(context, 'invalidMint');
  const size = new Uint8Array(8);
  const asked = context.instruction.data.subarray(1);
  const immutableOwner = asked[0] === extensionNumber('ImmutableOwner') && asked[1] === 0;
  writeU64(size, 0, BigInt(token2022AccountBytes(mint, immutableOwner)));
  context.line(`Program return: ${TOKEN_2022_PROGRAM} ${Buffer.from(size).toString('base64')}`);
  return null;
}

/** `process_close_account`, of token accounts. */
export function closeToken2022Account(
  context: InvokeContext,
  address: Address,
  destination: Address,
  owner: Address,
): ProgramResult {
  if (address === destination) return 'InvalidAccountData';
  const token = readToken2022Account(context, address);
  if (token === null) return 'UninitializedAccount';
  if (token.amount > 0n) return tokenFailure(context, 'nonNativeHasBalance');
  if ((token.closeAuthority ?? token.owner) !== owner) return tokenFailure(context, 'ownerMismatch');
  if (!context.isSigner(owner)) return 'MissingRequiredSignature';
  if ((readWithheld(token.extensions) ?? 0n) > 0n)
    return tokenFailure(context, 'accountHasWithheldTransferFees');
  const account = context.get(address);
  const receiver = context.get(destination);
  context.set(destination, { ...receiver, lamports: lamports(receiver.lamports + account.lamports) });
  context.set(address, EMPTY_ACCOUNT);
  return null;
}

export type Token2022Move = TokenMove & {
  /** What the sender says that the mint takes; null where it does not say. */
  readonly expectedFee: TokenUnits | null;
};

/** `Processor::process_transfer` of Token-2022, without delegates, hooks and memos. */
export function transferToken2022(context: InvokeContext, transfer: Token2022Move): ProgramResult {
  const source = readToken2022Account(context, transfer.source);
  if (source === null) return 'InvalidAccountData';
  if (source.state === 'frozen') return tokenFailure(context, 'accountFrozen');
  if (source.amount < transfer.amount) return tokenFailure(context, 'insufficientFunds');
  if (findExtension(source.extensions, 'NonTransferableAccount') !== null)
    return tokenFailure(context, 'nonTransferable');
  const fee = feeUnits(context, transfer, source.mint);
  if (typeof fee !== 'bigint') return fee;
  if (transfer.checked === null && readWithheld(source.extensions) !== null)
    return tokenFailure(context, 'mintRequiredForTransfer');
  if (transfer.expectedFee !== null && transfer.expectedFee !== fee) {
    context.log(`Calculated fee ${fee}, received ${transfer.expectedFee}`);
    return tokenFailure(context, 'feeMismatch');
  }
  if (source.owner !== transfer.owner) return tokenFailure(context, 'ownerMismatch');
  if (!context.isSigner(transfer.owner)) return 'MissingRequiredSignature';
  if (transfer.source === transfer.destination) return null;
  const destination = readToken2022Account(context, transfer.destination);
  if (destination === null) return 'InvalidAccountData';
  if (destination.state === 'frozen') return tokenFailure(context, 'accountFrozen');
  if (source.mint !== destination.mint) return tokenFailure(context, 'mintMismatch');
  const arrives = transfer.amount - fee;
  const withheld = (readWithheld(destination.extensions) ?? 0n) + fee;
  if (destination.amount + arrives > U64_MAX || withheld > U64_MAX) return tokenFailure(context, 'overflow');
  writeToken2022Account(context, transfer.source, {
    ...source,
    amount: tokenUnits(source.amount - transfer.amount),
  });
  const received = { ...destination, amount: tokenUnits(destination.amount + arrives) };
  writeToken2022Account(context, transfer.destination, received, fee > 0n ? tokenUnits(withheld) : null);
  return null;
}

/** The fee, or why there is none to be told. */
function feeUnits(
  context: InvokeContext,
  { checked, amount }: TokenMove,
  mintOfSource: Address,
): bigint | ProgramResult {
  if (checked === null) return 0n;
  if (mintOfSource !== checked.mint) return tokenFailure(context, 'mintMismatch');
  const mint = readToken2022Mint(context, checked.mint);
  if (mint === null) return 'InvalidAccountData';
  if (mint.decimals !== checked.decimals) return tokenFailure(context, 'mintDecimalsMismatch');
  return feeOfTransfer(mint, amount, context.clock.epoch);
}

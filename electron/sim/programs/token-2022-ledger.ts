import { tokenUnits, type Address, type TokenUnits } from '../../../shared/units.ts';
import { encodeMintAccount, type MintAccount } from '../../protocol/mint-account.ts';
import { TOKEN_2022_PROGRAM } from '../../protocol/programs.ts';
import { decodeTokenAccount, encodeTokenAccount, type TokenAccount } from '../../protocol/token-account.ts';
import {
  bytesWithExtensions,
  extensionNumber,
  findExtension,
  readExtensions,
  type Token2022Extension,
  type Token2022ExtensionName,
} from '../../protocol/token-2022-extensions.ts';
import { decodeToken2022Mint, type Token2022Mint } from '../../protocol/token-2022-mint.ts';
import { readTransferFeeConfig, withheldExtension } from '../../protocol/token-2022-transfer-fee.ts';
import { rentExemptMinimum, type LedgerAccount } from '../ledger/ledger-account.ts';
import type { InvokeContext } from '../runtime/invoke-context.ts';

export type Token2022Account = TokenAccount & { readonly extensions: readonly Token2022Extension[] };

type Reader = Pick<InvokeContext, 'get'>;

export function readToken2022Mint(context: Reader, address: Address): Token2022Mint | null {
  const account = context.get(address);
  return account.owner === TOKEN_2022_PROGRAM ? decodeToken2022Mint(account.data) : null;
}

export function readToken2022Account(context: Reader, address: Address): Token2022Account | null {
  const { owner, data } = context.get(address);
  const token = owner === TOKEN_2022_PROGRAM ? decodeTokenAccount(data) : null;
  const extensions = token === null ? null : readExtensions(data, 'account');
  return token === null || extensions === null ? null : { ...token, extensions };
}

/** Writes a mint's own part; what extends it stays as it is, byte for byte. */
export function writeToken2022Mint(context: InvokeContext, address: Address, mint: MintAccount): void {
  writeOwnPart(context, address, encodeMintAccount(mint));
}

/** Writes an account's own part and, where one is given, what was withheld in it. */
export function writeToken2022Account(
  context: InvokeContext,
  address: Address,
  token: TokenAccount,
  withheld: TokenUnits | null = null,
): void {
  const data = writeOwnPart(context, address, encodeTokenAccount(token));
  if (withheld === null) return;
  const place = findExtension(readExtensions(data, 'account') ?? [], 'TransferFeeAmount');
  if (place === null) throw new Error('an account without room for withheld fees');
  // A part of `data`, which is not yet anybody else's.
  place.set(withheldExtension(withheld).data);
}

function writeOwnPart(context: InvokeContext, address: Address, own: Uint8Array): Uint8Array {
  const account = context.get(address);
  const data = account.data.slice();
  data.set(own);
  context.set(address, { ...account, data });
  return data;
}

/** What a mint takes of a transfer now; written apart from the desk's own reckoning, so that a mistake there shows. */
export function feeOfTransfer(mint: Token2022Mint, amount: bigint, epoch: number): bigint {
  const config = readTransferFeeConfig(mint.extensions);
  if (config === null || config === 'malformed') return 0n;
  const { bps, maximumUnits } = BigInt(epoch) < config.newer.epoch ? config.older : config.newer;
  const product = amount * BigInt(bps);
  const share = product / 10_000n + (product % 10_000n === 0n ? 0n : 1n);
  return share > maximumUnits ? maximumUnits : share;
}

/** What an extension of a mint asks of every account of it (`required_init_account_extensions`), with its first bytes. */
const REQUIRED: Readonly<Partial<Record<Token2022ExtensionName, readonly Token2022Extension[]>>> = {
  TransferFeeConfig: [withheldExtension(tokenUnits(0n))],
  NonTransferable: [
    { type: extensionNumber('NonTransferableAccount'), data: new Uint8Array(0) },
    { type: extensionNumber('ImmutableOwner'), data: new Uint8Array(0) },
  ],
  TransferHook: [{ type: extensionNumber('TransferHookAccount'), data: new Uint8Array(1) }],
  Pausable: [{ type: extensionNumber('PausableAccount'), data: new Uint8Array(0) }],
};

export function requiredAccountExtensions(mint: Token2022Mint): readonly Token2022Extension[] {
  return Object.entries(REQUIRED).flatMap(([name, extensions]) =>
    mint.extensions.some(({ type }) => type === extensionNumber(name as Token2022ExtensionName))
      ? extensions
      : [],
  );
}

/** How long an account of the mint is, with the extensions that it must have and, on request, an immutable owner. */
export function token2022AccountBytes(mint: Token2022Mint, immutableOwner: boolean): number {
  const lengths = new Map(requiredAccountExtensions(mint).map(({ type, data }) => [type, data.length]));
  if (immutableOwner) lengths.set(extensionNumber('ImmutableOwner'), 0);
  return bytesWithExtensions('account', [...lengths.values()]);
}

/** A mint's account, as a chain can have it from its first block. */
export function token2022LedgerAccount(data: Uint8Array): LedgerAccount {
  return { lamports: rentExemptMinimum(data.length), owner: TOKEN_2022_PROGRAM, data, executable: false };
}

import { tokenUnits, type Address } from '../../../shared/units.ts';
import { encodeAddress } from '../../protocol/base58.ts';
import { readU64 } from '../../protocol/little-endian.ts';
import { encodeMintAccount } from '../../protocol/mint-account.ts';
import { TOKEN_2022_PROGRAM } from '../../protocol/programs.ts';
import {
  addExtension,
  bytesWithExtensions,
  readExtensions,
  withAccountType,
  type Token2022Extension,
} from '../../protocol/token-2022-extensions.ts';
import type {
  InitializeMetadataPointer,
  InitializeTransferFeeConfig,
} from '../../protocol/token-2022-instructions.ts';
import { metadataPointerExtension } from '../../protocol/token-2022-metadata.ts';
import { MAX_TRANSFER_FEE_BPS, transferFeeConfigExtension } from '../../protocol/token-2022-transfer-fee.ts';
import { rentExemptMinimum } from '../ledger/ledger-account.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import {
  readToken2022Account,
  readToken2022Mint,
  writeToken2022Account,
  writeToken2022Mint,
} from './token-2022-ledger.ts';
import { tokenFailure } from './token-ledger.ts';
import { burn, mintTo, type TokenLedger } from './token-supply.ts';

const TOKEN_2022_LEDGER: TokenLedger = {
  readMint: readToken2022Mint,
  readAccount: readToken2022Account,
  writeMint: writeToken2022Mint,
  writeAccount: writeToken2022Account,
};

const INITIALIZED_AT = 45;

/** `_process_initialize_mint`: the extensions must be there already, and fill the account. */
export function initializeToken2022Mint(context: InvokeContext, address: Address): ProgramResult {
  const { data: asked } = context.instruction;
  const account = context.get(address);
  if (account.owner !== TOKEN_2022_PROGRAM) return 'IncorrectProgramId';
  if (asked.length < 35) return tokenFailure(context, 'invalidInstruction');
  if (account.lamports < rentExemptMinimum(account.data.length))
    return tokenFailure(context, 'notRentExempt');
  if (account.data[INITIALIZED_AT] === 1) return tokenFailure(context, 'alreadyInUse');
  const extensions = readExtensions(account.data, 'mint', false);
  const lengths = extensions?.map(({ data }) => data.length);
  if (lengths === undefined || bytesWithExtensions('mint', lengths) !== account.data.length)
    return 'InvalidAccountData';
  const hasFreeze = asked[34] === 1 && asked.length >= 67;
  const data = account.data.slice();
  data.set(
    encodeMintAccount({
      mintAuthority: encodeAddress(asked.subarray(2, 34)),
      supply: tokenUnits(0n),
      decimals: asked[1] ?? 0,
      freezeAuthority: hasFreeze ? encodeAddress(asked.subarray(35, 67)) : null,
    }),
  );
  context.set(address, { ...account, data: withAccountType(data, 'mint') });
  return null;
}

/** `process_initialize_transfer_fee_config`: the same fee as older and newer one, from this epoch on. */
export function initializeTransferFeeConfig(
  context: InvokeContext,
  init: InitializeTransferFeeConfig,
): ProgramResult {
  if (init.fee.bps > MAX_TRANSFER_FEE_BPS) return tokenFailure(context, 'transferFeeExceedsMaximum');
  const fee = { ...init.fee, epoch: BigInt(context.clock.epoch) };
  const { configAuthority, withdrawAuthority } = init;
  const config = { configAuthority, withdrawAuthority, withheld: tokenUnits(0n), older: fee, newer: fee };
  return extendMint(context, init.mint, transferFeeConfigExtension(config));
}

export function initializeMetadataPointer(
  context: InvokeContext,
  init: InitializeMetadataPointer,
): ProgramResult {
  return extendMint(context, init.mint, metadataPointerExtension(init.authority, init.metadata));
}

function extendMint(context: InvokeContext, address: Address, extension: Token2022Extension): ProgramResult {
  const account = context.get(address);
  if (account.owner !== TOKEN_2022_PROGRAM) return 'IncorrectProgramId';
  if (account.data[INITIALIZED_AT] !== 0) return tokenFailure(context, 'alreadyInUse');
  const present = readExtensions(account.data, 'mint', false);
  if (present?.some(({ type }) => type === extension.type) === true)
    return tokenFailure(context, 'extensionAlreadyInitialized');
  const data = present === null ? null : addExtension(account.data, extension);
  if (data === null) return 'InvalidAccountData';
  context.set(address, { ...account, data });
  return null;
}

/** MintTo and Burn, whose data and accounts are those of SPL Token. */
export function changeToken2022Supply(context: InvokeContext, change: 'mint' | 'burn'): ProgramResult {
  const { accounts, data } = context.instruction;
  const [first, second, authority] = accounts;
  if (first === undefined || second === undefined || authority === undefined) return 'NotEnoughAccountKeys';
  if (data.length < 9) return tokenFailure(context, 'invalidInstruction');
  const amount = readU64(data, 1);
  return change === 'mint'
    ? mintTo(context, TOKEN_2022_LEDGER, { mint: first, account: second, authority, amount })
    : burn(context, TOKEN_2022_LEDGER, { account: first, mint: second, authority, amount });
}

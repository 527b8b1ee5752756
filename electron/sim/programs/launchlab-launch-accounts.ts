import { lamports, WSOL_MINT, type Address } from '../../../shared/units.ts';
import type { LaunchLabInitialize } from '../../protocol/launchlab-initialize-instruction.ts';
import { MINT_ACCOUNT_BYTES } from '../../protocol/mint-account.ts';
import { LAUNCHLAB_AUTHORITY, TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { bytesWithExtensions, joinExtensions } from '../../protocol/token-2022-extensions.ts';
import { systemTransferInstruction } from '../../protocol/system-instructions.ts';
import {
  initializeMetadataPointerInstruction,
  initializeTransferFeeConfigInstruction,
} from '../../protocol/token-2022-instructions.ts';
import { tokenMetadataExtension } from '../../protocol/token-2022-metadata.ts';
import { rentExemptMinimum } from '../ledger/ledger-account.ts';
import { TRANSFER_FEE_CONFIG_BYTES } from '../../protocol/token-2022-transfer-fee.ts';
import { initializeAccount3Instruction } from '../../protocol/token-instructions.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { createProgramAccount } from './program-account-creation.ts';
import { readToken2022Mint, token2022AccountBytes, writeToken2022Mint } from './token-2022-ledger.ts';
import { readMint, writeMint } from './token-ledger.ts';
import { initializeMint2Instruction, mintToInstruction } from './token-minting.ts';

const METADATA_POINTER_BYTES = 64;

/** The launched mint, which signs for its own account. Only the program can mint it and change what extends it. */
export function createLaunchMint(context: InvokeContext, init: LaunchLabInitialize): ProgramResult {
  const { keys, payer } = init;
  const { baseMint: mint, baseTokenProgram: program } = keys;
  const initialize = initializeMint2Instruction(
    mint,
    init.launch.mint.decimals,
    LAUNCHLAB_AUTHORITY,
    program,
  );
  const create = (space: number): ProgramResult =>
    createProgramAccount(context, { payer, account: mint, space, owner: program });
  if (program === TOKEN_PROGRAM) return create(MINT_ACCOUNT_BYTES) ?? context.call(initialize);
  const { transferFee } = init;
  const authority = LAUNCHLAB_AUTHORITY;
  const pointer = initializeMetadataPointerInstruction({ mint, authority, metadata: mint });
  const authorities = { configAuthority: authority, withdrawAuthority: authority };
  const lengths = transferFee === null ? [] : [TRANSFER_FEE_CONFIG_BYTES];
  return (
    create(bytesWithExtensions('mint', [...lengths, METADATA_POINTER_BYTES])) ??
    (transferFee === null
      ? null
      : context.call(initializeTransferFeeConfigInstruction({ mint, ...authorities, fee: transferFee }))) ??
    context.call(pointer) ??
    context.call(initialize) ??
    addMetadata(context, init)
  );
}

/** Name, symbol and address into the mint. The real program calls Token-2022 for it, whose part of that is not here. */
function addMetadata(context: InvokeContext, { keys, payer, launch }: LaunchLabInitialize): ProgramResult {
  const { baseMint: mint } = keys;
  const { name, symbol, uri } = launch.mint;
  const extension = tokenMetadataExtension({ updateAuthority: LAUNCHLAB_AUTHORITY, mint, name, symbol, uri });
  const extended = readToken2022Mint(context, mint);
  if (extended === null) return 'InvalidAccountData';
  const own = context.get(mint).data.subarray(0, MINT_ACCOUNT_BYTES);
  const data = joinExtensions(own, 'mint', [...extended.extensions, extension]);
  const missing = lamports(rentExemptMinimum(data.length) - context.get(mint).lamports);
  const paid = context.call(systemTransferInstruction({ from: payer, to: mint, lamports: missing }));
  if (paid !== null) return paid;
  context.set(mint, { ...context.get(mint), data });
  return null;
}

export type LaunchVault = {
  readonly payer: Address;
  readonly account: Address;
  readonly mint: Address;
  readonly tokenProgram: Address;
};

export function createVault(context: InvokeContext, vault: LaunchVault): ProgramResult {
  const { payer, account, mint, tokenProgram } = vault;
  const extended = mint === WSOL_MINT ? null : readToken2022Mint(context, mint);
  const space = extended === null ? TOKEN_ACCOUNT_BYTES : token2022AccountBytes(extended, false);
  return (
    createProgramAccount(context, { payer, account, space, owner: tokenProgram }) ??
    context.call(initializeAccount3Instruction({ account, mint, owner: LAUNCHLAB_AUTHORITY }, tokenProgram))
  );
}

/** All of the supply, into the base vault. */
export function mintSupply(context: InvokeContext, { keys, launch }: LaunchLabInitialize): ProgramResult {
  const { baseMint, baseVault, baseTokenProgram } = keys;
  const { supply } = launch.curve;
  const mint = mintToInstruction(baseMint, baseVault, LAUNCHLAB_AUTHORITY, supply, baseTokenProgram);
  return context.call(mint, [LAUNCHLAB_AUTHORITY]);
}

/** Nobody can mint any more. The real program calls SetAuthority, which the token programs here do not have. */
export function closeMinting(context: InvokeContext, { keys }: LaunchLabInitialize): ProgramResult {
  const { baseMint, baseTokenProgram } = keys;
  if (baseTokenProgram === TOKEN_PROGRAM) {
    const mint = readMint(context, baseMint);
    if (mint === null) return 'InvalidAccountData';
    writeMint(context, baseMint, { ...mint, mintAuthority: null });
    return null;
  }
  const mint = readToken2022Mint(context, baseMint);
  if (mint === null) return 'InvalidAccountData';
  writeToken2022Mint(context, baseMint, { ...mint, mintAuthority: null });
  return null;
}

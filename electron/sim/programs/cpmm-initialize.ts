import { lamports, type Address } from '../../../shared/units.ts';
import { createAssociatedTokenInstruction } from '../../protocol/associated-token-instructions.ts';
import type { CpmmInitialize } from '../../protocol/cpmm-initialize-instruction.ts';
import {
  cpmmLpMintAddress,
  cpmmObservationAddress,
  cpmmPermissionAddress,
  cpmmPoolAddress,
  cpmmVaultAddress,
  inCpmmOrder,
} from '../../protocol/cpmm-keys.ts';
import { CPMM_OBSERVATION_ACCOUNT_BYTES, CPMM_POOL_ACCOUNT_BYTES } from '../../protocol/cpmm-layout.ts';
import { newCpmmObservationAccount } from '../../protocol/cpmm-observation-account.ts';
import {
  CPMM_LP_DECIMALS,
  encodeCpmmPoolAccount,
  newCpmmPoolAccount,
} from '../../protocol/cpmm-pool-account.ts';
import { initialLiquidity } from '../../protocol/amm-v4-initial-liquidity.ts';
import { U64_MAX } from '../../protocol/little-endian.ts';
import { MINT_ACCOUNT_BYTES } from '../../protocol/mint-account.ts';
import {
  CPMM_AUTHORITY,
  CPMM_CREATE_FEE_ACCOUNT,
  CPMM_PROGRAM,
  SYSTEM_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../protocol/programs.ts';
import { systemTransferInstruction } from '../../protocol/system-instructions.ts';
import { TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import { extensionName, type Token2022ExtensionName } from '../../protocol/token-2022-extensions.ts';
import {
  initializeAccount3Instruction,
  syncNativeInstruction,
  tokenTransferCheckedInstruction,
} from '../../protocol/token-instructions.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { configAccount, CpmmRefusal, mint, ownAccount, tokenAccount, withRefusals } from './cpmm-accounts.ts';
import { cpmmFailure, type CpmmFailureName } from './cpmm-failure.ts';
import { createProgramAccount } from './program-account-creation.ts';
import { readToken2022Mint, token2022AccountBytes } from './token-2022-ledger.ts';
import { initializeMint2Instruction, mintToInstruction } from './token-minting.ts';

/** Less what the programs that it calls use; with them about what the real program uses. */
const UNITS = 58_000;
/** LP tokens that nobody gets, so that the pool can never be emptied. */
const LOCKED_LP = 100n;

type Ready = {
  readonly createPoolFee: bigint;
  readonly decimals0: number;
  readonly decimals1: number;
};

/** `initialize` and `initialize_with_permission` of raydium-cp-swap at 609780f. */
export function cpmmInitialize(context: InvokeContext, init: CpmmInitialize): ProgramResult {
  context.log(`Instruction: ${init.permission === null ? 'Initialize' : 'InitializeWithPermission'}`);
  if (!context.consume(UNITS)) return 'ComputationalBudgetExceeded';
  return withRefusals(() => {
    const ready = checkAccounts(context, init);
    return (
      createByAnchor(context, init) ??
      checkTerms(context, init) ??
      createVaults(context, init) ??
      createPool(context, init) ??
      deposit(context, init, ready) ??
      open(context, init, ready)
    );
  });
}

function checkAccounts(context: InvokeContext, init: CpmmInitialize): Ready {
  const refuse = (name: CpmmFailureName, account?: string): never => {
    throw new CpmmRefusal(context, name, account);
  };
  const { keys, permission } = init;
  if (!context.isSigner(init.payer)) refuse('accountNotSigner', permission === null ? 'creator' : 'payer');
  const config = configAccount(context, keys.config);
  if (init.authority !== CPMM_AUTHORITY) refuse('constraintSeeds', 'authority');
  const decimals0 = mint(context, keys.mint0, 'token_0_mint').decimals;
  const decimals1 = mint(context, keys.mint1, 'token_1_mint').decimals;
  if (!inCpmmOrder(keys.mint0, keys.mint1)) refuse('constraintRaw', 'token_0_mint');
  if (context.get(keys.mint0).owner !== keys.tokenProgram0)
    refuse('constraintMintTokenProgram', 'token_0_mint');
  if (context.get(keys.mint1).owner !== keys.tokenProgram1)
    refuse('constraintMintTokenProgram', 'token_1_mint');
  const payerSide = (account: Address, of: Address, name: string): void => {
    const token = tokenAccount(context, account, name);
    if (token.mint !== of) refuse('constraintTokenMint', name);
    if (token.owner !== init.payer) refuse('constraintTokenOwner', name);
  };
  payerSide(init.payerToken0, keys.mint0, 'creator_token_0');
  payerSide(init.payerToken1, keys.mint1, 'creator_token_1');
  if (keys.lpMint !== cpmmLpMintAddress(keys.pool)) refuse('constraintSeeds', 'lp_mint');
  if (keys.vault0 !== cpmmVaultAddress(keys.pool, keys.mint0)) refuse('constraintSeeds', 'token_0_vault');
  if (keys.vault1 !== cpmmVaultAddress(keys.pool, keys.mint1)) refuse('constraintSeeds', 'token_1_vault');
  if (keys.observation !== cpmmObservationAddress(keys.pool)) refuse('constraintSeeds', 'observation_state');
  if (init.feeAccount !== CPMM_CREATE_FEE_ACCOUNT) refuse('constraintAddress', 'create_pool_fee');
  if (permission !== null) {
    ownAccount(context, permission.account, 'permission');
    if (permission.account !== cpmmPermissionAddress(init.payer)) refuse('constraintSeeds', 'permission');
  }
  if (config.disableCreatePool) refuse('notApproved');
  return { createPoolFee: config.createPoolFeeLamports, decimals0, decimals1 };
}

/** What Anchor makes before the instruction itself runs. */
function createByAnchor(context: InvokeContext, { keys, payer, payerLp }: CpmmInitialize): ProgramResult {
  return (
    createProgramAccount(context, {
      payer,
      account: keys.lpMint,
      space: MINT_ACCOUNT_BYTES,
      owner: TOKEN_PROGRAM,
    }) ??
    context.call(initializeMint2Instruction(keys.lpMint, CPMM_LP_DECIMALS, CPMM_AUTHORITY)) ??
    context.call(
      createAssociatedTokenInstruction({
        payer,
        account: payerLp,
        owner: payer,
        mint: keys.lpMint,
        tokenProgram: TOKEN_PROGRAM,
      }),
    ) ??
    createProgramAccount(context, {
      payer,
      account: keys.observation,
      space: CPMM_OBSERVATION_ACCOUNT_BYTES,
      owner: CPMM_PROGRAM,
    })
  );
}

const SUPPORTED: ReadonlySet<string> = new Set<Token2022ExtensionName>([
  'TransferFeeConfig',
  'MetadataPointer',
  'TokenMetadata',
  'InterestBearingConfig',
  'ScaledUiAmount',
]);

/** `is_supported_mint`, and the creator fee's side, which is read with the instruction. */
function checkTerms(context: InvokeContext, { keys, permission }: CpmmInitialize): ProgramResult {
  if ((permission?.creatorFeeOn ?? 0) > 2) return cpmmFailure(context, 'instructionDidNotDeserialize');
  const supported = [keys.mint0, keys.mint1].every(
    (each) =>
      context.get(each).owner === TOKEN_PROGRAM ||
      readToken2022Mint(context, each)?.extensions.every(({ type }) => SUPPORTED.has(extensionName(type))) ===
        true,
  );
  return supported ? null : cpmmFailure(context, 'notSupportMint');
}

function createVaults(context: InvokeContext, { keys, payer }: CpmmInitialize): ProgramResult {
  const make = (account: Address, of: Address, tokenProgram: Address): ProgramResult => {
    const extended = tokenProgram === TOKEN_2022_PROGRAM ? readToken2022Mint(context, of) : null;
    const space = extended === null ? TOKEN_ACCOUNT_BYTES : token2022AccountBytes(extended, false);
    const init = initializeAccount3Instruction({ account, mint: of, owner: CPMM_AUTHORITY }, tokenProgram);
    return (
      createProgramAccount(context, { payer, account, space, owner: tokenProgram }) ?? context.call(init)
    );
  };
  return (
    make(keys.vault0, keys.mint0, keys.tokenProgram0) ?? make(keys.vault1, keys.mint1, keys.tokenProgram1)
  );
}

function createPool(context: InvokeContext, { keys, payer }: CpmmInitialize): ProgramResult {
  if (context.get(keys.pool).owner !== SYSTEM_PROGRAM) return cpmmFailure(context, 'notApproved');
  const isDerived = keys.pool === cpmmPoolAddress(keys.config, keys.mint0, keys.mint1);
  if (!isDerived && !context.isSigner(keys.pool)) return cpmmFailure(context, 'requireEqViolated');
  return createProgramAccount(context, {
    payer,
    account: keys.pool,
    space: CPMM_POOL_ACCOUNT_BYTES,
    owner: CPMM_PROGRAM,
  });
}

function deposit(
  context: InvokeContext,
  init: CpmmInitialize,
  { decimals0, decimals1 }: Ready,
): ProgramResult {
  const { keys, payer: owner } = init;
  const move = (
    tokenProgram: Address,
    rest: Parameters<typeof tokenTransferCheckedInstruction>[0],
  ): ProgramResult =>
    rest.amount === 0n ? null : context.call(tokenTransferCheckedInstruction(rest, tokenProgram));
  return (
    move(keys.tokenProgram0, {
      source: init.payerToken0,
      destination: keys.vault0,
      owner,
      mint: keys.mint0,
      amount: init.amount0,
      decimals: decimals0,
    }) ??
    move(keys.tokenProgram1, {
      source: init.payerToken1,
      destination: keys.vault1,
      owner,
      mint: keys.mint1,
      amount: init.amount1,
      decimals: decimals1,
    })
  );
}

function open(context: InvokeContext, init: CpmmInitialize, ready: Ready): ProgramResult {
  const { keys, permission, payer } = init;
  const vault0 = tokenAccount(context, keys.vault0, 'token_0_vault').amount;
  const vault1 = tokenAccount(context, keys.vault1, 'token_1_vault').amount;
  if (vault0 === 0n || vault1 === 0n) return cpmmFailure(context, 'emptySupply');
  const liquidity = initialLiquidity(vault0, vault1);
  if (liquidity > U64_MAX) return 'ArithmeticOverflow';
  context.log(
    `liquidity:${liquidity}, lock_lp_amount:${LOCKED_LP}, vault_0_amount:${vault0},vault_1_amount:${vault1}`,
  );
  if (liquidity < LOCKED_LP) return cpmmFailure(context, 'initLpAmountTooLess');
  const minted = mintToInstruction(keys.lpMint, init.payerLp, CPMM_AUTHORITY, liquidity - LOCKED_LP);
  const failed = context.call(minted, [CPMM_AUTHORITY]) ?? payFee(context, payer, ready.createPoolFee);
  if (failed !== null) return failed;
  const { unixS, epoch } = context.clock;
  const pool = newCpmmPoolAccount({
    ...keys,
    creator: init.creator,
    decimals0: ready.decimals0,
    decimals1: ready.decimals1,
    lpSupply: liquidity,
    // Nobody can buy in the second of the creation.
    openTimeUnixS: init.openTimeUnixS <= unixS ? unixS + 1n : init.openTimeUnixS,
    recentEpoch: BigInt(epoch),
    creatorFeeOn: permission?.creatorFeeOn ?? 0,
    creatorFeeEnabled: permission === null ? 0 : 1,
  });
  context.set(keys.pool, { ...context.get(keys.pool), data: encodeCpmmPoolAccount(pool) });
  const observation = context.get(keys.observation);
  context.set(keys.observation, { ...observation, data: newCpmmObservationAccount(keys.pool) });
  return null;
}

function payFee(context: InvokeContext, payer: Address, fee: bigint): ProgramResult {
  if (fee === 0n) return null;
  const transfer = { from: payer, to: CPMM_CREATE_FEE_ACCOUNT, lamports: lamports(fee) };
  return (
    context.call(systemTransferInstruction(transfer)) ??
    context.call(syncNativeInstruction({ account: CPMM_CREATE_FEE_ACCOUNT }))
  );
}

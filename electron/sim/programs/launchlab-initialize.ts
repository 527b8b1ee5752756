import type { Address } from '../../../shared/units.ts';
import { launchLabCurveStart } from '../../protocol/launchlab-curve-start.ts';
import { encodeLaunchLabEvent } from '../../protocol/launchlab-event.ts';
import {
  decodeLaunchLabGlobalConfigAccount,
  type LaunchLabGlobalConfigAccount,
} from '../../protocol/launchlab-global-config-account.ts';
import type { LaunchLabInitialize } from '../../protocol/launchlab-initialize-instruction.ts';
import { launchLabPoolAddress, launchLabVaultAddress } from '../../protocol/launchlab-keys.ts';
import type { LaunchLabCurveParams } from '../../protocol/launchlab-launch.ts';
import { LAUNCHLAB_POOL_BYTES } from '../../protocol/launchlab-layout.ts';
import { decodeLaunchLabPlatformConfigAccount } from '../../protocol/launchlab-platform-config-account.ts';
import {
  encodeLaunchLabPoolAccount,
  LAUNCHLAB_STATUS_FUNDING,
  type LaunchLabPoolAccount,
} from '../../protocol/launchlab-pool-account.ts';
import {
  LAUNCHLAB_AUTHORITY,
  LAUNCHLAB_AUTHORITY_BUMP,
  LAUNCHLAB_PROGRAM,
  SYSTEM_PROGRAM,
  TOKEN_2022_PROGRAM,
} from '../../protocol/programs.ts';
import { mintState } from '../ledger/token-state.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { anchorFailure } from './anchor-failure.ts';
import { launchLabFailure } from './launchlab-failure.ts';
import { closeMinting, createLaunchMint, createVault, mintSupply } from './launchlab-launch-accounts.ts';
import { createProgramAccount } from './program-account-creation.ts';

/** Less what it calls. */
const UNITS = 60_000;
const NAMES = {
  initialize: 'Initialize',
  'initialize-v2': 'InitializeV2',
  'initialize-with-token-2022': 'InitializeWithToken2022',
} as const;
/** The only decimals and the only migration that the program takes for a new launch. */
const DECIMALS = 6;
const TO_CPMM = 1;
const MILLION = 1_000_000n;

type ConstantProduct = Extract<LaunchLabCurveParams, { readonly kind: 'constant-product' }>;

/**
 * `initialize_v2` and `initialize_with_token_2022`; the first form is refused, as today. The metadata of an SPL Token mint,
 * which the real program has Metaplex write, are left to whoever launches: there is no Metaplex program here.
 */
export function launchLabInitialize(context: InvokeContext, init: LaunchLabInitialize): ProgramResult {
  context.log(`Instruction: ${NAMES[init.form]}`);
  if (!context.consume(UNITS)) return 'ComputationalBudgetExceeded';
  if (init.form === 'initialize') return launchLabFailure(context, 'notApproved');
  const { keys } = init;
  if (!context.isSigner(init.payer) || !context.isSigner(keys.baseMint))
    return anchorFailure(context, 'accountNotSigner');
  const configs = [context.get(keys.globalConfig), context.get(keys.platformConfig)];
  if (configs.some(({ owner }) => owner !== LAUNCHLAB_PROGRAM))
    return anchorFailure(context, 'accountOwnedByWrongProgram');
  const globalConfig = decodeLaunchLabGlobalConfigAccount(context.get(keys.globalConfig).data);
  const platformConfig = decodeLaunchLabPlatformConfigAccount(context.get(keys.platformConfig).data);
  if (globalConfig === null || platformConfig === null)
    return anchorFailure(context, 'accountDidNotDeserialize');
  if (!areDerived(init)) return anchorFailure(context, 'constraintSeeds');
  if (keys.quoteMint !== globalConfig.quoteMint) return anchorFailure(context, 'constraintAddress');
  const { curve } = init.launch;
  if (curve.kind !== 'constant-product' || globalConfig.curveType !== 0)
    return launchLabFailure(context, 'inputNotMatchCurveConfig');
  if (curve.migrateType !== TO_CPMM) return launchLabFailure(context, 'migrateTypeNotMatch');
  const start = launchLabCurveStart({
    curve,
    totalLocked: init.launch.vesting.totalLocked,
    migrateFee: globalConfig.migrateFee,
  });
  if (start === null || !isAllowed(init, curve, globalConfig))
    return launchLabFailure(context, 'invalidInput');
  return (
    createAccounts(context, init) ??
    writePool(context, init, { curve, migrateFee: globalConfig.migrateFee, ...start })
  );
}

function areDerived({ authority, keys }: LaunchLabInitialize): boolean {
  return (
    authority === LAUNCHLAB_AUTHORITY &&
    keys.pool === launchLabPoolAddress(keys.baseMint, keys.quoteMint) &&
    keys.baseVault === launchLabVaultAddress(keys.pool, keys.baseMint) &&
    keys.quoteVault === launchLabVaultAddress(keys.pool, keys.quoteMint)
  );
}

/** The config's limits (the SDK's `Curve.checkParam`). */
function isAllowed(
  { launch, ammCreatorFeeOn }: LaunchLabInitialize,
  { supply, totalBaseSell, totalQuoteFundRaising }: ConstantProduct,
  config: LaunchLabGlobalConfigAccount,
): boolean {
  const { totalLocked } = launch.vesting;
  const share = (ppm: bigint): bigint => (supply * ppm) / MILLION;
  return (
    launch.mint.decimals === DECIMALS &&
    (ammCreatorFeeOn === 0 || ammCreatorFeeOn === 1) &&
    supply >= config.minBaseSupply * 10n ** BigInt(DECIMALS) &&
    totalLocked <= share(config.maxLockPpm) &&
    totalBaseSell >= share(config.minBaseSellPpm) &&
    supply - totalBaseSell - totalLocked >= share(config.minBaseMigratePpm) &&
    totalQuoteFundRaising >= config.minQuoteFundRaising
  );
}

function createAccounts(context: InvokeContext, init: LaunchLabInitialize): ProgramResult {
  const { keys, payer } = init;
  if (context.get(keys.pool).owner !== SYSTEM_PROGRAM) return 'AccountAlreadyInitialized';
  const vault = (account: Address, mint: Address, tokenProgram: Address): ProgramResult =>
    createVault(context, { payer, account, mint, tokenProgram });
  return (
    createProgramAccount(context, {
      payer,
      account: keys.pool,
      space: LAUNCHLAB_POOL_BYTES,
      owner: LAUNCHLAB_PROGRAM,
    }) ??
    createLaunchMint(context, init) ??
    vault(keys.baseVault, keys.baseMint, keys.baseTokenProgram) ??
    vault(keys.quoteVault, keys.quoteMint, keys.quoteTokenProgram) ??
    mintSupply(context, init) ??
    closeMinting(context, init)
  );
}

type Launched = {
  readonly curve: ConstantProduct;
  readonly migrateFee: bigint;
  readonly virtualBase: bigint;
  readonly virtualQuote: bigint;
};

function writePool(context: InvokeContext, init: LaunchLabInitialize, launched: Launched): ProgramResult {
  const { keys, launch } = init;
  const { curve, migrateFee, virtualBase, virtualQuote } = launched;
  const ammCreatorFeeOn = init.ammCreatorFeeOn ?? 0;
  const quoteDecimals = mintState(context.get(keys.quoteMint))?.decimals;
  if (quoteDecimals === undefined) return 'InvalidAccountData';
  const pool: LaunchLabPoolAccount = {
    globalConfig: keys.globalConfig,
    platformConfig: keys.platformConfig,
    baseMint: keys.baseMint,
    quoteMint: keys.quoteMint,
    baseVault: keys.baseVault,
    quoteVault: keys.quoteVault,
    creator: keys.creator,
    epoch: BigInt(context.clock.epoch),
    authorityBump: LAUNCHLAB_AUTHORITY_BUMP,
    status: LAUNCHLAB_STATUS_FUNDING,
    baseDecimals: launch.mint.decimals,
    quoteDecimals,
    migrateType: curve.migrateType,
    tokenProgramFlag: flagOf(keys.baseTokenProgram, 1) | flagOf(keys.quoteTokenProgram, 2),
    ammCreatorFeeOn,
    supply: curve.supply,
    totalBaseSell: curve.totalBaseSell,
    virtualBase,
    virtualQuote,
    realBase: 0n,
    realQuote: 0n,
    totalQuoteFundRaising: curve.totalQuoteFundRaising,
    quoteProtocolFee: 0n,
    platformFee: 0n,
    migrateFee,
    vestingTotalLocked: launch.vesting.totalLocked,
    vestingCliffPeriodS: launch.vesting.cliffPeriodS,
    vestingUnlockPeriodS: launch.vesting.unlockPeriodS,
    vestingStartTimeUnixS: 0n,
    vestingAllocatedShare: 0n,
    platformVestingShare: 0n,
  };
  context.set(keys.pool, { ...context.get(keys.pool), data: encodeLaunchLabPoolAccount(pool) });
  const { creator, globalConfig } = keys;
  context.line(
    encodeLaunchLabEvent({
      kind: 'pool-create',
      pool: keys.pool,
      creator,
      globalConfig,
      ...launch,
      ammCreatorFeeOn,
    }),
  );
  return null;
}

const flagOf = (tokenProgram: Address, bit: number): number =>
  tokenProgram === TOKEN_2022_PROGRAM ? bit : 0;

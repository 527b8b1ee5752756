import { encodeCpmmConfigAccount } from '../../../electron/protocol/cpmm-config-account.ts';
import { cpmmLpMintAddress, cpmmVaultAddress } from '../../../electron/protocol/cpmm-keys.ts';
import {
  encodeCpmmPoolAccount,
  newCpmmPoolAccount,
  type CpmmPoolAccount,
} from '../../../electron/protocol/cpmm-pool-account.ts';
import {
  encodeLaunchLabGlobalConfigAccount,
  type LaunchLabGlobalConfigAccount,
} from '../../../electron/protocol/launchlab-global-config-account.ts';
import {
  encodeLaunchLabPlatformConfigAccount,
  type LaunchLabPlatformConfigAccount,
} from '../../../electron/protocol/launchlab-platform-config-account.ts';
import {
  encodeLaunchLabPoolAccount,
  type LaunchLabPoolAccount,
} from '../../../electron/protocol/launchlab-pool-account.ts';
import { CPMM_PROGRAM, LAUNCHLAB_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { ppm } from '../../../shared/pool.ts';
import { lamports, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { accountJson, sampleAddress } from './account-bytes.ts';

const nobody = sampleAddress(200);

/** A CPMM pool of WSOL (token 0) and a token, with keys that derive as the program's do. */
export const CPMM_KEYS = {
  pool: sampleAddress(61),
  config: sampleAddress(62),
  token: sampleAddress(63),
  vault0: cpmmVaultAddress(sampleAddress(61), WSOL_MINT),
  vault1: cpmmVaultAddress(sampleAddress(61), sampleAddress(63)),
  lpMint: cpmmLpMintAddress(sampleAddress(61)),
  observation: sampleAddress(64),
};

export function cpmmPoolJson(changes: Partial<CpmmPoolAccount> = {}, owner: Address = CPMM_PROGRAM): object {
  const { config, token, vault0, vault1, lpMint, observation } = CPMM_KEYS;
  const made = newCpmmPoolAccount({
    config,
    creator: nobody,
    vault0,
    vault1,
    lpMint,
    mint0: WSOL_MINT,
    mint1: token,
    tokenProgram0: TOKEN_PROGRAM,
    tokenProgram1: TOKEN_PROGRAM,
    observation,
    decimals0: 9,
    decimals1: 6,
    lpSupply: 1_000n,
    openTimeUnixS: 1_700_000_100n,
    recentEpoch: 0n,
    creatorFeeOn: 0,
    creatorFeeEnabled: 0,
  });
  return accountJson(owner, encodeCpmmPoolAccount({ ...made, ...changes }));
}

export const cpmmConfigJson = (tradeFeePpm = 2_500n): object =>
  accountJson(
    CPMM_PROGRAM,
    encodeCpmmConfigAccount({
      bump: 255,
      disableCreatePool: false,
      index: 0,
      tradeFeePpm: ppm(tradeFeePpm),
      protocolFeePpm: ppm(120_000n),
      fundFeePpm: ppm(40_000n),
      createPoolFeeLamports: lamports(150_000_000n),
      protocolOwner: nobody,
      fundOwner: nobody,
      creatorFeePpm: ppm(1_000n),
    }),
  );

export const LAUNCHLAB_KEYS = {
  pool: sampleAddress(71),
  globalConfig: sampleAddress(72),
  platformConfig: sampleAddress(73),
  token: sampleAddress(74),
  baseVault: sampleAddress(75),
  quoteVault: sampleAddress(76),
  creator: sampleAddress(77),
};

export function launchLabPoolJson(changes: Partial<LaunchLabPoolAccount> = {}): object {
  const { globalConfig, platformConfig, token, baseVault, quoteVault, creator } = LAUNCHLAB_KEYS;
  const pool: LaunchLabPoolAccount = {
    authorityBump: 250,
    status: 0,
    baseDecimals: 6,
    quoteDecimals: 9,
    migrateType: 0,
    tokenProgramFlag: 0,
    ammCreatorFeeOn: 0,
    epoch: 0n,
    supply: 1_000_000n,
    totalBaseSell: 793_100n,
    virtualBase: 1_073_025n,
    virtualQuote: 30_000n,
    realBase: 25n,
    realQuote: 7n,
    totalQuoteFundRaising: 85_000n,
    quoteProtocolFee: 0n,
    platformFee: 0n,
    migrateFee: 0n,
    vestingTotalLocked: 0n,
    vestingCliffPeriodS: 0n,
    vestingUnlockPeriodS: 0n,
    vestingStartTimeUnixS: 0n,
    vestingAllocatedShare: 0n,
    platformVestingShare: 0n,
    globalConfig,
    platformConfig,
    baseMint: token,
    quoteMint: WSOL_MINT,
    baseVault,
    quoteVault,
    creator,
    ...changes,
  };
  return accountJson(LAUNCHLAB_PROGRAM, encodeLaunchLabPoolAccount(pool));
}

export function globalConfigJson(changes: Partial<LaunchLabGlobalConfigAccount> = {}): object {
  const config: LaunchLabGlobalConfigAccount = {
    curveType: 0,
    index: 0,
    epoch: 0n,
    migrateFee: 0n,
    tradeFeePpm: 2_500n,
    maxShareFeePpm: 0n,
    minBaseSupply: 0n,
    maxLockPpm: 0n,
    minBaseSellPpm: 0n,
    minBaseMigratePpm: 0n,
    minQuoteFundRaising: 0n,
    quoteMint: WSOL_MINT,
    protocolFeeOwner: nobody,
    migrateFeeOwner: nobody,
    migrateToAmmWallet: nobody,
    migrateToCpswapWallet: nobody,
    ...changes,
  };
  return accountJson(LAUNCHLAB_PROGRAM, encodeLaunchLabGlobalConfigAccount(config));
}

export function platformConfigJson(): object {
  const config: LaunchLabPlatformConfigAccount = {
    epoch: 0n,
    platformScalePpm: 0n,
    creatorScalePpm: 0n,
    burnScalePpm: 0n,
    feePpm: 10_000n,
    creatorFeePpm: 500n,
    platformVestingScalePpm: 0n,
    platformFeeWallet: nobody,
    platformNftWallet: nobody,
    cpswapConfig: nobody,
    transferFeeExtensionAuthority: nobody,
    platformVestingWallet: nobody,
    platformCpCreator: nobody,
    curveRuleManager: nobody,
    restrictGlobalConfig: 0,
    restrictCurveParam: 0,
    name: 'Sample',
    web: '',
    img: '',
  };
  return accountJson(LAUNCHLAB_PROGRAM, encodeLaunchLabPlatformConfigAccount(config));
}

import type { LaunchLabGlobalConfigAccount } from '../../../electron/protocol/launchlab-global-config-account.ts';
import {
  launchLabCreatorFeeVault,
  launchLabPlatformFeeVault,
} from '../../../electron/protocol/launchlab-keys.ts';
import type { LaunchLabPlatformConfigAccount } from '../../../electron/protocol/launchlab-platform-config-account.ts';
import type { LaunchLabSwap } from '../../../electron/protocol/launchlab-swap-instruction.ts';
import { ppm } from '../../../shared/pool.ts';
import { tokenUnits, WSOL_MINT } from '../../../shared/units.ts';
import { key, LAUNCH_KEYS } from './launchlab-samples.ts';

export const SWAP: LaunchLabSwap = {
  pool: {
    pool: LAUNCH_KEYS.pool,
    globalConfig: LAUNCH_KEYS.globalConfig,
    platformConfig: LAUNCH_KEYS.platformConfig,
    baseMint: LAUNCH_KEYS.baseMint,
    quoteMint: LAUNCH_KEYS.quoteMint,
    baseVault: LAUNCH_KEYS.baseVault,
    quoteVault: LAUNCH_KEYS.quoteVault,
    baseTokenProgram: key(21),
    quoteTokenProgram: key(22),
    platformFeeVault: launchLabPlatformFeeVault(LAUNCH_KEYS.platformConfig, WSOL_MINT),
    creatorFeeVault: launchLabCreatorFeeVault(LAUNCH_KEYS.creator, WSOL_MINT),
  },
  user: { owner: key(23), baseAccount: key(24), quoteAccount: key(25) },
  amounts: { amountIn: tokenUnits(2n ** 63n + 1n), minimumOut: tokenUnits(12_345n), shareFeeRate: ppm(0n) },
};

/** Another value in every field. */
export const GLOBAL_CONFIG: LaunchLabGlobalConfigAccount = {
  curveType: 0,
  index: 0x1234,
  epoch: 1n,
  migrateFee: 2n,
  tradeFeePpm: 2_500n,
  maxShareFeePpm: 10_000n,
  minBaseSupply: 3n,
  maxLockPpm: 4n,
  minBaseSellPpm: 5n,
  minBaseMigratePpm: 6n,
  minQuoteFundRaising: 7n,
  quoteMint: WSOL_MINT,
  protocolFeeOwner: key(1),
  migrateFeeOwner: key(2),
  migrateToAmmWallet: key(3),
  migrateToCpswapWallet: key(4),
};

export const PLATFORM_CONFIG: LaunchLabPlatformConfigAccount = {
  epoch: 1n,
  platformScalePpm: 2n,
  creatorScalePpm: 3n,
  burnScalePpm: 4n,
  feePpm: 10_000n,
  creatorFeePpm: 5_000n,
  platformVestingScalePpm: 5n,
  platformFeeWallet: key(5),
  platformNftWallet: key(6),
  cpswapConfig: key(7),
  transferFeeExtensionAuthority: key(8),
  platformVestingWallet: key(9),
  platformCpCreator: key(10),
  curveRuleManager: key(11),
  restrictGlobalConfig: 1,
  restrictCurveParam: 2,
  name: 'wärme',
  web: 'https://example.org',
  img: 'x'.repeat(256),
};

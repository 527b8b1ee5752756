import { address, lamports, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { encodeLaunchLabGlobalConfigAccount } from '../../protocol/launchlab-global-config-account.ts';
import {
  launchLabGlobalConfigAddress,
  launchLabPlatformConfigAddress,
} from '../../protocol/launchlab-keys.ts';
import { encodeLaunchLabPlatformConfigAccount } from '../../protocol/launchlab-platform-config-account.ts';
import { LAUNCHLAB_PROGRAM, ZERO_ADDRESS } from '../../protocol/programs.ts';
import { rentExemptMinimum, type LedgerAccount } from '../ledger/ledger-account.ts';

const CONSTANT_PRODUCT = 0;
/** Who runs the one platform of this chain, and gets what nobody else does. */
const ADMIN = address('GThUX1Atko4tqhN2NaiTazWSeFWMuiUvfFnyJyUghFMJ');

/** The config of launches that are paid for with SOL. */
export const LAUNCHLAB_SOL_CONFIG = launchLabGlobalConfigAddress(WSOL_MINT, CONSTANT_PRODUCT, 0);
export const LAUNCHLAB_PLATFORM = launchLabPlatformConfigAddress(ADMIN);

const programAccount = (data: Uint8Array): LedgerAccount => ({
  lamports: lamports(rentExemptMinimum(data.length)),
  owner: LAUNCHLAB_PROGRAM,
  data,
  executable: false,
});

/** The accounts without which nobody can launch: the config for SOL, and a platform with fees such as real ones have. */
export function launchLabGenesisAccounts(): ReadonlyMap<Address, LedgerAccount> {
  const globalConfig = encodeLaunchLabGlobalConfigAccount({
    curveType: CONSTANT_PRODUCT,
    index: 0,
    epoch: 0n,
    migrateFee: 0n,
    tradeFeePpm: 2_500n,
    maxShareFeePpm: 10_000n,
    minBaseSupply: 10_000_000n,
    maxLockPpm: 300_000n,
    minBaseSellPpm: 200_000n,
    minBaseMigratePpm: 200_000n,
    minQuoteFundRaising: 30_000_000_000n,
    quoteMint: WSOL_MINT,
    protocolFeeOwner: ADMIN,
    migrateFeeOwner: ADMIN,
    migrateToAmmWallet: ADMIN,
    migrateToCpswapWallet: ADMIN,
  });
  const platformConfig = encodeLaunchLabPlatformConfigAccount({
    epoch: 0n,
    platformScalePpm: 0n,
    creatorScalePpm: 0n,
    burnScalePpm: 1_000_000n,
    feePpm: 10_000n,
    creatorFeePpm: 5_000n,
    platformVestingScalePpm: 0n,
    platformFeeWallet: ADMIN,
    platformNftWallet: ADMIN,
    cpswapConfig: ZERO_ADDRESS,
    transferFeeExtensionAuthority: ZERO_ADDRESS,
    platformVestingWallet: ZERO_ADDRESS,
    platformCpCreator: ZERO_ADDRESS,
    curveRuleManager: ZERO_ADDRESS,
    restrictGlobalConfig: 0,
    restrictCurveParam: 0,
    name: 'embedded market',
    web: '',
    img: '',
  });
  return new Map([
    [LAUNCHLAB_SOL_CONFIG, programAccount(globalConfig)],
    [LAUNCHLAB_PLATFORM, programAccount(platformConfig)],
  ]);
}

import { encodeLaunchLabGlobalConfigAccount } from '../../electron/protocol/launchlab-global-config-account.ts';
import {
  launchLabGlobalConfigAddress,
  launchLabPlatformConfigAddress,
  launchLabPoolAddress,
  launchLabVaultAddress,
} from '../../electron/protocol/launchlab-keys.ts';
import { encodeLaunchLabPlatformConfigAccount } from '../../electron/protocol/launchlab-platform-config-account.ts';
import {
  decodeLaunchLabPoolAccount,
  encodeLaunchLabPoolAccount,
  LAUNCHLAB_STATUS_FUNDING,
  launchLabReserves,
} from '../../electron/protocol/launchlab-pool-account.ts';
import { launchLabTerms } from '../../electron/protocol/launchlab-terms.ts';
import {
  LAUNCHLAB_AUTHORITY,
  LAUNCHLAB_AUTHORITY_BUMP,
  LAUNCHLAB_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
  ZERO_ADDRESS,
} from '../../electron/protocol/programs.ts';
import type { TransferFee } from '../../shared/pool.ts';
import { tokenUnits, WSOL_MINT, type Address } from '../../shared/units.ts';
import { keyOf } from './sample-keys.ts';
import {
  dataOf,
  SUPPLY,
  TOKEN_DECIMALS,
  tokenMint,
  vault,
  type RentOf,
  type SamplePool,
} from './sample-pool.ts';
import { feeMint, feeVault } from './transfer-fee-accounts.ts';

/** The curve of most launches, and where the sample stands on it: 10 SOL raised of 85. */
const CURVE = {
  supply: SUPPLY,
  totalBaseSell: 793_100_000_000_000n,
  virtualBase: 1_073_025_605_596_382n,
  virtualQuote: 30_000_852_951n,
  totalQuoteFundRaising: 85_000_000_000n,
} as const;
const RAISED = 10_000_000_007n;
const SOLD = (CURVE.virtualBase * RAISED) / (CURVE.virtualQuote + RAISED);
/** What of the quote vault is not the pool's. */
const OWED = { quoteProtocolFee: 12_345_678n, platformFee: 0n } as const;

/** A pool that sells along its curve, its token SPL Token's, or Token-2022's with a transfer fee. */
export function launchLabPool(transferFee: TransferFee | null, rentOf: RentOf): SamplePool {
  const token = keyOf('launchlab token');
  const tokenProgram = transferFee === null ? TOKEN_PROGRAM : TOKEN_2022_PROGRAM;
  const globalConfig = launchLabGlobalConfigAddress(WSOL_MINT, 0, 0);
  const platformConfig = launchLabPlatformConfigAddress(keyOf('launchlab platform'));
  const pool = launchLabPoolAddress(token, WSOL_MINT);
  const baseVault = launchLabVaultAddress(pool, token);
  const quoteVault = launchLabVaultAddress(pool, WSOL_MINT);
  const state = {
    ...NO_AMOUNTS,
    ...CURVE,
    ...OWED,
    authorityBump: LAUNCHLAB_AUTHORITY_BUMP,
    status: LAUNCHLAB_STATUS_FUNDING,
    baseDecimals: TOKEN_DECIMALS,
    quoteDecimals: 9,
    migrateType: 1,
    tokenProgramFlag: transferFee === null ? 0 : 1,
    ammCreatorFeeOn: 0,
    realBase: SOLD,
    realQuote: RAISED,
    globalConfig,
    platformConfig,
    baseMint: token,
    quoteMint: WSOL_MINT,
    baseVault,
    quoteVault,
    creator: keyOf('launchlab creator'),
  };
  const terms = launchLabTerms(state, GLOBAL_CONFIG, PLATFORM_CONFIG);
  if (!terms.ok) throw new Error(`the pool has no terms: ${terms.error.code}`);
  const owner = LAUNCHLAB_AUTHORITY;
  const left = { address: baseVault, mint: token, owner, amount: tokenUnits(SUPPLY - SOLD) };
  const raised = tokenUnits(RAISED + OWED.quoteProtocolFee);
  return {
    accounts: [
      transferFee === null ? tokenMint({ mint: token }) : feeMint(token, transferFee),
      programAccount(globalConfig, encodeLaunchLabGlobalConfigAccount(GLOBAL_CONFIG)),
      programAccount(platformConfig, encodeLaunchLabPlatformConfigAccount(PLATFORM_CONFIG)),
      programAccount(pool, encodeLaunchLabPoolAccount(state)),
      transferFee === null ? vault(left, rentOf) : feeVault(left),
      vault({ address: quoteVault, mint: WSOL_MINT, owner, amount: raised }, rentOf),
    ],
    pool: {
      pool,
      baseMint: token,
      quoteMint: WSOL_MINT,
      solSide: 'quote',
      tokenMint: token,
      tokenProgram,
      tokenDecimals: TOKEN_DECIMALS,
      symbol: 'LAUNCH',
      accounts: { baseVault, quoteVault, lpMint: null },
      terms: terms.value,
      transferFee,
    },
    reserves: (chain) => {
      const account = decodeLaunchLabPoolAccount(dataOf(chain, pool));
      const reserves = account === null ? null : launchLabReserves(account);
      if (reserves === null) throw new Error('the pool account does not decode');
      return reserves;
    },
  };
}

const programAccount = (address: Address, data: Uint8Array) => ({ address, owner: LAUNCHLAB_PROGRAM, data });

const NO_AMOUNTS = {
  epoch: 0n,
  migrateFee: 0n,
  vestingTotalLocked: 0n,
  vestingCliffPeriodS: 0n,
  vestingUnlockPeriodS: 0n,
  vestingStartTimeUnixS: 0n,
  vestingAllocatedShare: 0n,
  platformVestingShare: 0n,
} as const;

/** The first config of SOL on mainnet: a quarter of a percent. */
const GLOBAL_CONFIG = {
  curveType: 0,
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
  protocolFeeOwner: keyOf('launchlab protocol fee owner'),
  migrateFeeOwner: keyOf('launchlab migrate fee owner'),
  migrateToAmmWallet: keyOf('launchlab amm wallet'),
  migrateToCpswapWallet: keyOf('launchlab cpswap wallet'),
} as const;

const PLATFORM_CONFIG = {
  epoch: 0n,
  platformScalePpm: 400_000n,
  creatorScalePpm: 500_000n,
  burnScalePpm: 100_000n,
  feePpm: 10_001n,
  creatorFeePpm: 777n,
  platformVestingScalePpm: 0n,
  platformFeeWallet: keyOf('launchlab platform fee wallet'),
  platformNftWallet: keyOf('launchlab platform nft wallet'),
  cpswapConfig: keyOf('launchlab cpswap config'),
  transferFeeExtensionAuthority: ZERO_ADDRESS,
  platformVestingWallet: ZERO_ADDRESS,
  platformCpCreator: ZERO_ADDRESS,
  curveRuleManager: ZERO_ADDRESS,
  restrictGlobalConfig: 0,
  restrictCurveParam: 0,
  name: 'Verify',
  web: '',
  img: '',
} as const;

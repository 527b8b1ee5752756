import { encodeAddress } from '../../../electron/protocol/base58.ts';
import type { ChainInstruction, ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import type { Instruction } from '../../../electron/protocol/instruction.ts';
import type { LaunchLabPoolCreate, LaunchLabTrade } from '../../../electron/protocol/launchlab-event.ts';
import type { LaunchLabLaunchKeys } from '../../../electron/protocol/launchlab-initialize-instruction.ts';
import {
  launchLabGlobalConfigAddress,
  launchLabPlatformConfigAddress,
  launchLabPoolAddress,
  launchLabVaultAddress,
} from '../../../electron/protocol/launchlab-keys.ts';
import type { LaunchLabLaunch } from '../../../electron/protocol/launchlab-launch.ts';
import type { LaunchLabPoolAccount } from '../../../electron/protocol/launchlab-pool-account.ts';
import { TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { lamports, signature, slot, tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';

export const key = (seed: number): Address => encodeAddress(new Uint8Array(32).fill(seed));

export const BASE_MINT = key(61);
const pool = launchLabPoolAddress(BASE_MINT, WSOL_MINT);

export const LAUNCH_KEYS: LaunchLabLaunchKeys = {
  creator: key(62),
  globalConfig: launchLabGlobalConfigAddress(WSOL_MINT, 0, 0),
  platformConfig: launchLabPlatformConfigAddress(key(63)),
  pool,
  baseMint: BASE_MINT,
  quoteMint: WSOL_MINT,
  baseVault: launchLabVaultAddress(pool, BASE_MINT),
  quoteVault: launchLabVaultAddress(pool, WSOL_MINT),
  baseTokenProgram: TOKEN_PROGRAM,
  quoteTokenProgram: TOKEN_PROGRAM,
};

export const LAUNCH: LaunchLabLaunch = {
  mint: { decimals: 6, name: 'Überraschung', symbol: 'ÜB', uri: 'https://example.org/ü.json' },
  curve: {
    kind: 'constant-product',
    supply: 1_000_000_000_000_000n,
    totalBaseSell: 793_100_000_000_000n,
    totalQuoteFundRaising: 85_000_000_000n,
    migrateType: 1,
  },
  vesting: { totalLocked: 0n, cliffPeriodS: 60n, unlockPeriodS: 3_600n },
};

export const CREATE_EVENT: LaunchLabPoolCreate = {
  kind: 'pool-create',
  pool,
  creator: LAUNCH_KEYS.creator,
  globalConfig: LAUNCH_KEYS.globalConfig,
  ...LAUNCH,
  ammCreatorFeeOn: 1,
};

export const TRADE_EVENT: LaunchLabTrade = {
  kind: 'trade',
  pool,
  totalBaseSell: tokenUnits(793_100_000_000_000n),
  virtualBase: tokenUnits(1_073_025_605_596_382n),
  virtualQuote: tokenUnits(30_000_852_951n),
  realBaseBefore: tokenUnits(1n),
  realQuoteBefore: tokenUnits(2n),
  realBaseAfter: tokenUnits(3n),
  realQuoteAfter: tokenUnits(4n),
  amountIn: tokenUnits(5n),
  amountOut: tokenUnits(6n),
  protocolFee: tokenUnits(7n),
  platformFee: tokenUnits(8n),
  creatorFee: tokenUnits(9n),
  shareFee: tokenUnits(10n),
  side: 'sell',
  poolStatus: 1,
  exactIn: false,
};

/** A pool with another value in every field. */
export const POOL_ACCOUNT: LaunchLabPoolAccount = {
  globalConfig: key(71),
  platformConfig: key(72),
  baseMint: key(73),
  quoteMint: WSOL_MINT,
  baseVault: key(74),
  quoteVault: key(75),
  creator: key(76),
  epoch: 900n,
  authorityBump: 250,
  status: 0,
  baseDecimals: 6,
  quoteDecimals: 9,
  migrateType: 1,
  tokenProgramFlag: 1,
  ammCreatorFeeOn: 1,
  supply: 1_000_000_000_000_000n,
  totalBaseSell: 793_100_000_000_000n,
  virtualBase: 1_073_025_605_596_382n,
  virtualQuote: 30_000_852_951n,
  realBase: 11n,
  realQuote: 12n,
  totalQuoteFundRaising: 85_000_000_000n,
  quoteProtocolFee: 13n,
  platformFee: 14n,
  migrateFee: 15n,
  vestingTotalLocked: 16n,
  vestingCliffPeriodS: 17n,
  vestingUnlockPeriodS: 18n,
  vestingStartTimeUnixS: 19n,
  vestingAllocatedShare: 20n,
  platformVestingShare: 21n,
};

export const resolved = (instruction: Instruction, inner = false): ChainInstruction => ({
  programId: instruction.programId,
  accounts: instruction.accounts.map((each) => each.address),
  data: instruction.data,
  inner,
  opaque: false,
});

export const transactionOf = (
  instructions: readonly ChainInstruction[],
  more: Partial<ChainTransaction> = {},
): ChainTransaction => ({
  signature: signature('signature'),
  slot: slot(7),
  err: null,
  feeLamports: lamports(5_000n),
  computeUnits: null,
  accountKeys: [],
  instructions,
  logMessages: [],
  preBalances: [],
  postBalances: [],
  preTokenBalances: [],
  postTokenBalances: [],
  ...more,
});

/** A log in which this program wrote these lines. */
export const written = (program: Address, ...lines: readonly string[]): readonly string[] => [
  `Program ${program} invoke [1]`,
  ...lines,
  `Program ${program} success`,
];

/**
 * Byte offsets of LaunchLab's accounts, from the program's IDL and the SDK's `LaunchpadPool`, `LaunchpadConfig` and
 * `PlatformConfig`. The first 8 bytes are Anchor's discriminator; what is not listed is padding, or text. "base" is
 * the launched token (A in the SDK), "quote" what it is paid with (B); amounts are in each token's smallest unit.
 */
export const LAUNCHLAB_POOL_DISCRIMINATOR = Buffer.from('f7ede3f5d7c3de46', 'hex');
export const LAUNCHLAB_POOL_BYTES = 429;

export const LAUNCHLAB_POOL_U8_OFFSETS = {
  authorityBump: 16,
  /** 0 sells along the curve, 1 waits for its migration, 2 trades elsewhere. */
  status: 17,
  baseDecimals: 18,
  quoteDecimals: 19,
  /** 0 AMM v4, 1 CPMM. */
  migrateType: 20,
  /** Bit 0: the base mint is Token-2022's; bit 1: the quote mint is. */
  tokenProgramFlag: 365,
  /** On what the creator's fee is taken after a migration to CPMM: 0 the quote side, 1 both. */
  ammCreatorFeeOn: 366,
} as const;

export const LAUNCHLAB_POOL_U64_OFFSETS = {
  epoch: 8,
  supply: 21,
  /** How much of the supply the curve sells. */
  totalBaseSell: 29,
  virtualBase: 37,
  virtualQuote: 45,
  /** What was sold, and what was raised with it. */
  realBase: 53,
  realQuote: 61,
  totalQuoteFundRaising: 69,
  /** Owed to the protocol, in the quote vault. */
  quoteProtocolFee: 77,
  /** Owed to the platform, from before it had a fee vault. */
  platformFee: 85,
  migrateFee: 93,
  vestingTotalLocked: 101,
  vestingCliffPeriodS: 109,
  vestingUnlockPeriodS: 117,
  vestingStartTimeUnixS: 125,
  vestingAllocatedShare: 133,
  platformVestingShare: 367,
} as const;

export const LAUNCHLAB_POOL_ADDRESS_OFFSETS = {
  globalConfig: 141,
  platformConfig: 173,
  baseMint: 205,
  quoteMint: 237,
  baseVault: 269,
  quoteVault: 301,
  creator: 333,
} as const;

export const LAUNCHLAB_GLOBAL_CONFIG_DISCRIMINATOR = Buffer.from('95089ccaa0fcb0d9', 'hex');
export const LAUNCHLAB_GLOBAL_CONFIG_BYTES = 371;
/** 0 constant product, 1 fixed price, 2 linear price. */
export const LAUNCHLAB_CURVE_TYPE_OFFSET = 16;
export const LAUNCHLAB_CONFIG_INDEX_OFFSET = 17;

/** Rates are in millionths. */
export const LAUNCHLAB_GLOBAL_CONFIG_U64_OFFSETS = {
  epoch: 8,
  migrateFee: 19,
  /** The protocol's fee of every trade. */
  tradeFeePpm: 27,
  maxShareFeePpm: 35,
  /** In whole tokens. */
  minBaseSupply: 43,
  maxLockPpm: 51,
  minBaseSellPpm: 59,
  minBaseMigratePpm: 67,
  minQuoteFundRaising: 75,
} as const;

export const LAUNCHLAB_GLOBAL_CONFIG_ADDRESS_OFFSETS = {
  quoteMint: 83,
  protocolFeeOwner: 115,
  migrateFeeOwner: 147,
  migrateToAmmWallet: 179,
  migrateToCpswapWallet: 211,
} as const;

export const LAUNCHLAB_PLATFORM_CONFIG_DISCRIMINATOR = Buffer.from('a04e8000f853e6a0', 'hex');
/** Of the account as it is created; platforms that had curve parameters in it are longer. */
export const LAUNCHLAB_PLATFORM_CONFIG_BYTES = 944;

/** Scales and rates are in millionths. */
export const LAUNCHLAB_PLATFORM_CONFIG_U64_OFFSETS = {
  epoch: 8,
  platformScalePpm: 80,
  creatorScalePpm: 88,
  burnScalePpm: 96,
  /** The platform's fee of every trade. */
  feePpm: 104,
  /** The creator's fee of every trade. */
  creatorFeePpm: 720,
  platformVestingScalePpm: 792,
} as const;

export const LAUNCHLAB_PLATFORM_CONFIG_ADDRESS_OFFSETS = {
  platformFeeWallet: 16,
  platformNftWallet: 48,
  cpswapConfig: 688,
  transferFeeExtensionAuthority: 728,
  platformVestingWallet: 760,
  platformCpCreator: 800,
  curveRuleManager: 834,
} as const;

export const LAUNCHLAB_PLATFORM_CONFIG_U8_OFFSETS = {
  restrictGlobalConfig: 832,
  restrictCurveParam: 833,
} as const;

/** UTF-8, filled up with zero bytes: where it begins, and how long it can be. */
export const LAUNCHLAB_PLATFORM_CONFIG_TEXTS = {
  name: { offset: 112, bytes: 64 },
  web: { offset: 176, bytes: 256 },
  img: { offset: 432, bytes: 256 },
} as const;

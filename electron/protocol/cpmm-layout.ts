/**
 * Byte offsets of CPMM's accounts: `PoolState`, `AmmConfig` and `ObservationState` in raydium-cp-swap's states (609780f),
 * packed, each after Anchor's discriminator of 8 bytes. What is not listed is padding. Token 0 is the base side.
 */
export const CPMM_POOL_ACCOUNT_BYTES = 637;
export const CPMM_POOL_DISCRIMINATOR = Buffer.from('f7ede3f5d7c3de46', 'hex');

export const CPMM_POOL_ADDRESS_OFFSETS = {
  config: 8,
  creator: 40,
  vault0: 72,
  vault1: 104,
  lpMint: 136,
  mint0: 168,
  mint1: 200,
  tokenProgram0: 232,
  tokenProgram1: 264,
  observation: 296,
} as const;

export const CPMM_POOL_U8_OFFSETS = {
  authorityBump: 328,
  status: 329,
  lpMintDecimals: 330,
  decimals0: 331,
  decimals1: 332,
  creatorFeeOn: 389,
  /** A boolean. */
  creatorFeeEnabled: 390,
} as const;

export const CPMM_POOL_U64_OFFSETS = {
  lpSupply: 333,
  protocolFees0: 341,
  protocolFees1: 349,
  fundFees0: 357,
  fundFees1: 365,
  openTimeUnixS: 373,
  recentEpoch: 381,
  creatorFees0: 397,
  creatorFees1: 405,
} as const;

export const CPMM_CONFIG_ACCOUNT_BYTES = 236;
export const CPMM_CONFIG_DISCRIMINATOR = Buffer.from('daf42168cbcb2b6f', 'hex');

export const CPMM_CONFIG_OFFSETS = {
  bump: 8,
  /** A boolean. */
  disableCreatePool: 9,
  /** A u16. */
  index: 10,
  tradeFeePpm: 12,
  protocolFeePpm: 20,
  fundFeePpm: 28,
  createPoolFeeLamports: 36,
  protocolOwner: 44,
  fundOwner: 76,
  creatorFeePpm: 108,
} as const;

export const CPMM_OBSERVATION_ACCOUNT_BYTES = 4_075;
export const CPMM_OBSERVATION_DISCRIMINATOR = Buffer.from('7aaec5358109a584', 'hex');
export const CPMM_OBSERVATIONS = 100;

export const CPMM_OBSERVATION_OFFSETS = {
  /** A boolean. */
  initialized: 8,
  /** A u16. */
  index: 9,
  pool: 11,
  /** Of 40 bytes each: time u64, then the sums of both prices, u128. */
  observations: 43,
  lastUpdateUnixS: 4_043,
} as const;

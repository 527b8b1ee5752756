/**
 * Byte offsets of an AMM v4 pool account: `AmmInfo` in raydium-amm's state.rs, packed, 752 bytes. What is not listed
 * is padding. "coin" is the base side, "pc" the quote side; amounts are in each token's smallest unit.
 */
export const AMM_V4_ACCOUNT_BYTES = 752;

export const AMM_V4_U64_OFFSETS = {
  status: 0,
  nonce: 8,
  orderNum: 16,
  depth: 24,
  coinDecimals: 32,
  pcDecimals: 40,
  state: 48,
  resetFlag: 56,
  minSize: 64,
  volMaxCutRatio: 72,
  amountWave: 80,
  coinLotSize: 88,
  pcLotSize: 96,
  minPriceMultiplier: 104,
  maxPriceMultiplier: 112,
  sysDecimalValue: 120,
  minSeparateNumerator: 128,
  minSeparateDenominator: 136,
  tradeFeeNumerator: 144,
  tradeFeeDenominator: 152,
  pnlNumerator: 160,
  pnlDenominator: 168,
  swapFeeNumerator: 176,
  swapFeeDenominator: 184,
  needTakePnlCoin: 192,
  needTakePnlPc: 200,
  totalPnlPc: 208,
  totalPnlCoin: 216,
  openTimeUnixS: 224,
  orderbookToInitTime: 248,
  swapAccPcFee: 288,
  swapAccCoinFee: 328,
  lpReserve: 720,
  clientOrderId: 728,
  recentEpoch: 736,
} as const;

export const AMM_V4_U128_OFFSETS = {
  swapCoinInAmount: 256,
  swapPcOutAmount: 272,
  swapPcInAmount: 296,
  swapCoinOutAmount: 312,
} as const;

export const AMM_V4_ADDRESS_OFFSETS = {
  coinVault: 336,
  pcVault: 368,
  coinMint: 400,
  pcMint: 432,
  lpMint: 464,
  openOrders: 496,
  market: 528,
  marketProgram: 560,
  targetOrders: 592,
  ammOwner: 688,
} as const;

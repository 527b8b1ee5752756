/** `ErrorCode` of raydium-cp-swap's error.rs (609780f): Anchor numbers them from 6000 in their order there. */
export const CPMM_ERRORS = {
  notApproved: { code: 6000, name: 'NotApproved', words: 'Not approved' },
  invalidOwner: { code: 6001, name: 'InvalidOwner', words: 'Input account owner is not the program address' },
  emptySupply: { code: 6002, name: 'EmptySupply', words: 'Input token account empty' },
  invalidInput: { code: 6003, name: 'InvalidInput', words: 'InvalidInput' },
  incorrectLpMint: {
    code: 6004,
    name: 'IncorrectLpMint',
    words: 'Address of the provided lp token mint is incorrect',
  },
  exceededSlippage: { code: 6005, name: 'ExceededSlippage', words: 'Exceeds desired slippage limit' },
  zeroTradingTokens: {
    code: 6006,
    name: 'ZeroTradingTokens',
    words: 'Given pool token amount results in zero trading tokens',
  },
  notSupportMint: { code: 6007, name: 'NotSupportMint', words: 'Not support token_2022 mint extension' },
  invalidVault: { code: 6008, name: 'InvalidVault', words: 'invaild vault' },
  initLpAmountTooLess: {
    code: 6009,
    name: 'InitLpAmountTooLess',
    words: 'Init lp amount is too less(Because 100 amount lp will be locked)',
  },
  transferFeeCalculateNotMatch: {
    code: 6010,
    name: 'TransferFeeCalculateNotMatch',
    words: 'TransferFee calculate not match',
  },
  mathOverflow: { code: 6011, name: 'MathOverflow', words: 'Math overflow' },
  insufficientVault: { code: 6012, name: 'InsufficientVault', words: 'Insufficient vault' },
  invalidFeeModel: { code: 6013, name: 'InvalidFeeModel', words: 'Invalid fee model' },
  noFeeCollect: { code: 6014, name: 'NoFeeCollect', words: 'Fee is zero' },
} as const;

export type CpmmErrorName = keyof typeof CPMM_ERRORS;

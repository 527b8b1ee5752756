/** `ErrorCode` of the LaunchLab program's IDL, as far as trading and creating pools can meet it. */
export const LAUNCHLAB_ERRORS = {
  notApproved: { code: 6000, name: 'NotApproved', words: 'Not approved' },
  invalidOwner: { code: 6001, name: 'InvalidOwner', words: 'Input account owner is not the program address' },
  invalidInput: { code: 6002, name: 'InvalidInput', words: 'InvalidInput' },
  inputNotMatchCurveConfig: {
    code: 6003,
    name: 'InputNotMatchCurveConfig',
    words: 'The input params are not match with curve type in config',
  },
  exceededSlippage: { code: 6004, name: 'ExceededSlippage', words: 'Exceeds desired slippage limit' },
  poolFunding: { code: 6005, name: 'PoolFunding', words: 'Pool funding' },
  poolMigrated: { code: 6006, name: 'PoolMigrated', words: 'Pool migrated' },
  migrateTypeNotMatch: { code: 6007, name: 'MigrateTypeNotMatch', words: 'Migrate type not match' },
  mathOverflow: { code: 6008, name: 'MathOverflow', words: 'Math overflow' },
  notEnoughRemainingAccounts: {
    code: 6018,
    name: 'NotEnoughRemainingAccounts',
    words: 'Not enough remaining accounts',
  },
  transferFeeCalculateNotMatch: {
    code: 6019,
    name: 'TransferFeeCalculateNotMatch',
    words: 'TransferFee calculate not match',
  },
  calculateOverflow: { code: 6023, name: 'CalculateOverflow', words: 'Calculation overflowed' },
  invalidPlatformCurveRule: {
    code: 6024,
    name: 'InvalidPlatformCurveRule',
    words: 'Invalid platform curve rule account',
  },
} as const;

export type LaunchLabErrorName = keyof typeof LAUNCHLAB_ERRORS;

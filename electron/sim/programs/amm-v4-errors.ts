import { custom } from '../runtime/transaction-error.ts';

/** `AmmError` of raydium-amm's error.rs (27f461d), numbered by its order there. */
export const AMM_V4_ERRORS = {
  alreadyInUse: custom(0),
  invalidProgramAddress: custom(1),
  invalidCoinVault: custom(4),
  invalidPcVault: custom(5),
  invalidCoinMint: custom(16),
  invalidPcMint: custom(17),
  invalidSupply: custom(19),
  invalidSignAccount: custom(21),
  invalidStatus: custom(22),
  invalidInstruction: custom(23),
  wrongAccountsNumber: custom(24),
  invalidAmmAccountOwner: custom(27),
  invalidInput: custom(29),
  exceededSlippage: custom(30),
  checkedSubOverflow: custom(32),
  invalidSplTokenProgram: custom(38),
  insufficientFunds: custom(40),
  conversionFailure: custom(41),
  invalidUserToken: custom(42),
  invalidSysProgramAddress: custom(47),
  invalidFee: custom(48),
  invalidConfigAccount: custom(54),
  initLpAmountTooLess: custom(57),
} as const;

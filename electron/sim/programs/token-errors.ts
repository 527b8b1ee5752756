import { custom } from '../runtime/transaction-error.ts';

/** `TokenError` of spl-token's error.rs, those that this chain can meet. */
export const TOKEN_ERRORS = {
  notRentExempt: custom(0),
  insufficientFunds: custom(1),
  invalidMint: custom(2),
  mintMismatch: custom(3),
  ownerMismatch: custom(4),
  fixedSupply: custom(5),
  alreadyInUse: custom(6),
  nonNativeHasBalance: custom(11),
  invalidInstruction: custom(12),
  overflow: custom(14),
  accountFrozen: custom(17),
  mintDecimalsMismatch: custom(18),
  nonNativeNotSupported: custom(19),
  // Of Token-2022 only.
  extensionAlreadyInitialized: custom(22),
  transferFeeExceedsMaximum: custom(30),
  mintRequiredForTransfer: custom(31),
  feeMismatch: custom(32),
  accountHasWithheldTransferFees: custom(35),
  nonTransferable: custom(37),
} as const;

const WORDS: Readonly<Record<keyof typeof TOKEN_ERRORS, string>> = {
  notRentExempt: 'Lamport balance below rent-exempt threshold',
  insufficientFunds: 'insufficient funds',
  invalidMint: 'Invalid Mint',
  mintMismatch: 'Account not associated with this Mint',
  ownerMismatch: 'owner does not match',
  fixedSupply: 'the total supply of this token is fixed',
  alreadyInUse: 'account or token already in use',
  nonNativeHasBalance: 'Non-native account can only be closed if its balance is zero',
  invalidInstruction: 'Invalid instruction',
  overflow: 'Operation overflowed',
  accountFrozen: 'Account is frozen',
  mintDecimalsMismatch: 'decimals different from the Mint decimals',
  nonNativeNotSupported: 'Instruction does not support non-native tokens',
  extensionAlreadyInitialized: 'Extension already initialized on this account',
  transferFeeExceedsMaximum: 'Transfer fee exceeds maximum of 10,000 basis points',
  mintRequiredForTransfer:
    'Mint required for this account to transfer tokens, use `transfer_checked` or `transfer_checked_with_fee`',
  feeMismatch: 'Calculated fee does not match expected fee',
  accountHasWithheldTransferFees:
    'An account can only be closed if its withheld fee balance is zero, harvest fees to the mint and try again',
  nonTransferable: 'Transfer is disabled for this mint',
};

export type TokenErrorName = keyof typeof TOKEN_ERRORS;
export const tokenErrorWords = (name: TokenErrorName): string => `Error: ${WORDS[name]}`;

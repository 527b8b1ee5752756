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
};

export type TokenErrorName = keyof typeof TOKEN_ERRORS;
export const tokenErrorWords = (name: TokenErrorName): string => `Error: ${WORDS[name]}`;

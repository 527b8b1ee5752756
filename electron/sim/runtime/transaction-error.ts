/** What an instruction failed with: the runtime's own codes, or a program's number. JSON as Solana writes it. */
export type InstructionError =
  | { readonly Custom: number }
  | 'InvalidArgument'
  | 'InvalidInstructionData'
  | 'InvalidAccountData'
  | 'InvalidAccountOwner'
  | 'IncorrectProgramId'
  | 'MissingRequiredSignature'
  | 'NotEnoughAccountKeys'
  | 'UninitializedAccount'
  | 'AccountAlreadyInitialized'
  | 'IllegalOwner'
  | 'InvalidSeeds'
  | 'ReadonlyDataModified'
  | 'PrivilegeEscalation'
  | 'ArithmeticOverflow'
  | 'ComputationalBudgetExceeded';

/** Why a transaction did not land, or landed without effect (the last two forms). JSON as Solana writes it. */
export type TransactionError =
  | 'AccountNotFound'
  | 'ProgramAccountNotFound'
  | 'InsufficientFundsForFee'
  | 'InvalidAccountForFee'
  | 'AlreadyProcessed'
  | 'BlockhashNotFound'
  | 'SignatureFailure'
  | 'SanitizeFailure'
  | 'AccountLoadedTwice'
  | 'AddressLookupTableNotFound'
  | 'InvalidAddressLookupTableOwner'
  | 'InvalidAddressLookupTableData'
  | 'InvalidAddressLookupTableIndex'
  | { readonly DuplicateInstruction: number }
  | { readonly InsufficientFundsForRent: { readonly account_index: number } }
  | { readonly InstructionError: readonly [number, InstructionError] };

export const custom = (code: number): InstructionError => ({ Custom: code });

const WORDS: Readonly<Record<Exclude<InstructionError, { Custom: number }>, string>> = {
  InvalidArgument: 'invalid program argument',
  InvalidInstructionData: 'invalid instruction data',
  InvalidAccountData: 'invalid account data for instruction',
  InvalidAccountOwner: 'Invalid account owner',
  IncorrectProgramId: 'incorrect program id for instruction',
  MissingRequiredSignature: 'missing required signature for instruction',
  NotEnoughAccountKeys: 'insufficient account keys for instruction',
  UninitializedAccount: 'instruction requires an initialized account',
  AccountAlreadyInitialized: 'instruction requires an uninitialized account',
  IllegalOwner: 'Provided owner is not allowed',
  InvalidSeeds: 'Provided seeds do not result in a valid address',
  ReadonlyDataModified: 'instruction modified data of a read-only account',
  PrivilegeEscalation: 'Cross-program invocation with unauthorized signer or writable account',
  ArithmeticOverflow: 'Program arithmetic overflowed',
  ComputationalBudgetExceeded: 'Computational budget exceeded',
};

/** The words that a validator's log and error message use. */
export function describeInstructionError(error: InstructionError): string {
  return typeof error === 'string' ? WORDS[error] : `custom program error: 0x${error.Custom.toString(16)}`;
}

const TRANSACTION_WORDS: Readonly<Record<Extract<TransactionError, string>, string>> = {
  AccountNotFound: 'Attempt to debit an account but found no record of a prior credit.',
  ProgramAccountNotFound: 'Attempt to load a program that does not exist',
  InsufficientFundsForFee: 'Insufficient funds for fee',
  InvalidAccountForFee: 'This account may not be used to pay transaction fees',
  AlreadyProcessed: 'This transaction has already been processed',
  BlockhashNotFound: 'Blockhash not found',
  SignatureFailure: 'Transaction did not pass signature verification',
  SanitizeFailure: 'Transaction failed to sanitize accounts offsets correctly',
  AccountLoadedTwice: 'Account loaded twice',
  AddressLookupTableNotFound: "Transaction loads an address table account that doesn't exist",
  InvalidAddressLookupTableOwner: 'Transaction loads an address table account with an invalid owner',
  InvalidAddressLookupTableData: 'Transaction loads an address table account with invalid data',
  InvalidAddressLookupTableIndex: 'Transaction address table lookup uses an invalid index',
};

export function describeTransactionError(error: TransactionError): string {
  if (typeof error === 'string') return TRANSACTION_WORDS[error];
  if ('InstructionError' in error) {
    const [index, cause] = error.InstructionError;
    return `Error processing Instruction ${index}: ${describeInstructionError(cause)}`;
  }
  if ('DuplicateInstruction' in error) {
    return `Transaction contains a duplicate instruction (${error.DuplicateInstruction}) that is not allowed`;
  }
  return `Transaction results in an account (${error.InsufficientFundsForRent.account_index}) with insufficient funds for rent`;
}

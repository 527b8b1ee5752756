import { decodeAddress } from '../../protocol/base58.ts';
import { verifySignature } from '../../protocol/ed25519.ts';
import type { DecodedTransaction } from '../../protocol/transaction-wire.ts';

/** Whether every required signer signed exactly this message. */
export function signaturesHold(transaction: DecodedTransaction): boolean {
  return transaction.signatures.every((signature, index) => {
    const signer = transaction.accountKeys[index];
    return signer !== undefined && verifySignature(decodeAddress(signer), transaction.message, signature);
  });
}

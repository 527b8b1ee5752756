import {
  resolveInstructions,
  type DecodedMessage,
  type LoadedAddresses,
} from '../../protocol/transaction-wire.ts';
import { INSTALLED_PROGRAMS } from '../programs/installed-programs.ts';
import { computeBudgetOf, transactionFee } from './compute-budget.ts';

/** What the message would cost in lamports; null when its budget instructions are wrong. */
export function feeOfMessage(message: DecodedMessage, loaded: LoadedAddresses): number | null {
  const instructions = resolveInstructions(message, loaded);
  if (instructions === null) return null;
  const budget = computeBudgetOf(
    instructions,
    (each) => INSTALLED_PROGRAMS.get(each.programId)?.builtin === true,
  );
  return budget.ok ? Number(transactionFee(message.header.requiredSignatures, budget.value)) : null;
}

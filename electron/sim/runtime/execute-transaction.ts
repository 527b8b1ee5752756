import { lamports, type Address } from '../../../shared/units.ts';
import type { AccountRole, ResolvedInstruction } from '../../protocol/instruction.ts';
import { SYSTEM_PROGRAM } from '../../protocol/programs.ts';
import { accountRoles, resolveInstructions, type DecodedMessage } from '../../protocol/transaction-wire.ts';
import { rentExemptMinimum, type LedgerAccount } from '../ledger/ledger-account.ts';
import { INSTALLED_PROGRAMS } from '../programs/installed-programs.ts';
import { balancesOf } from './balances.ts';
import { computeBudgetOf, transactionFee } from './compute-budget.ts';
import { ComputeMeter } from './compute-meter.ts';
import { invoke, type Privileges } from './invocation.ts';
import type { ChainClock } from './invoke-context.ts';
import { loadAddresses } from './load-addresses.ts';
import { LogCollector } from './log-collector.ts';
import type { TransactionError } from './transaction-error.ts';
import type { InnerInstruction, TransactionMeta } from './transaction-meta.ts';
import { WorkingAccounts, type AccountSource } from './working-accounts.ts';

export type Execution =
  /** It does not land and costs nothing. */
  | { readonly kind: 'refused'; readonly error: TransactionError; readonly logs: readonly string[] }
  /** It lands, with or without effect; the fee is among the writes either way. */
  | {
      readonly kind: 'executed';
      readonly meta: TransactionMeta;
      readonly writes: ReadonlyMap<Address, LedgerAccount | null>;
    };

const refused = (error: TransactionError): Execution => ({ kind: 'refused', error, logs: [] });

/**
 * Runs a message whose signatures and blockhash were checked: the fee is taken first, then every instruction runs, and
 * one that fails undoes all of them but the fee. Nothing is written to the ledger here.
 */
export function executeTransaction(
  message: DecodedMessage,
  source: AccountSource,
  clock: ChainClock,
): Execution {
  const looked = loadAddresses(message, source, clock.slot);
  if (!looked.ok) return refused(looked.error);
  const loaded = looked.value;
  const keys = [...message.accountKeys, ...loaded.writable, ...loaded.readonly];
  if (new Set(keys).size < keys.length) return refused('AccountLoadedTwice');
  const instructions = resolveInstructions(message, loaded);
  if (instructions === null) return refused('SanitizeFailure');
  if (!instructions.every((each) => INSTALLED_PROGRAMS.has(each.programId)))
    return refused('ProgramAccountNotFound');
  const budget = computeBudgetOf(
    instructions,
    (each) => INSTALLED_PROGRAMS.get(each.programId)?.builtin === true,
  );
  if (!budget.ok) return refused(budget.error);
  const feeLamports = lamports(transactionFee(message.header.requiredSignatures, budget.value));
  const payer = message.accountKeys[0];
  if (payer === undefined) return refused('SanitizeFailure');
  const accounts = new WorkingAccounts(source);
  const before = balancesOf(keys, (address) => accounts.get(address));
  const charged = chargeFee(accounts, payer, feeLamports, source);
  if (charged !== null) return refused(charged);

  const undo = accounts.savepoint();
  const logs = new LogCollector();
  const meter = new ComputeMeter(budget.value.unitLimit);
  const inner = new Map<number, InnerInstruction[]>();
  const error =
    runInstructions(
      accountRoles(message, loaded),
      instructions,
      { accounts, logs, meter, clock, known: new Set(keys) },
      inner,
    ) ?? checkRent(keys, accounts, source);
  if (error !== null) undo();
  const after = balancesOf(keys, (address) => accounts.get(address));
  const meta = {
    error,
    loaded,
    feeLamports,
    unitsConsumed: meter.consumed,
    logs: logs.lines,
    inner,
    before,
    after,
  };
  return { kind: 'executed', meta, writes: accounts.writes() };
}

function chargeFee(
  accounts: WorkingAccounts,
  payer: Address,
  fee: bigint,
  source: AccountSource,
): TransactionError | null {
  if (source(payer) === undefined) return 'AccountNotFound';
  const account = accounts.get(payer);
  if (account.owner !== SYSTEM_PROGRAM || account.data.length > 0) return 'InvalidAccountForFee';
  if (account.lamports < fee) return 'InsufficientFundsForFee';
  const left = lamports(account.lamports - fee);
  // The runtime lets no fee leave a wallet with less than its rent, unless it leaves nothing.
  if (left > 0n && left < rentExemptMinimum(0)) return { InsufficientFundsForRent: { account_index: 0 } };
  accounts.set(payer, { ...account, lamports: left });
  return null;
}

function runInstructions(
  roles: readonly AccountRole[],
  instructions: readonly ResolvedInstruction[],
  scope: Parameters<typeof invoke>[0],
  inner: Map<number, InnerInstruction[]>,
): TransactionError | null {
  const privileges: Privileges = {
    signers: new Set(roles.filter((role) => role.signer).map((role) => role.address)),
    // Programs are never writable, whatever a message asks for.
    writable: new Set(
      roles
        .filter((role) => role.writable && !INSTALLED_PROGRAMS.has(role.address))
        .map((role) => role.address),
    ),
  };
  for (const [index, instruction] of instructions.entries()) {
    const called: InnerInstruction[] = [];
    const failure = invoke(scope, instruction, privileges, (each) => called.push(each));
    if (called.length > 0) inner.set(index, called);
    if (failure !== null) return { InstructionError: [index, failure] };
  }
  return null;
}

/** No account may be left with lamports that do not cover its rent, unless it was so before and did not shrink. */
function checkRent(
  keys: readonly Address[],
  accounts: WorkingAccounts,
  source: AccountSource,
): TransactionError | null {
  for (const [accountIndex, address] of keys.entries()) {
    const now = accounts.get(address);
    const minimum = rentExemptMinimum(now.data.length);
    if (now.lamports === 0n || now.lamports >= minimum) continue;
    const earlier = source(address);
    const wasBelow = earlier !== undefined && earlier.lamports > 0n && earlier.lamports < minimum;
    if (wasBelow && earlier.data.length === now.data.length && now.lamports <= earlier.lamports) continue;
    return { InsufficientFundsForRent: { account_index: accountIndex } };
  }
  return null;
}

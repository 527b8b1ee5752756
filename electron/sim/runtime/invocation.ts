import type { Address } from '../../../shared/units.ts';
import type { Instruction, ResolvedInstruction } from '../../protocol/instruction.ts';
import { INSTALLED_PROGRAMS } from '../programs/installed-programs.ts';
import type { ComputeMeter } from './compute-meter.ts';
import type { ChainClock, InvokeContext, ProgramResult } from './invoke-context.ts';
import type { LogCollector } from './log-collector.ts';
import { describeInstructionError } from './transaction-error.ts';
import type { InnerInstruction } from './transaction-meta.ts';
import type { WorkingAccounts } from './working-accounts.ts';

/** The runtime's own limit of nested calls. */
const MAX_DEPTH = 5;

/** What all instructions of a transaction share. */
export type TransactionScope = {
  readonly accounts: WorkingAccounts;
  readonly logs: LogCollector;
  readonly meter: ComputeMeter;
  readonly clock: ChainClock;
  readonly known: ReadonlySet<Address>;
};

export type Privileges = { readonly signers: ReadonlySet<Address>; readonly writable: ReadonlySet<Address> };

/** Runs one instruction, and through it those that its program calls; `record` is told of each called one. */
export function invoke(
  scope: TransactionScope,
  instruction: ResolvedInstruction,
  privileges: Privileges,
  record: (inner: InnerInstruction) => void,
  depth = 1,
): ProgramResult {
  const { programId } = instruction;
  const program = INSTALLED_PROGRAMS.get(programId);
  if (program === undefined) return 'IncorrectProgramId';
  scope.logs.add(`Program ${programId} invoke [${depth}]`);
  const available = scope.meter.remaining;
  const result = guardWrites(scope, privileges, () =>
    program.run(contextFor(scope, instruction, privileges, record, depth)),
  );
  if (!program.builtin) {
    scope.logs.add(
      `Program ${programId} consumed ${available - scope.meter.remaining} of ${available} compute units`,
    );
  }
  scope.logs.add(
    result === null
      ? `Program ${programId} success`
      : `Program ${programId} failed: ${describeInstructionError(result)}`,
  );
  return result;
}

/** A program may write only what the message says is writable. */
function guardWrites(
  scope: TransactionScope,
  privileges: Privileges,
  run: () => ProgramResult,
): ProgramResult {
  const before = new Map(
    [...scope.accounts.written()].map((address) => [address, scope.accounts.get(address)]),
  );
  const result = run();
  if (result !== null) return result;
  for (const address of scope.accounts.written()) {
    if (privileges.writable.has(address) || before.get(address) === scope.accounts.get(address)) continue;
    return 'ReadonlyDataModified';
  }
  return null;
}

function contextFor(
  scope: TransactionScope,
  instruction: ResolvedInstruction,
  privileges: Privileges,
  record: (inner: InnerInstruction) => void,
  depth: number,
): InvokeContext {
  return {
    instruction,
    clock: scope.clock,
    get: (address) => scope.accounts.get(address),
    set: (address, account) => scope.accounts.set(address, account),
    isSigner: (address) => privileges.signers.has(address),
    log: (text) => scope.logs.add(`Program log: ${text}`),
    line: (text) => scope.logs.add(text),
    consume: (units) => scope.meter.consume(units),
    call: (called, seeds = []) => call(scope, called, privileges, seeds, record, depth + 1),
  };
}

function call(
  scope: TransactionScope,
  called: Instruction,
  privileges: Privileges,
  seeds: readonly Address[],
  record: (inner: InnerInstruction) => void,
  depth: number,
): ProgramResult {
  if (depth > MAX_DEPTH) return 'PrivilegeEscalation';
  const mentioned = [called.programId, ...called.accounts.map((each) => each.address)];
  // Every account of a call must be among the transaction's; the rent sysvar is read without being named nowadays.
  if (!mentioned.every((address) => scope.known.has(address))) return 'NotEnoughAccountKeys';
  const signers = new Set([...privileges.signers, ...seeds]);
  const escalates = called.accounts.some(
    ({ address, signer, writable }) =>
      (signer && !signers.has(address)) || (writable && !privileges.writable.has(address)),
  );
  if (escalates) return 'PrivilegeEscalation';
  const resolved = {
    programId: called.programId,
    accounts: called.accounts.map((each) => each.address),
    data: called.data,
  };
  record({ ...resolved, stackHeight: depth });
  const inherited = {
    signers: new Set(called.accounts.filter((each) => each.signer).map((each) => each.address)),
    writable: new Set(called.accounts.filter((each) => each.writable).map((each) => each.address)),
  };
  return invoke(scope, resolved, inherited, record, depth);
}

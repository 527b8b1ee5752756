import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import type { Instruction } from '../../../electron/protocol/instruction.ts';
import {
  accountRoles,
  decodeTransaction,
  resolveInstructions,
  type DecodedTransaction,
} from '../../../electron/protocol/transaction-wire.ts';
import { lamports, signature, slot } from '../../../shared/units.ts';
import { FIXTURES } from './chain-fixtures.ts';

/** Creations that the real program ran: the transaction as it was sent, and what was logged. */
export type RecordedCreation = 'cpmm-initialize' | 'cpmm-initialize-token2022-fee';

type Recorded = { readonly logs: readonly string[]; readonly rawTx: string };

function read(name: RecordedCreation): {
  readonly logs: readonly string[];
  readonly decoded: DecodedTransaction;
} {
  const recorded: Recorded = JSON.parse(readFileSync(join(FIXTURES, 'transactions', `${name}.json`), 'utf8'));
  const decoded = decodeTransaction(new Uint8Array(Buffer.from(recorded.rawTx, 'base64')));
  if (decoded === null) throw new Error('not decoded');
  return { logs: recorded.logs, decoded };
}

/** As a node would tell it without balances, which were not recorded. */
export function recordedCreation(name: RecordedCreation): ChainTransaction {
  const { logs, decoded } = read(name);
  const instructions = resolveInstructions(decoded);
  if (instructions === null) throw new Error('not resolved');
  return chainTransaction({
    instructions: instructions.map((each) => ({ ...each, inner: false, opaque: false })),
    logMessages: logs,
  });
}

/** Its instructions with what each account may do, to run them again. */
export function recordedInstructions(name: RecordedCreation): {
  readonly logs: readonly string[];
  readonly instructions: readonly Instruction[];
} {
  const { logs, decoded } = read(name);
  const roles = accountRoles(decoded);
  const instructions = resolveInstructions(decoded)?.map((each) => ({
    ...each,
    accounts: each.accounts.map((address) => {
      const role = roles.find((known) => known.address === address);
      if (role === undefined) throw new Error('an account without a role');
      return role;
    }),
  }));
  return { logs, instructions: instructions ?? [] };
}

export const chainTransaction = (parts: Partial<ChainTransaction>): ChainTransaction => ({
  signature: signature('signature'),
  slot: slot(7),
  err: null,
  feeLamports: lamports(5_000n),
  computeUnits: null,
  accountKeys: [],
  instructions: [],
  logMessages: [],
  preBalances: [],
  postBalances: [],
  preTokenBalances: [],
  postTokenBalances: [],
  ...parts,
});

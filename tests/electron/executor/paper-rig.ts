import type { PaperParts, Simulation } from '../../../electron/executor/executor-parts.ts';
import { makePaperExecutor } from '../../../electron/executor/make-paper-executor.ts';
import type { OrderOutcome } from '../../../electron/engine/ports/order-executor.ts';
import type { AccountBytes } from '../../../electron/protocol/chain-reads.ts';
import { SYSTEM_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { encodeTokenAccount, plainTokenAccount } from '../../../electron/protocol/token-account.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { lamports, millis, slot, tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { BLOCKHASH, RENT, TOKEN, WALLET } from './sample-orders.ts';

export const walletWith = (balance: bigint): AccountBytes => ({
  owner: SYSTEM_PROGRAM,
  lamports: lamports(balance),
  data: new Uint8Array(0),
});

const account = (mint: Address, amount: bigint, balance: bigint): AccountBytes => ({
  owner: TOKEN_PROGRAM,
  lamports: lamports(balance),
  data: encodeTokenAccount(plainTokenAccount({ mint, owner: WALLET.address, amount: tokenUnits(amount) })),
});

export const tokensWith = (amount: bigint, rent: bigint = RENT): AccountBytes => account(TOKEN, amount, rent);
export const wrappedWith = (amount: bigint): AccountBytes => account(WSOL_MINT, amount, RENT + amount);

export const simulated = (changes: Partial<Simulation>): Simulation => ({
  err: null,
  logs: [],
  unitsConsumed: 40_000,
  slot: slot(777),
  accounts: [],
  ...changes,
});

export type Asked = {
  readonly transactionBase64: string;
  readonly accounts: readonly Address[];
  readonly signal: AbortSignal;
};

/** A paper executor whose chain is in the test's hands; a simulation that no answer was given for throws. */
export function paperRig(changes: Partial<PaperParts> = {}) {
  const clock = manualClock();
  const log = recordingLog();
  const outcomes: OrderOutcome[] = [];
  const asked: Asked[] = [];
  const answers: Promise<Result<Simulation, string>>[] = [];
  let before: readonly (AccountBytes | null)[] | null = null;
  let made = 0;
  const hooks: { told: ((outcome: OrderOutcome) => void) | null } = { told: null };
  const executor = makePaperExecutor({
    payer: WALLET.address,
    blockhashes: { fresh: () => ok({ blockhash: BLOCKHASH, lastValidBlockHeight: 1_150 }) },
    fees: { microLamportsPerUnit: () => 10_000n },
    rent: { tokenAccountLamports: () => lamports(RENT) },
    swapVersion: () => 'v2',
    tradeTimeoutMs: () => millis(30_000),
    simulate: (transactionBase64, accounts, signal) => {
      asked.push({ transactionBase64, accounts, signal });
      const answer = answers.shift();
      if (answer === undefined) throw new Error('an unexpected simulation');
      return answer;
    },
    accounts: async (addresses) => {
      if (before === null) throw new Error('an unexpected read');
      if (before.length !== addresses.length) throw new Error(`asked for ${addresses.length} accounts`);
      return ok({ slot: slot(776), accounts: before });
    },
    randomBytes: (length) => {
      made += 1;
      return new Uint8Array(length).fill(made);
    },
    clock,
    log,
    tell: (outcome) => {
      outcomes.push(outcome);
      hooks.told?.(outcome);
    },
    ...changes,
  });
  return {
    executor,
    clock,
    log,
    outcomes,
    hooks,
    asked,
    kinds: () => outcomes.map(({ kind }) => kind),
    /** What the accounts are before the trade, as the executor asks for them: wallet, token account, fee vaults. */
    holds: (...accounts: readonly (AccountBytes | null)[]) => void (before = accounts),
    /** Answers the next simulation. */
    answer: (result: Result<Simulation, string>) => void answers.push(Promise.resolve(result)),
    /** The next simulation is answered when the returned function is called. */
    answerLater: () => {
      let give: (result: Result<Simulation, string>) => void = () => undefined;
      answers.push(new Promise((resolve) => (give = resolve)));
      return (result: Result<Simulation, string>) => give(result);
    },
    settled: async () => {
      for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
    },
  };
}

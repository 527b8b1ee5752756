import type { ExecutorParts, SettlementSource } from '../../../electron/executor/executor-parts.ts';
import { makeExecutor } from '../../../electron/executor/make-executor.ts';
import type { SendLane } from '../../../electron/executor/send-lane.ts';
import type { Level } from '../../../electron/executor/settlement.ts';
import type { OrderOutcome } from '../../../electron/engine/ports/order-executor.ts';
import type { ChainTransaction } from '../../../electron/protocol/chain-transaction.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { lamports, millis, signature, slot, type Signature } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { BLOCKHASH, RENT, WALLET } from './sample-orders.ts';

/** A lane whose answers are given by hand. */
export function scriptedLane(name: string) {
  const sent: { readonly bytes: string; readonly signal: AbortSignal }[] = [];
  let answer: Promise<Result<null, string>> | Result<null, string> = ok(null);
  const lane: SendLane = {
    name,
    send: (bytes, signal) => {
      sent.push({ bytes, signal });
      return Promise.resolve(answer);
    },
  };
  return { lane, sent, answer: (next: typeof answer) => void (answer = next) };
}

/** An endpoint that knows what it was told, and counts what it was asked. */
export function scriptedSource(name: string) {
  const state = {
    height: ok(0) as Result<number, string>,
    statuses: new Map<Signature, Level>(),
    /** Statuses that only a search in the history finds. */
    history: new Map<Signature, Level>(),
    transaction: ok(null) as Result<ChainTransaction | null, string>,
    unreachable: false,
  };
  const asked: string[] = [];
  const source: SettlementSource = {
    name,
    statuses: async (signatures, search) => {
      asked.push(`statuses ${search}`);
      if (state.unreachable) return err(`${name} cannot be reached`);
      const known = (each: Signature): Level | undefined =>
        state.statuses.get(each) ?? (search === 'history' ? state.history.get(each) : undefined);
      return ok(
        signatures.map((each) => {
          const level = known(each);
          return level === undefined ? null : { slot: slot(321), level };
        }),
      );
    },
    transaction: async () => {
      asked.push('transaction');
      return state.unreachable ? err(`${name} cannot be reached`) : state.transaction;
    },
    finalizedBlockHeight: async () => {
      asked.push('height');
      return state.unreachable ? err(`${name} cannot be reached`) : state.height;
    },
  };
  return { source, state, asked };
}

const LAST_VALID = 1_150;

export type ExecutorRig = ReturnType<typeof executorRig>;

/** An executor with everything around it in the test's hands; time stands still. */
export function executorRig(changes: Partial<ExecutorParts> = {}) {
  const clock = manualClock();
  const outcomes: OrderOutcome[] = [];
  const listeners = new Map<string, (notice: { slot: ReturnType<typeof slot> }) => void>();
  const lanes = [scriptedLane('first'), scriptedLane('second')] as const;
  const sources = [scriptedSource('one'), scriptedSource('two')] as const;
  const log = recordingLog();
  const hooks: { told: ((outcome: OrderOutcome) => void) | null } = { told: null };
  let signings = 0;
  const executor = makeExecutor({
    signer: {
      address: WALLET.address,
      sign: (message) => {
        signings += 1;
        return WALLET.sign(message);
      },
    },
    blockhashes: { fresh: () => ok({ blockhash: BLOCKHASH, lastValidBlockHeight: LAST_VALID }) },
    fees: { microLamportsPerUnit: () => 10_000n },
    rent: { tokenAccountLamports: () => lamports(RENT) },
    signatures: {
      onSignature: (of, level, listener) => {
        const key = `${of} ${level}`;
        if (listeners.has(key)) throw new Error('subscribed twice');
        listeners.set(key, listener);
        return () => void listeners.delete(key);
      },
    },
    settlement: sources.map(({ source }) => source),
    lanes: lanes.map(({ lane }) => lane),
    swapVersion: () => 'v2',
    tradeTimeoutMs: () => millis(30_000),
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
    lanes,
    sources,
    outcomes,
    hooks,
    signings: () => signings,
    subscriptions: () => listeners.size,
    kinds: () => outcomes.map(({ kind }) => kind),
    last: () => outcomes.at(-1),
    signed: (): Signature => {
      const found = outcomes.findLast((each) => each.kind === 'signed');
      return found?.kind === 'signed' ? found.signed.signature : signature('none');
    },
    notify: (of: Signature, level: 'processed' | 'confirmed', at = 321) => {
      const listener = listeners.get(`${of} ${level}`);
      if (listener === undefined) throw new Error(`nobody waits for ${level}`);
      listener({ slot: slot(at) });
    },
    /** Every endpoint shows this transaction from now on. */
    show: (transaction: ChainTransaction) => {
      for (const { state } of sources) state.transaction = ok(transaction);
    },
    /** Lets promises that wait for nothing come to their end. */
    settled: async () => {
      for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
    },
  };
}

import { assertNever } from '../../shared/assert-never.ts';
import type { OrderTicket, SignedOrder } from '../../shared/order.ts';
import { millis, type Address, type Millis } from '../../shared/units.ts';
import type { OrderOutcome } from '../engine/ports/order-executor.ts';
import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import type { ExecutorParts } from './executor-parts.ts';
import { isBalanced, readFill } from './fill.ts';
import { noFill, readFailure } from './on-chain-failure.ts';
import {
  settle,
  WATCHING,
  type Settlement,
  type SettlementInput,
  type SettlementNews,
  type Verdict,
} from './settlement.ts';

export type OrderWatch = {
  readonly ticket: OrderTicket;
  readonly signed: SignedOrder;
  stage(): Settlement['stage'];
  /** Subscribes to notices of the chain; answers to questions come in through `take`. */
  begin(): void;
  take(input: SettlementInput): void;
  close(): void;
};

export type OrderWatchParts = Pick<ExecutorParts, 'settlement' | 'signatures' | 'clock' | 'log' | 'tell'> & {
  readonly ticket: OrderTicket;
  readonly signed: SignedOrder;
  readonly wallet: Address;
  readonly tipAccounts: ReadonlySet<Address>;
  /** How long ago it was first sent. */
  readonly elapsedMs: () => Millis;
  /** After the stage changed. */
  readonly moved: (stage: Settlement['stage']) => void;
};

/** A node tells of a transaction a moment before it can show it. */
const READ_AGAIN_MS = millis(400);

/** Follows one signed order to its end: notices in, outcomes out. It never sends. */
export function makeOrderWatch(parts: OrderWatchParts): OrderWatch {
  const { ticket, signed, wallet, settlement, clock, log, tell } = parts;
  const { id } = ticket;
  const closed = new AbortController();
  let state = WATCHING;
  let unsubscribes: (() => void)[] = [];
  let cancelRead: (() => void) | null = null;

  function take(input: SettlementInput): void {
    if (closed.signal.aborted) return;
    const before = state.stage;
    const { next, news } = settle(state, input);
    state = next;
    for (const each of news) tell(outcome(each));
    if (next.stage === before || closed.signal.aborted) return;
    if (next.stage === 'landing') void read(0);
    if (next.stage === 'final') close();
    parts.moved(next.stage);
  }

  function outcome(news: SettlementNews): OrderOutcome {
    switch (news.kind) {
      case 'processed':
        return { kind: 'processed', id, slot: news.slot, afterMs: parts.elapsedMs() };
      case 'confirmed':
        return { kind: 'confirmed', id, fill: news.fill, afterMs: parts.elapsedMs() };
      case 'finalized':
        return { kind: 'finalized', id };
      case 'failed':
        return { kind: 'failed', id, failure: news.failure, afterMs: parts.elapsedMs() };
      case 'overdue':
        return { kind: 'unknown', id, why: 'deadline' };
      case 'expired':
        return { kind: 'expired', id, proof: news.proof };
      default:
        return assertNever(news, 'settlement news');
    }
  }

  /** Asks one endpoint after the other until one shows the transaction. */
  async function read(attempt: number): Promise<void> {
    const source = settlement[attempt % settlement.length];
    if (source === undefined) throw new Error('nobody to ask for the transaction');
    const answered = await source.transaction(signed.signature, closed.signal);
    if (closed.signal.aborted) return;
    if (answered.ok && answered.value !== null) {
      take({ kind: 'verdict', verdict: verdictOn(answered.value) });
      return;
    }
    if (!answered.ok) log.warn('transaction not read', { order: id, why: answered.error });
    const nextSourceAtOnce = (attempt + 1) % settlement.length !== 0;
    cancelRead = clock.after(nextSourceAtOnce ? millis(0) : READ_AGAIN_MS, () => void read(attempt + 1));
  }

  function verdictOn(transaction: ChainTransaction): Verdict {
    if (transaction.err !== null) return { kind: 'failed', failure: readFailure(transaction) };
    const fill = readFill(ticket, wallet, transaction, parts.tipAccounts);
    if (fill === null) return { kind: 'failed', failure: noFill(transaction) };
    if (!isBalanced(ticket, fill)) log.warn('fill does not explain the wallet', { order: id, fill });
    return { kind: 'filled', fill };
  }

  function close(): void {
    closed.abort();
    cancelRead?.();
    for (const unsubscribe of unsubscribes) unsubscribe();
    unsubscribes = [];
  }

  return {
    ticket,
    signed,
    stage: () => state.stage,
    begin: () => {
      if (unsubscribes.length > 0 || closed.signal.aborted) return;
      unsubscribes = (['processed', 'confirmed'] as const).map((level) =>
        parts.signatures.onSignature(signed.signature, level, ({ slot }) =>
          take({ kind: 'seen', level, slot }),
        ),
      );
    },
    take,
    close,
  };
}

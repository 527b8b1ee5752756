import type { LaneReport, OrderTicket, SignedOrder } from '../../shared/order.ts';
import { ok, type Result } from '../../shared/result.ts';
import { millis, type MonoUs } from '../../shared/units.ts';
import { SIGNATURE_BYTES } from '../protocol/base58.ts';
import { encodeTransaction } from '../protocol/transaction-wire.ts';
import type { PaperParts } from './executor-parts.ts';
import type { BuiltOrder } from './order-builder.ts';
import { paperVerdict } from './paper-verdict.ts';
import type { Verdict } from './settlement.ts';
import { accountsToShow, walletAccounts } from './simulated-fill.ts';
import { tokenAccountOf } from './swap-transaction.ts';

/** Why a paper order that was not filled is surely gone. */
export const NEVER_SENT = 'a paper order is never sent, so it cannot land';

export type PaperOrder = {
  readonly signed: SignedOrder;
  /** Asks for the first time, and again while it is not answered. */
  begin(): void;
  /** Nothing more is asked; what was asked may still be answered. */
  stop(): void;
  /** Nothing more is told. */
  close(): void;
};

export type PaperOrderParts = Pick<
  PaperParts,
  'payer' | 'simulate' | 'accounts' | 'clock' | 'log' | 'tell' | 'tradeTimeoutMs'
> & {
  readonly ticket: OrderTicket;
  readonly built: BuiltOrder;
  readonly signed: SignedOrder;
  /** Before its end is told. */
  readonly ended: () => void;
};

const ASK_AGAIN_MS = millis(2_000);
const LANE = 'simulation';

/** Follows one paper order to its end: it is asked of the chain instead of sent to it. */
export function makePaperOrder(parts: PaperOrderParts): PaperOrder {
  const { ticket, built, signed, payer, clock, log, tell } = parts;
  const { id } = ticket;
  const closed = new AbortController();
  const shown = accountsToShow(ticket, payer, tokenAccountOf(payer, ticket));
  const unsigned = encodeTransaction([new Uint8Array(SIGNATURE_BYTES)], built.message);
  const transactionBase64 = Buffer.from(unsigned).toString('base64');
  let beganUs: MonoUs | null = null;
  let asked = 0;
  let stopped = false;
  let cancelAsking: (() => void) | null = null;
  let cancelDeadline: (() => void) | null = null;
  let lastReport = '';

  const elapsed = (sinceUs: MonoUs) => millis((clock.monoUs() - sinceUs) / 1000);

  async function ask(): Promise<void> {
    const askedUs = clock.monoUs();
    asked += 1;
    // Asked before it is told: whoever is told may stop everything.
    const answering = judged();
    tell({ kind: 'sent', id, sends: asked });
    const answered = await answering;
    if (closed.signal.aborted) return;
    report(answered, askedUs);
    if (answered.ok) return end(answered.value);
    log.warn('paper order not simulated', { order: id, why: answered.error });
    if (!stopped) cancelAsking = clock.after(ASK_AGAIN_MS, () => void ask());
  }

  async function judged(): Promise<Result<Verdict, string>> {
    const { signal } = closed;
    const [before, simulated] = await Promise.all([
      parts.accounts(shown, signal),
      parts.simulate(transactionBase64, shown, signal),
    ]);
    if (!before.ok) return before;
    if (!simulated.ok) return simulated;
    return ok(paperVerdict(ticket, built, walletAccounts(before.value.accounts), simulated.value));
  }

  function report(answered: Result<Verdict, string>, askedUs: MonoUs): void {
    const error = answered.ok ? null : answered.error;
    const result: LaneReport['result'] = answered.ok ? 'accepted' : 'error';
    // As with lanes that send, one that keeps saying the same is heard once.
    if (lastReport === `${result} ${error}`) return;
    lastReport = `${result} ${error}`;
    tell({ kind: 'lane', id, lane: { lane: LANE, result, tookMs: elapsed(askedUs), error } });
  }

  function end(verdict: Verdict): void {
    const afterMs = elapsed(beganUs ?? clock.monoUs());
    close();
    parts.ended();
    if (verdict.kind === 'failed') tell({ kind: 'failed', id, failure: verdict.failure, afterMs });
    else {
      tell({ kind: 'confirmed', id, fill: verdict.fill, afterMs });
      tell({ kind: 'finalized', id });
    }
  }

  function overdue(): void {
    close();
    parts.ended();
    tell({ kind: 'unknown', id, why: 'deadline' });
    tell({ kind: 'expired', id, proof: NEVER_SENT });
  }

  function close(): void {
    closed.abort();
    cancelAsking?.();
    cancelDeadline?.();
  }

  return {
    signed,
    begin: () => {
      beganUs = clock.monoUs();
      cancelDeadline = clock.after(parts.tradeTimeoutMs(), overdue);
      void ask();
    },
    stop: () => {
      stopped = true;
      cancelAsking?.();
    },
    close,
  };
}

/**
 * Made up: an ed25519 signature ends in a scalar below 2^253, so that one whose last byte is 255 is nobody's and can be
 * taken for no transaction of the chain.
 */
export function madeUpSignature(randomBytes: (length: number) => Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(randomBytes(SIGNATURE_BYTES));
  bytes[SIGNATURE_BYTES - 1] = 0xff;
  return bytes;
}

import type { OrderId } from '../../shared/order.ts';
import { micros } from '../../shared/units.ts';
import type { ApprovedOrder } from '../core/risk/approved-order.ts';
import type { OrderExecutor, OrderOutcome } from '../engine/ports/order-executor.ts';
import { encodeSignature } from '../protocol/base58.ts';
import type { PaperParts } from './executor-parts.ts';
import { MAX_LIVE_ORDERS } from './make-executor.ts';
import { makeOrderBuilder } from './order-builder.ts';
import { madeUpSignature, makePaperOrder, NEVER_SENT, type PaperOrder } from './paper-order.ts';
import { makeRecentIds } from './recent-ids.ts';
import { makeOrderTips } from './tip-policy.ts';

/**
 * Trades on paper: builds each order as the live executor does, but has no key to sign with, and asks the chain what
 * would come of it instead of sending it. What it tells is what live would tell, in the same order; the fill says
 * whether it was simulated or is our own quote.
 */
export function makePaperExecutor(parts: PaperParts): OrderExecutor {
  const { clock } = parts;
  const prepare = makeOrderBuilder(parts, makeOrderTips(parts.tips ?? []), parts.payer);
  const orders = new Map<OrderId, PaperOrder>();
  const begun = new Set<OrderId>();
  const signedIds = makeRecentIds();
  let stopped = false;
  let closed = false;

  const tell = (outcome: OrderOutcome): void => {
    if (!closed) parts.tell(outcome);
  };

  function isStopped(id: OrderId): boolean {
    if (stopped || closed) tell({ kind: 'abandoned', id, why: 'trading was stopped' });
    return stopped || closed;
  }

  function forget(id: OrderId): void {
    orders.delete(id);
    begun.delete(id);
  }

  function execute(ticket: ApprovedOrder): void {
    const { id } = ticket;
    if (orders.has(id) || signedIds.has(id)) throw new Error(`order ${id} was signed before`);
    if (orders.size >= MAX_LIVE_ORDERS) throw new Error(`over ${MAX_LIVE_ORDERS} live orders`);
    if (isStopped(id)) return;
    const startUs = clock.monoUs();
    const prepared = prepare(ticket);
    if (!prepared.ok) return tell({ kind: 'abandoned', id, why: prepared.error });
    const built = prepared.value;
    const builtUs = clock.monoUs();
    tell({ kind: 'built', id, prepareUs: micros(builtUs - startUs) });

    // Whoever was told may have stopped everything.
    if (isStopped(id)) return;
    const signStartUs = clock.monoUs();
    signedIds.add(id);
    const { blockhash, lastValidBlockHeight } = built;
    const signature = encodeSignature(madeUpSignature(parts.randomBytes));
    const signed = { signature, blockhash, lastValidBlockHeight };
    const ended = (): void => forget(id);
    orders.set(id, makePaperOrder({ ...parts, tell, ticket, built, signed, ended }));
    tell({ kind: 'signed', id, signed, signUs: micros(clock.monoUs() - signStartUs) });
  }

  function send(id: OrderId): void {
    const order = orders.get(id);
    if (order === undefined) throw new Error(`order ${id} is not there to be sent`);
    if (begun.has(id)) throw new Error(`order ${id} was sent before`);
    if (stopped || closed) {
      forget(id);
      tell({ kind: 'unknown', id, why: 'not-sent' });
      tell({ kind: 'expired', id, proof: NEVER_SENT });
      return;
    }
    begun.add(id);
    order.begin();
  }

  return {
    execute,
    send,
    follow: ({ id }, signed) => {
      const known = orders.get(id);
      if (known !== undefined && known.signed.signature !== signed.signature)
        throw new Error(`order ${id} was signed twice`);
      // Asked already: its answer or its deadline ends it.
      if (begun.has(id)) return;
      signedIds.add(id);
      forget(id);
      // Of an earlier run, or kept from being asked: it is over. Which of the two ends it has is for the core to say,
      // which knows whether its fill was journaled, and takes only the word that fits.
      tell({ kind: 'finalized', id });
      tell({ kind: 'expired', id, proof: NEVER_SENT });
    },
    stop: () => {
      stopped = true;
      for (const order of orders.values()) order.stop();
    },
    resume: () => {
      // What was asked before the stop is not asked again: only new orders are.
      stopped = false;
    },
    close: async () => {
      closed = true;
      for (const order of orders.values()) order.close();
      orders.clear();
      begun.clear();
    },
  };
}

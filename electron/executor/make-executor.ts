import type { OrderId, OrderTicket, SignedOrder } from '../../shared/order.ts';
import { micros, millis, type Millis, type MonoUs } from '../../shared/units.ts';
import type { ApprovedOrder } from '../core/risk/approved-order.ts';
import type { OrderExecutor, OrderOutcome } from '../engine/ports/order-executor.ts';
import { encodeSignature } from '../protocol/base58.ts';
import { encodeTransaction } from '../protocol/transaction-wire.ts';
import { makeBroadcast, type Broadcast } from './broadcast.ts';
import type { ExecutorParts } from './executor-parts.ts';
import { makeOrderWatch, type OrderWatch } from './order-watch.ts';
import { makeOrderBuilder } from './order-builder.ts';
import { makeRecentIds } from './recent-ids.ts';
import { makeOrderTips } from './tip-policy.ts';
import { makeWatchRounds } from './watch-rounds.ts';

/** More than the settings allow at once (16), and those of earlier runs. */
export const MAX_LIVE_ORDERS = 64;

type LiveOrder = {
  readonly watch: OrderWatch;
  /** Null for an order of an earlier run: its bytes are not kept, and it is never sent. */
  readonly broadcast: Broadcast | null;
  sent: 'not-yet' | 'sent' | 'withheld';
  firstSentUs: MonoUs | null;
  cancelDeadline: (() => void) | null;
};

/** Builds, signs, sends and follows swaps; see `OrderExecutor` for what it promises. */
export function makeExecutor(parts: ExecutorParts): OrderExecutor {
  const { signer, clock, settlement, lanes } = parts;
  if (settlement.length === 0 || lanes.length === 0)
    throw new Error('an executor needs a lane and an endpoint');
  const tips = makeOrderTips(parts.tips ?? []);
  const prepare = makeOrderBuilder(parts, tips, signer.address);
  const orders = new Map<OrderId, LiveOrder>();
  const signedIds = makeRecentIds();
  let stopped = false;
  let closed = false;

  const tell = (outcome: OrderOutcome): void => {
    if (!closed) parts.tell(outcome);
  };
  const rounds = makeWatchRounds({
    settlement,
    clock,
    log: parts.log,
    watches: () => [...orders.values()].map(({ watch }) => watch),
  });
  rounds.start();

  function abandon(id: OrderId, why: string): void {
    tell({ kind: 'abandoned', id, why });
  }

  function isStopped(id: OrderId): boolean {
    if (stopped || closed) abandon(id, 'trading was stopped');
    return stopped || closed;
  }

  function execute(order: ApprovedOrder): void {
    const { id } = order;
    if (orders.has(id) || signedIds.has(id)) throw new Error(`order ${id} was signed before`);
    if (orders.size >= MAX_LIVE_ORDERS) throw new Error(`over ${MAX_LIVE_ORDERS} live orders`);
    if (isStopped(id)) return;
    const startUs = clock.monoUs();
    const prepared = prepare(order);
    if (!prepared.ok) return abandon(id, prepared.error);
    const { message, blockhash, lastValidBlockHeight } = prepared.value;
    const builtUs = clock.monoUs();
    tell({ kind: 'built', id, prepareUs: micros(builtUs - startUs) });

    // Whoever was told may have stopped everything.
    if (isStopped(id)) return;
    const signStartUs = clock.monoUs();
    signedIds.add(id);
    const signature = signer.sign(message);
    const bytes = encodeTransaction([signature], message);
    const signed = { signature: encodeSignature(signature), blockhash, lastValidBlockHeight };
    const transactionBase64 = Buffer.from(bytes).toString('base64');
    orders.set(id, track(order, signed, makeBroadcast({ id, transactionBase64, lanes, clock, tell })));
    tell({ kind: 'signed', id, signed, signUs: micros(clock.monoUs() - signStartUs) });
  }

  function track(ticket: OrderTicket, signed: SignedOrder, broadcast: Broadcast | null): LiveOrder {
    const order: LiveOrder = {
      broadcast,
      sent: 'not-yet',
      firstSentUs: null,
      cancelDeadline: null,
      watch: makeOrderWatch({
        ...parts,
        tell,
        ticket,
        signed,
        wallet: signer.address,
        tipAccounts: tips.accounts,
        elapsedMs: () => elapsed(order, ticket),
        moved: (stage) => {
          // A status says that it landed; only the transaction itself shows it. Until then it is sent on.
          if (stage === 'landing') return;
          order.broadcast?.stop();
          order.cancelDeadline?.();
          if (stage === 'final') orders.delete(ticket.id);
        },
      }),
    };
    return order;
  }

  // An order of an earlier run was sent some moments after it was reserved: the nearest that is known.
  function elapsed({ firstSentUs }: LiveOrder, ticket: OrderTicket): Millis {
    if (firstSentUs === null) return millis(Math.max(0, clock.nowMs() - ticket.reservedAtMs));
    return millis((clock.monoUs() - firstSentUs) / 1000);
  }

  function send(id: OrderId): void {
    const order = orders.get(id);
    if (order === undefined || order.broadcast === null)
      throw new Error(`order ${id} is not there to be sent`);
    if (order.sent !== 'not-yet') throw new Error(`order ${id} was sent before`);
    if (stopped || closed) {
      order.sent = 'withheld';
      order.watch.begin();
      tell({ kind: 'unknown', id, why: 'not-sent' });
      return;
    }
    order.sent = 'sent';
    order.firstSentUs = clock.monoUs();
    order.broadcast.start();
    order.watch.begin();
    const deadline = parts.tradeTimeoutMs();
    order.cancelDeadline = clock.after(deadline, () => order.watch.take({ kind: 'deadline' }));
  }

  return {
    execute,
    send,
    follow: (ticket, signed) => {
      const known = orders.get(ticket.id);
      if (known !== undefined) {
        if (known.watch.signed.signature !== signed.signature)
          throw new Error(`order ${ticket.id} was signed twice`);
        // One that was kept from being sent is not watched yet.
        known.watch.begin();
        return;
      }
      if (orders.size >= MAX_LIVE_ORDERS) throw new Error(`over ${MAX_LIVE_ORDERS} live orders`);
      signedIds.add(ticket.id);
      const order = track(ticket, signed, null);
      orders.set(ticket.id, order);
      order.watch.begin();
    },
    stop: () => {
      stopped = true;
      for (const { broadcast } of orders.values()) broadcast?.stop();
    },
    resume: () => {
      // What was sent before the stop is not taken up again: only new orders go out.
      stopped = false;
    },
    close: async () => {
      closed = true;
      rounds.stop();
      for (const { watch, broadcast, cancelDeadline } of orders.values()) {
        broadcast?.stop();
        watch.close();
        cancelDeadline?.();
      }
      orders.clear();
    },
  };
}

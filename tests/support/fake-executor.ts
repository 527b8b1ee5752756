import type { OrderExecutor, OrderOutcome, OutcomeSink } from '../../electron/engine/ports/order-executor.ts';
import type { OrderId, OrderTicket } from '../../shared/order.ts';
import { micros } from '../../shared/units.ts';
import { signedOf } from './pools.ts';

export type FakeExecutor = OrderExecutor & {
  readonly sent: readonly OrderId[];
  /** Tells an outcome as if the chain had answered. */
  tell(outcome: OrderOutcome): void;
  /** Replaces what `execute` tells; by itself it tells `built` and `signed`. */
  onExecute: ((order: OrderTicket, tell: OutcomeSink) => void) | null;
};

/** An executor that signs and sends at once, and throws where it is asked for what it must never be asked. */
export function fakeExecutor(trace: string[], sink: OutcomeSink): FakeExecutor {
  let stopped = true;
  const sent: OrderId[] = [];
  const signed = new Set<OrderId>();

  return {
    sent,
    onExecute: null,
    tell: sink,
    execute(order) {
      trace.push(`execute ${order.id}`);
      if (stopped) throw new Error(`order ${order.id} was executed while stopped`);
      signed.add(order.id);
      if (this.onExecute !== null) return this.onExecute(order, sink);
      sink({ kind: 'built', id: order.id, prepareUs: micros(3) });
      sink({ kind: 'signed', id: order.id, signed: signedOf(Number(order.id)), signUs: micros(5) });
    },
    send(id) {
      trace.push(`send ${id}`);
      if (stopped) throw new Error(`order ${id} was sent while stopped`);
      if (!signed.has(id) || sent.includes(id)) throw new Error(`order ${id} may not be sent`);
      sent.push(id);
      sink({ kind: 'sent', id, sends: 1 });
    },
    follow(ticket) {
      trace.push(`follow ${ticket.id}`);
    },
    stop() {
      trace.push('stop');
      stopped = true;
    },
    resume() {
      trace.push('resume');
      stopped = false;
    },
    close() {
      trace.push('close executor');
      return Promise.resolve();
    },
  };
}

import { describe, expect, it } from 'vitest';
import { emptyLedger } from '../../../electron/core/ledger.ts';
import { restore } from '../../../electron/engine/restore.ts';
import { isJournaled } from '../../../shared/events.ts';
import { orderId } from '../../../shared/order.ts';
import { emptyDesk } from '../../../shared/projection/apply-event.ts';
import { CoreDesk, DESK_SESSION } from '../../support/desk.ts';
import { engineWithFakes } from '../../support/fake-ports.ts';
import { fullListing, NOON, SETTINGS } from '../../support/pools.ts';

const EMPTY = { ledger: emptyLedger(SETTINGS, NOON), desk: emptyDesk(DESK_SESSION, SETTINGS, NOON) };

function busyDesk(): CoreDesk {
  const desk = new CoreDesk();
  for (const n of [1, 2, 3, 4]) desk.list(fullListing(n));
  desk.landed(1).notice(1, { kind: 'finalized' });
  desk.wait(1_234).sent(2);
  desk.notice(3, { kind: 'abandoned', why: 'x' });
  return desk;
}

describe('what is restored from the journal', () => {
  it('is the ledger, exactly', () => {
    const desk = busyDesk();
    expect(restore(desk.events.filter(isJournaled), EMPTY).ledger).toEqual(desk.state.ledger);
  });

  it('is the desk in all that outlives the process', () => {
    const desk = busyDesk();
    const restored = restore(desk.events.filter(isJournaled), EMPTY).desk;
    for (const part of [
      'trading',
      'settings',
      'cooldowns',
      'buysInHour',
      'day',
      'liveOrders',
      'positions',
    ] as const) {
      expect(restored[part]).toEqual(desk.desk[part]);
    }
    expect(restored.recentOrders).toEqual(desk.desk.recentOrders);
  });

  it('of nothing is the empty desk', () => {
    expect(restore([], EMPTY)).toEqual(EMPTY);
  });

  it('throws where the events contradict each other', () => {
    const built = { kind: 'order-built', atMs: NOON, id: orderId(9) } as const;
    expect(() => restore([built], EMPTY)).toThrow('order 9');
  });

  it('is where the next engine goes on: it follows what was sent and signs nothing anew', () => {
    const first = engineWithFakes();
    first.list(fullListing(1));
    const next = engineWithFakes({ journaled: first.journal.written });
    expect(next.engine.state.ledger.orders.get(orderId(1))?.status).toBe('unknown');
    expect(next.executor.sent).toEqual([]);
    next.list(fullListing(2));
    expect(next.executor.sent).toEqual(['2']);
  });
});

import { describe, expect, it } from 'vitest';
import { emptyLedger, type Ledger } from '../../../../electron/core/ledger.ts';
import { liveOrders, slotIsFree } from '../../../../electron/core/limits/slots.ts';
import type { OrderStatus } from '../../../../shared/order.ts';
import { orderId } from '../../../../shared/order.ts';
import { NOON, settingsWith, signedOf, ticketOf } from '../../../support/pools.ts';

function ledgerWith(statuses: readonly OrderStatus[], maxConcurrentTrades: number): Ledger {
  const orders = statuses.map((status, at) => {
    const side = at % 2 === 0 ? ('buy' as const) : ('sell' as const);
    return [
      orderId(at + 1),
      { ticket: ticketOf(at + 1, 1, { side }), status, signed: signedOf(at) },
    ] as const;
  });
  return { ...emptyLedger(settingsWith({ maxConcurrentTrades }), NOON), orders: new Map(orders) };
}

describe('order slots', () => {
  it('are taken by buys and sells from reservation on, those of unknown fate too', () => {
    const ledger = ledgerWith(['reserved', 'built', 'signed', 'sent', 'unknown'], 16);
    expect(liveOrders(ledger)).toBe(5);
  });

  it('are free again once an order is confirmed', () => {
    expect(liveOrders(ledgerWith(['confirmed', 'sent'], 16))).toBe(1);
  });

  it('are free up to the limit and not at it', () => {
    expect(slotIsFree(ledgerWith(['sent', 'unknown'], 3))).toBe(true);
    expect(slotIsFree(ledgerWith(['sent', 'unknown', 'reserved'], 3))).toBe(false);
  });

  it('are not free when the limit was lowered below what is under way', () => {
    expect(slotIsFree(ledgerWith(['sent', 'sent', 'sent'], 1))).toBe(false);
  });
});

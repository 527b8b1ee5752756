import { describe, expect, it } from 'vitest';
import { MAX_SETTLE_MS } from '../../../../electron/core/session.ts';
import { lamports, slot, type Lamports, type Slot } from '../../../../shared/units.ts';
import { CoreDesk, outcomeOf } from '../../../support/desk.ts';
import { fillOf, fullListing, sol } from '../../../support/pools.ts';

const TOOK = sol(0.102);
const bought = { slot: slot(100), walletLamports: lamports(-TOOK) };

const tell = (desk: CoreDesk, balance: Lamports, at?: Slot) =>
  desk.hear({
    kind: 'wallet-status',
    status: { address: 'wallet-1', lamports: balance, ...(at === undefined ? {} : { slot: at }) },
  });

/** A desk with 0.2 SOL that has just bought once: another buy would need a little over 0.1. */
function boughtOnce(): CoreDesk {
  const desk = new CoreDesk({ walletLamports: sol(0.2) });
  desk.list(fullListing(1));
  desk.landed(1, bought);
  return desk;
}

describe('a confirmed buy that the balance does not show yet', () => {
  it('still counts against it, by what it took', () => {
    expect(outcomeOf(boughtOnce().list(fullListing(2)))).toMatchObject({
      code: 'balance-too-low',
      haveLamports: sol(0.2) - TOOK,
    });
  });

  it('no longer counts once a balance of its slot or later was told', () => {
    for (const [at, isSettled] of [
      [99, false],
      [100, true],
      [101, true],
    ] as const) {
      const desk = boughtOnce();
      tell(desk, sol(0.2), slot(at));
      const decision = desk.list(fullListing(2));
      expect(decision.events.some(({ kind }) => kind === 'order-reserved')).toBe(isSettled);
    }
  });

  it('never counted when such a balance had been told before', () => {
    const desk = new CoreDesk({ walletLamports: sol(0.2) });
    desk.list(fullListing(1));
    tell(desk, sol(0.2), slot(100));
    desk.landed(1, fillOf(bought));
    expect(desk.state.session.unsettled.size).toBe(0);
  });

  it('is not settled by a balance of no known slot, but by time', () => {
    const desk = boughtOnce();
    tell(desk, sol(0.2));
    expect(outcomeOf(desk.list(fullListing(2))).code).toBe('balance-too-low');
    desk.wait(MAX_SETTLE_MS - 1);
    expect(outcomeOf(desk.list(fullListing(3))).code).toBe('balance-too-low');
    desk.wait(1);
    expect(desk.list(fullListing(4)).events).toMatchObject([{}, { kind: 'order-reserved' }]);
    desk.hear({ kind: 'cleanup' });
    expect(desk.state.session.unsettled.size).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { CoreDesk, effectsOf, kindsOf, outcomeOf } from '../../../support/desk.ts';
import { fullListing, MANUAL, NOON, poolAddress, settingsWith, sol } from '../../../support/pools.ts';

describe('a pool that waits for the trader', () => {
  it('is offered with its time, size, price and checks, and watched', () => {
    const desk = new CoreDesk({ settings: MANUAL });
    const decision = desk.list(fullListing(1));
    expect(kindsOf(decision)).toEqual(['pool-seen', 'offer-made']);
    expect(effectsOf(decision)).toEqual(['watch']);
    expect(desk.offer()).toMatchObject({
      id: 'offer-1',
      pool: poolAddress(1),
      symbol: 'TOK1',
      slot: 1_000,
      madeAtMs: NOON,
      expiresAtMs: NOON + 60_000,
      spendLamports: sol(0.1),
      revision: 0,
    });
    expect(desk.offer().checks).toHaveLength(3);
  });

  it('is not offered when as many as allowed wait already', () => {
    const desk = new CoreDesk({ settings: { ...MANUAL, maxPendingPools: 2 } });
    desk.list(fullListing(1));
    desk.list(fullListing(2));
    expect(outcomeOf(desk.list(fullListing(3)))).toEqual({ code: 'pending-full', limit: 2 });
    desk.command({ kind: 'skip', offer: desk.desk.offers[0]?.id ?? ('none' as never) });
    expect(kindsOf(desk.list(fullListing(4)))).toContain('offer-made');
  });

  it('has an id that no other had', () => {
    const desk = new CoreDesk({ settings: MANUAL });
    for (const n of [1, 2, 3]) {
      desk.list(fullListing(n));
      desk.command({ kind: 'skip', offer: desk.offer().id });
    }
    const ids = desk.events.flatMap((event) => (event.kind === 'offer-made' ? [event.offer.id] : []));
    expect(ids).toEqual(['offer-1', 'offer-2', 'offer-3']);
  });

  it('is one from the set size on, while smaller buys go out by themselves', () => {
    const settings = settingsWith({ approval: { mode: 'auto-below', autoBelowLamports: sol(0.1) } });
    expect(kindsOf(new CoreDesk({ settings }).list(fullListing(1)))).toContain('offer-made');
    const smaller = { ...settings, buyLamports: sol(0.09) };
    expect(kindsOf(new CoreDesk({ settings: smaller }).list(fullListing(1)))).toContain('order-reserved');
  });
});

describe('the limits, over several pools', () => {
  it('three go out at once and the fourth waits', () => {
    const desk = new CoreDesk();
    const kinds = [1, 2, 3, 4].map((n) => kindsOf(desk.list(fullListing(n)))[1]);
    expect(kinds).toEqual(['order-reserved', 'order-reserved', 'order-reserved', 'pool-queued']);
    expect([1, 2, 3].map((id) => desk.statusOf(id))).toEqual(['reserved', 'reserved', 'reserved']);
  });

  it('the hourly limit counts what was reserved, whatever became of it', () => {
    const desk = new CoreDesk({ settings: settingsWith({ maxTradesPerHour: 2 }) });
    for (const n of [1, 2]) {
      desk.list(fullListing(n));
      desk.notice(n, { kind: 'abandoned', why: 'no blockhash' });
    }
    expect(outcomeOf(desk.list(fullListing(3)))).toMatchObject({ code: 'hourly-limit', used: 2, limit: 2 });
    expect(outcomeOf(desk.wait(3_599_999).list(fullListing(3))).code).toBe('hourly-limit');
    expect(kindsOf(desk.wait(1).list(fullListing(3)))).toContain('order-reserved');
  });

  it('the cooldown counts from the reservation, not from the landing', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    desk.wait(100_000).landed(1);
    expect(outcomeOf(desk.wait(199_999).list(fullListing(1)))).toEqual({
      code: 'cooling-down',
      untilMs: NOON + 300_000,
    });
    expect(kindsOf(desk.wait(1).list(fullListing(1)))).toContain('order-reserved');
  });
});

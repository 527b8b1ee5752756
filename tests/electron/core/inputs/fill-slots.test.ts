import { describe, expect, it } from 'vitest';
import { MAX_QUEUED } from '../../../../electron/core/session.ts';
import { millis, slot } from '../../../../shared/units.ts';
import { CoreDesk, effectsOf, kindsOf, outcomeOf } from '../../../support/desk.ts';
import {
  fillOf,
  fullListing,
  MANUAL,
  poolAddress,
  reservesOf,
  settingsWith,
  sol,
} from '../../../support/pools.ts';

const ONE = settingsWith({ maxConcurrentTrades: 1, maxTradesPerHour: 100 });
const confirmed = { kind: 'confirmed', fill: fillOf(), afterMs: millis(1) } as const;

/** Order 1 holds the only slot. */
function busy(): CoreDesk {
  const desk = new CoreDesk({ settings: ONE });
  desk.list(fullListing(1));
  return desk;
}

const reservedIn = (decision: ReturnType<CoreDesk['tick']>) =>
  decision.events.flatMap((event) => (event.kind === 'order-reserved' ? [event.ticket] : []));

describe('the queue for a slot', () => {
  it('takes a sound pool, watches its price and says how deep it is', () => {
    const desk = busy();
    const decision = desk.list(fullListing(2));
    expect(kindsOf(decision)).toEqual(['pool-seen', 'pool-queued', 'queue-changed']);
    expect(decision.events.slice(1)).toMatchObject([{ depth: 1 }, { depth: 1 }]);
    expect(effectsOf(decision)).toEqual(['watch']);
  });

  it('is served first come, first served', () => {
    const desk = busy();
    desk.list(fullListing(3));
    desk.wait(10).list(fullListing(2));
    desk.sent(1);
    const [ticket, ...more] = reservedIn(desk.notice(1, confirmed));
    expect(ticket).toMatchObject({ id: '2', trigger: 'slot-freed', pool: { pool: poolAddress(3) } });
    expect(more).toEqual([]);
  });

  it('judges again at the price of the moment at which the slot came free', () => {
    const desk = busy();
    desk.list(fullListing(2));
    desk.hear({ kind: 'reserves', pool: poolAddress(2), reserves: reservesOf(sol(4)), slot: slot(9) });
    const decision = desk.sent(1).notice(1, confirmed);
    expect(reservedIn(decision)).toEqual([]);
    expect(desk.desk.outcomes).toEqual({ bought: 1, 'too-little-liquidity': 1 });
  });

  it('is full at its bound', () => {
    const desk = busy();
    for (let n = 0; n < MAX_QUEUED; n += 1) desk.list(fullListing(10 + n));
    expect(outcomeOf(desk.list(fullListing(50)))).toEqual({ code: 'queue-full', limit: MAX_QUEUED });
    expect(desk.desk.queued).toBe(MAX_QUEUED);
  });

  it('leaves an approved offer standing when it is full, and says so', () => {
    const desk = busy();
    for (let n = 0; n < MAX_QUEUED; n += 1) desk.list(fullListing(10 + n));
    desk.command({ kind: 'change-settings', settings: { ...ONE, approval: MANUAL.approval } });
    desk.list(fullListing(50));
    const { id, revision, now } = desk.offer();
    const reply = desk.command({ kind: 'approve', offer: id, revision, shownOut: now.expectedOut });
    expect(reply).toEqual({
      ok: false,
      problem: { code: 'refused', refusal: { code: 'queue-full', limit: MAX_QUEUED } },
    });
    expect(desk.offer().id).toBe(id);
  });

  it('takes an approved offer, which then ends as approved, and holds to what was approved', () => {
    const desk = busy();
    desk.command({ kind: 'change-settings', settings: { ...ONE, approval: MANUAL.approval } });
    desk.list(fullListing(2));
    const { id, revision, now } = desk.offer();
    expect(desk.command({ kind: 'approve', offer: id, revision, shownOut: now.expectedOut })).toEqual({
      ok: true,
    });
    expect(desk.desk.offers).toEqual([]);
    desk.hear({ kind: 'reserves', pool: poolAddress(2), reserves: reservesOf(sol(60)), slot: slot(9) });
    desk.sent(1).notice(1, confirmed);
    expect(desk.desk.outcomes).toEqual({ bought: 1, 'price-moved': 1 });
  });

  it('asks the trader for what waited, if he wants to be asked by now', () => {
    const desk = busy();
    desk.list(fullListing(2));
    desk.command({ kind: 'change-settings', settings: { ...ONE, approval: MANUAL.approval } });
    desk.sent(1).notice(1, confirmed);
    expect(desk.offer().pool).toBe(poolAddress(2));
    expect(desk.desk.queued).toBe(0);
  });

  it('moves as soon as more slots are allowed', () => {
    const desk = busy();
    desk.list(fullListing(2));
    desk.list(fullListing(3));
    const decision = desk.hear({
      kind: 'command',
      command: { kind: 'change-settings', settings: { ...ONE, maxConcurrentTrades: 2 } },
    });
    expect(reservedIn(decision).map(({ pool }) => pool.pool)).toEqual([poolAddress(2)]);
  });

  it('serves exits before buys', () => {
    const desk = busy();
    desk.landed(1);
    desk.hear({
      kind: 'reserves',
      pool: poolAddress(1),
      reserves: reservesOf(sol(50), 1_000_000_000n),
      slot: slot(9),
    });
    desk.list(fullListing(2));
    desk.list(fullListing(3));
    expect(desk.command({ kind: 'sell', pool: poolAddress(1) })).toEqual({ ok: true });
    expect(desk.desk.queued).toBe(2);
    desk.sent(2);
    const [ticket] = reservedIn(desk.notice(2, confirmed));
    expect(ticket).toMatchObject({ side: 'sell', trigger: 'sell-button', pool: { pool: poolAddress(1) } });
    expect(desk.desk.queued).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { MAX_QUEUE_WAIT_MS, MAX_READ_MS } from '../../../../electron/core/session.ts';
import { millis, slot } from '../../../../shared/units.ts';
import { CoreDesk, effectsOf, kindsOf, outcomeOf } from '../../../support/desk.ts';
import {
  bareListing,
  fullListing,
  MANUAL,
  poolAddress,
  reservesOf,
  settingsWith,
  sol,
} from '../../../support/pools.ts';

describe('as time passes', () => {
  it('an offer expires at the end of its time, not a millisecond before', () => {
    const desk = new CoreDesk({ settings: MANUAL });
    desk.list(fullListing(1));
    expect(kindsOf(desk.tick(59_999))).toEqual([]);
    const decision = desk.tick(1);
    expect(decision.events[0]).toMatchObject({ kind: 'offer-closed', how: 'expired' });
    expect(outcomeOf(decision)).toEqual({ code: 'offer-expired' });
  });

  it('a buy that waited too long for a slot is refused, with the time it waited', () => {
    const desk = new CoreDesk({ settings: settingsWith({ maxConcurrentTrades: 1 }) });
    desk.list(fullListing(1));
    desk.list(fullListing(2));
    expect(kindsOf(desk.tick(MAX_QUEUE_WAIT_MS - 1))).toEqual([]);
    const decision = desk.tick(1);
    expect(outcomeOf(decision)).toEqual({ code: 'waited-too-long', waitedMs: MAX_QUEUE_WAIT_MS });
    expect(effectsOf(decision)).toEqual(['unwatch']);
    expect(desk.desk.queued).toBe(0);
  });

  it('a read without an answer is given up and cancelled', () => {
    const desk = new CoreDesk();
    desk.list(bareListing(1));
    expect(kindsOf(desk.tick(MAX_READ_MS - 1))).toEqual([]);
    const decision = desk.tick(1);
    expect(outcomeOf(decision)).toEqual({ code: 'facts-unavailable', detail: 'no answer in 5 s' });
    expect(decision.effects).toEqual([{ kind: 'cancel-read', pool: poolAddress(1) }]);
  });

  it('an order is never given up here', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    expect(kindsOf(desk.tick(86_400_000))).toEqual([]);
    expect(desk.statusOf(1)).toBe('reserved');
  });

  it('what was held long enough is sold, once its price is known', () => {
    const exit = { takeProfitBps: null, stopLossBps: null, maxHoldMs: millis(10_000) };
    const desk = new CoreDesk({ settings: settingsWith({ exit }) });
    desk.list(fullListing(1));
    desk.landed(1).notice(1, { kind: 'finalized' });
    expect(kindsOf(desk.tick(10_000))).toEqual([]);
    const reserves = reservesOf(sol(50), 1_000_000_000n);
    const decision = desk.hear({ kind: 'reserves', pool: poolAddress(1), reserves, slot: slot(9) });
    expect(kindsOf(decision)).toEqual(['position-marked', 'order-reserved']);
  });
});

describe('a cleanup', () => {
  it('forgets which exits failed once they may be tried again, and changes nothing else', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    desk.landed(1).notice(1, { kind: 'finalized' });
    const reserves = reservesOf(sol(50), 1_000_000_000n);
    desk.hear({ kind: 'reserves', pool: poolAddress(1), reserves, slot: slot(9) });
    desk.command({ kind: 'sell', pool: poolAddress(1) });
    desk.sent(2).notice(2, { kind: 'expired', proof: 'x' });
    const { session } = desk.state;
    expect(desk.wait(1_999).hear({ kind: 'cleanup' }).state.session).toEqual(session);
    const { state, events, effects } = desk.wait(1).hear({ kind: 'cleanup' });
    expect(state.session).toEqual({ ...session, exitRetryAt: new Map() });
    expect([events, effects]).toEqual([[], []]);
  });
});

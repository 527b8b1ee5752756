import { describe, expect, it } from 'vitest';
import { CoreDesk, effectsOf, kindsOf } from '../../../support/desk.ts';
import {
  bareListing,
  fullListing,
  MANUAL,
  poolAddress,
  settingsWith,
  sol,
  reservesOf,
} from '../../../support/pools.ts';
import { slot } from '../../../../shared/units.ts';

const KILL = { kind: 'command', command: { kind: 'kill', by: 'button' } } as const;

describe('a kill', () => {
  it('stops the executor first of all, and latches', () => {
    const desk = new CoreDesk();
    const decision = desk.hear(KILL);
    expect(decision.reply).toEqual({ ok: true });
    expect(effectsOf(decision)).toEqual(['stop-executor']);
    expect(desk.desk.trading).toMatchObject({ state: 'halted', cause: { code: 'killed', by: 'button' } });
  });

  it('drops what is read, offered and queued, each as killed, and leaves what was ordered', () => {
    const desk = new CoreDesk({ settings: settingsWith({ maxConcurrentTrades: 1 }) });
    desk.list(fullListing(1));
    desk.list(bareListing(2));
    desk.list(fullListing(3));
    desk.command({ kind: 'change-settings', settings: { ...MANUAL, maxConcurrentTrades: 1 } });
    desk.list(fullListing(4));
    const decision = desk.hear(KILL);
    expect(kindsOf(decision)).toEqual([
      'trading-changed',
      'pool-closed',
      'pool-closed',
      'offer-closed',
      'pool-closed',
      'queue-changed',
    ]);
    expect(desk.desk.outcomes).toEqual({ killed: 3 });
    expect(effectsOf(decision)).toEqual(['stop-executor', 'cancel-read', 'unwatch', 'unwatch']);
    expect(desk.state.session.open.get(poolAddress(1))?.stage).toBe('ordered');
    expect(desk.desk.queued).toBe(0);
  });

  it('drops sells that wait for a slot', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    desk.landed(1);
    desk.hear({
      kind: 'reserves',
      pool: poolAddress(1),
      reserves: reservesOf(sol(50), 1_000_000_000n),
      slot: slot(9),
    });
    for (const n of [2, 3, 4]) desk.list(fullListing(n));
    desk.command({ kind: 'sell', pool: poolAddress(1) });
    desk.hear(KILL);
    expect(desk.state.session.exits).toEqual([]);
    desk.notice(2, { kind: 'abandoned', why: 'stopped' });
    expect(desk.statusOf(5)).toBe('gone');
  });

  it('leaves what was sent under watch to its end', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    desk.sent(1).hear(KILL);
    expect(desk.statusOf(1)).toBe('sent');
    desk.notice(1, { kind: 'expired', proof: 'x' });
    expect(desk.desk.outcomes).toEqual({ 'order-expired': 1 });
  });

  it('pressed again stops the executor again and tells nothing new', () => {
    const desk = new CoreDesk();
    desk.hear(KILL);
    const since = desk.desk.trading.sinceMs;
    const again = desk.wait(5).hear(KILL);
    expect(again.events).toEqual([]);
    expect(effectsOf(again)).toEqual(['stop-executor']);
    expect(desk.desk.trading.sinceMs).toBe(since);
  });

  it('refuses every pool from then on', () => {
    const desk = new CoreDesk();
    desk.hear(KILL);
    desk.list(fullListing(1));
    desk.list(bareListing(2));
    expect(desk.desk.outcomes).toEqual({ halted: 2 });
  });
});

describe('a halt by a fault', () => {
  it.each(['journal-failed', 'invariant-broken'] as const)(
    'of %s drops what waits, with the cause',
    (kind) => {
      const desk = new CoreDesk({ settings: MANUAL });
      desk.list(fullListing(1));
      const decision = desk.hear({ kind, message: 'disk full' });
      expect(effectsOf(decision)[0]).toBe('stop-executor');
      expect(desk.desk.trading.cause).toEqual({ code: kind, message: 'disk full' });
      expect(desk.desk.outcomes).toEqual({ halted: 1 });
    },
  );

  it('does not replace a kill, and a kill replaces it', () => {
    const desk = new CoreDesk();
    desk.hear({ kind: 'journal-failed', message: 'disk full' });
    desk.hear(KILL);
    expect(desk.desk.trading.cause).toEqual({ code: 'killed', by: 'button' });
    expect(kindsOf(desk.hear({ kind: 'invariant-broken', message: 'x' }))).toEqual([]);
    expect(desk.desk.trading.cause).toEqual({ code: 'killed', by: 'button' });
  });
});

import { describe, expect, it } from 'vitest';
import type { START } from '../../../support/desk.ts';
import { CoreDesk, effectsOf, kindsOf } from '../../../support/desk.ts';
import { fullListing, NOON, poolAddress, signedOf } from '../../../support/pools.ts';

const eventsSince = (desk: CoreDesk, count: number) => desk.events.slice(count).map((event) => event.kind);
const effectsSince = (desk: CoreDesk, count: number) =>
  desk.effects.slice(count).map((effect) => effect.kind);

function restarted(desk: CoreDesk, start: Partial<typeof START> = {}) {
  const [events, effects] = [desk.events.length, desk.effects.length];
  desk.restart(start);
  return { events: eventsSince(desk, events), effects: effectsSince(desk, effects) };
}

describe('the first start', () => {
  it('arms where it is told to', () => {
    const desk = new CoreDesk();
    expect(eventsSince(desk, 0)).toEqual(['session-started', 'trading-changed', 'wallet-status']);
    expect(effectsSince(desk, 0)).toEqual(['resume-executor']);
    expect(desk.desk.trading).toEqual({ state: 'armed', sinceMs: NOON, cause: null });
  });

  it('halts else, and stops the executor', () => {
    const desk = new CoreDesk({ start: { armAtStart: false } });
    expect(desk.desk.trading).toMatchObject({ state: 'halted', cause: { code: 'not-armed-yet' } });
    expect(effectsSince(desk, 0)).toEqual(['stop-executor']);
  });
});

describe('a restart', () => {
  it('that may arm goes on where it was armed, and tells the new executor to go', () => {
    const { events, effects } = restarted(new CoreDesk());
    expect(events).toEqual(['session-started', 'wallet-status']);
    expect(effects).toEqual(['resume-executor']);
  });

  it('that may not arm halts what was armed or selling only', () => {
    for (const before of ['arm', 'reduce'] as const) {
      const desk = new CoreDesk();
      desk.command({ kind: before });
      expect(restarted(desk, { armAtStart: false }).effects).toEqual(['stop-executor']);
      expect(desk.desk.trading).toMatchObject({ state: 'halted', cause: { code: 'not-armed-yet' } });
    }
  });

  it('does not undo a kill, however often it is tried', () => {
    const desk = new CoreDesk();
    desk.command({ kind: 'kill', by: 'shortcut' });
    for (let run = 0; run < 3; run += 1) {
      expect(restarted(desk).effects).toEqual(['stop-executor']);
      expect(desk.desk.trading).toMatchObject({ state: 'halted', cause: { code: 'killed', by: 'shortcut' } });
    }
  });

  it.each(['journal-failed', 'invariant-broken'] as const)('after %s waits for the trader', (kind) => {
    const desk = new CoreDesk();
    desk.hear({ kind, message: 'made up' });
    restarted(desk);
    expect(desk.desk.trading).toMatchObject({ state: 'halted', cause: { code: 'not-armed-yet' } });
    expect(desk.command({ kind: 'arm' })).toEqual({ ok: true });
  });

  it('brings back the cooldown and the place in the hour', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    const { buys, cooldowns } = desk.state.ledger;
    desk.wait(1_000).restart();
    expect(desk.state.ledger.buys).toEqual(buys);
    expect(desk.state.ledger.cooldowns).toEqual(cooldowns);
    expect(desk.desk.buysInHour).toEqual([NOON]);
  });

  it('gives up what was not signed, frees its slot and its spend', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    desk.list(fullListing(2));
    desk.notice(2, { kind: 'built' });
    expect(restarted(desk).events.slice(0, 3)).toEqual([
      'session-started',
      'order-abandoned',
      'order-abandoned',
    ]);
    expect(desk.state.ledger.orders.size).toBe(0);
    expect(desk.desk.day.spentLamports).toBe(0n);
  });

  it('watches what was signed and never sends it again', () => {
    const desk = new CoreDesk();
    for (const n of [1, 2, 3]) desk.list(fullListing(n));
    desk.notice(1, { kind: 'built' });
    desk.notice(1, { kind: 'signed', signed: signedOf(1) });
    desk.sent(2);
    desk.sent(3).notice(3, { kind: 'unknown', why: 'deadline' });
    const { effects } = restarted(desk);
    expect(effects).toEqual(['follow', 'follow', 'follow', 'resume-executor']);
    expect([1, 2, 3].map((id) => desk.statusOf(id))).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('follows what was confirmed to its final word', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    desk.landed(1);
    expect(restarted(desk).effects).toEqual(['follow', 'watch', 'resume-executor']);
    expect(desk.statusOf(1)).toBe('confirmed');
    expect(kindsOf(desk.notice(1, { kind: 'finalized' }))).toEqual(['order-finalized']);
  });

  it('twice in a row changes nothing more than once', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    desk.sent(1).restart();
    const { ledger } = desk.state;
    expect(restarted(desk).events).toEqual(['session-started', 'wallet-status']);
    expect(desk.state.ledger).toEqual(ledger);
  });

  it('on another chain drops the orders and positions of the old one, and says so', () => {
    const desk = new CoreDesk();
    desk.list(fullListing(1));
    desk.list(fullListing(2));
    desk.landed(1);
    const { events, effects } = restarted(desk, { genesis: 'genesis-2' });
    expect(events.slice(0, 2)).toEqual(['chain-replaced', 'session-started']);
    expect(desk.events.find(({ kind }) => kind === 'chain-replaced')).toMatchObject({
      positions: 1,
      orders: 2,
    });
    expect(effects).toEqual(['resume-executor']);
    expect(desk.desk.positions).toEqual([]);
    expect(desk.state.ledger.holdings.has(poolAddress(1))).toBe(false);
    expect(effectsOf(desk.tick())).toEqual([]);
  });

  it('on another chain with nothing at stake says nothing', () => {
    expect(restarted(new CoreDesk(), { genesis: 'genesis-2' }).events[0]).toBe('session-started');
  });
});

import { describe, expect, it } from 'vitest';
import { CoreDesk, effectsOf, kindsOf } from '../../../support/desk.ts';
import { bareListing, fullListing, MANUAL } from '../../../support/pools.ts';

const ARM = { kind: 'command', command: { kind: 'arm' } } as const;
const REDUCE = { kind: 'command', command: { kind: 'reduce' } } as const;

describe('arming', () => {
  it('ends a kill and lets the executor go', () => {
    const desk = new CoreDesk();
    desk.command({ kind: 'kill', by: 'tray' });
    const decision = desk.wait(7).hear(ARM);
    expect(kindsOf(decision)).toEqual(['trading-changed']);
    expect(effectsOf(decision)).toEqual(['resume-executor']);
    expect(desk.desk.trading).toEqual({ state: 'armed', sinceMs: desk.nowMs, cause: null });
  });

  it('an armed desk does nothing', () => {
    expect(new CoreDesk().hear(ARM)).toMatchObject({ events: [], effects: [], reply: { ok: true } });
  });

  it('is declined after the journal failed, with its words, until the next start', () => {
    const desk = new CoreDesk();
    desk.hear({ kind: 'journal-failed', message: 'disk full' });
    const declined = { ok: false, problem: { code: 'journal-failed', message: 'disk full' } };
    expect(desk.command({ kind: 'arm' })).toEqual(declined);
    expect(desk.command({ kind: 'reduce' })).toEqual(declined);
    desk.restart();
    expect(desk.command({ kind: 'arm' })).toEqual({ ok: true });
  });

  it('is declined after a rule was broken, until the next start', () => {
    const desk = new CoreDesk();
    desk.hear({ kind: 'invariant-broken', message: 'x' });
    expect(desk.command({ kind: 'arm' })).toEqual({ ok: false, problem: { code: 'halted' } });
    expect(desk.effects.at(-1)?.kind).toBe('stop-executor');
  });

  it.each(['journal-failed', 'invariant-broken'] as const)(
    'after %s is not had by way of a kill either',
    (kind) => {
      for (const killFirst of [true, false]) {
        const desk = new CoreDesk();
        if (killFirst) desk.command({ kind: 'kill', by: 'button' });
        desk.hear({ kind, message: 'x' });
        if (!killFirst) desk.command({ kind: 'kill', by: 'button' });
        expect(desk.command({ kind: 'arm' }).ok).toBe(false);
        expect(desk.command({ kind: 'reduce' }).ok).toBe(false);
        expect(desk.desk.trading.state).toBe('halted');
      }
    },
  );
});

describe('selling only', () => {
  it('drops what waits to be bought, with its reason', () => {
    const desk = new CoreDesk({ settings: MANUAL });
    desk.list(fullListing(1));
    desk.list(bareListing(2));
    const decision = desk.hear(REDUCE);
    expect(decision.reply).toEqual({ ok: true });
    expect(desk.desk.outcomes).toEqual({ reducing: 2 });
    expect(desk.desk.trading.state).toBe('reducing');
  });

  it('buys nothing', () => {
    const desk = new CoreDesk();
    desk.hear(REDUCE);
    desk.list(fullListing(1));
    expect(desk.desk.outcomes).toEqual({ reducing: 1 });
  });

  it('lets a stopped executor go, for the sells', () => {
    const desk = new CoreDesk();
    desk.command({ kind: 'kill', by: 'tray' });
    expect(effectsOf(desk.hear(REDUCE))).toEqual(['resume-executor']);
  });
});

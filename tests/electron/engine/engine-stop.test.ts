import { describe, expect, it } from 'vitest';
import { decide } from '../../../electron/core/decide.ts';
import { orderId } from '../../../shared/order.ts';
import { micros, millis } from '../../../shared/units.ts';
import { engineWithFakes } from '../../support/fake-ports.ts';
import { fillOf, fullListing, MANUAL, poolAddress, signedOf } from '../../support/pools.ts';

const KILL = { kind: 'kill', by: 'button' } as const;
const id = orderId(1);
const halted = { state: 'halted' };

describe('a kill', () => {
  it('stops the executor before anything else and is on the disk before it is answered', () => {
    const { engine, trace } = engineWithFakes();
    expect(engine.command(KILL)).toEqual({ ok: true });
    expect(trace).toEqual(['stop', 'journal trading-changed, forced', 'stop', 'tell trading-changed']);
  });

  it('is not said to be done when it could not be written, and stops all the same', () => {
    const { engine, journal, trace, list } = engineWithFakes();
    journal.failWhen = () => true;
    expect(engine.command(KILL)).toEqual({
      ok: false,
      problem: { code: 'journal-failed', message: 'disk-full: no space left' },
    });
    expect(trace[0]).toBe('stop');
    expect(engine.state.ledger.trading).toMatchObject(halted);
    list(fullListing(1));
    expect(engine.command({ kind: 'arm' }).ok).toBe(false);
  });

  it('between the signature and the send keeps the order from being sent', () => {
    const { engine, executor, trace, list } = engineWithFakes();
    executor.onExecute = (order, tell) => {
      tell({ kind: 'built', id: order.id, prepareUs: micros(1) });
      engine.command(KILL);
      tell({ kind: 'signed', id: order.id, signed: signedOf(1), signUs: micros(1) });
    };
    list(fullListing(1));
    expect(executor.sent).toEqual([]);
    expect(trace).toContain('journal order-unknown');
    expect(trace.at(-1)).toBe('tell order-unknown');
  });

  it('from within a decision is said to be done, and is decided next', () => {
    const { engine, executor, list } = engineWithFakes();
    const replies: unknown[] = [];
    executor.onExecute = () => {
      replies.push(engine.command(KILL));
    };
    list(fullListing(1));
    expect(replies).toEqual([{ ok: true }]);
    expect(engine.state.ledger.trading).toMatchObject(halted);
  });

  it('is the only command that is taken from within a decision: another is declined, and not done later', () => {
    const { engine, executor, list } = engineWithFakes();
    const replies: unknown[] = [];
    executor.onExecute = () => {
      replies.push(engine.command({ kind: 'change-settings', settings: MANUAL }));
    };
    list(fullListing(1));
    expect(replies).toEqual([{ ok: false, problem: { code: 'not-running' } }]);
    expect(engine.state.ledger.settings).not.toEqual(MANUAL);
  });

  it('lets nothing be signed or sent until it is armed again', () => {
    const { engine, executor, list } = engineWithFakes();
    engine.command(KILL);
    list(fullListing(1));
    engine.command({ kind: 'change-settings', settings: MANUAL });
    list(fullListing(2));
    expect(executor.sent).toEqual([]);
    engine.command({ kind: 'arm' });
    engine.command({
      kind: 'change-settings',
      settings: { ...MANUAL, approval: { ...MANUAL.approval, mode: 'auto' } },
    });
    list(fullListing(3));
    expect(executor.sent).toEqual(['1']);
  });
});

describe('a journal that fails', () => {
  it.each(['order-reserved', 'order-built', 'order-signed'] as const)(
    'at %s halts, stops the executor and sends nothing',
    (kind) => {
      const { engine, executor, journal, trace, log, list } = engineWithFakes();
      journal.failWhen = (event) => event.kind === kind;
      list(fullListing(1));
      expect(executor.sent).toEqual([]);
      expect(trace).toContain('stop');
      expect(engine.state.ledger.trading).toMatchObject({
        ...halted,
        cause: { code: 'journal-failed', message: 'disk-full: no space left' },
      });
      expect(log.errors).toEqual(['journal-failed: disk-full: no space left']);
    },
  );

  it('is not written to again, also when it could be: what is missing would contradict the rest', () => {
    const { engine, executor, journal, list } = engineWithFakes();
    list(fullListing(1));
    journal.failWhen = (event) => event.kind === 'order-confirmed';
    executor.tell({ kind: 'confirmed', id, fill: fillOf(), afterMs: millis(1) });
    journal.failWhen = null;
    const { length } = journal.written;
    executor.tell({ kind: 'finalized', id });
    engine.command(KILL);
    expect(journal.written).toHaveLength(length);
  });

  it('of the reservation leaves nothing executed', () => {
    const { journal, trace, list } = engineWithFakes();
    journal.failWhen = () => true;
    list(fullListing(1));
    const asked = trace.filter((line) => !line.startsWith('tell'));
    expect([asked[0], ...new Set(asked.slice(1))]).toEqual(['not journaled: order-reserved', 'stop']);
  });

  it('still lets what ends things end them', () => {
    const { engine, executor, journal, chain, list } = engineWithFakes();
    list(fullListing(1));
    journal.failWhen = () => true;
    executor.tell({ kind: 'expired', id, proof: 'x' });
    expect(chain.watched.has(poolAddress(1))).toBe(false);
    expect(engine.state.session.open.size).toBe(0);
  });

  it('is logged once, and forbids arming in this run', () => {
    const { engine, journal, log } = engineWithFakes();
    journal.failWhen = () => true;
    engine.command({ kind: 'reduce' });
    engine.command(KILL);
    engine.command({ kind: 'change-settings', settings: MANUAL });
    expect(log.errors).toHaveLength(1);
    journal.failWhen = null;
    expect(engine.command({ kind: 'arm' })).toMatchObject({ problem: { code: 'journal-failed' } });
  });

  it('does not keep from skipping what is not journaled', () => {
    const { engine, journal, replica, list } = engineWithFakes({ settings: MANUAL });
    list(fullListing(1));
    journal.failWhen = () => true;
    const [offer] = replica.desk.offers;
    expect(offer && engine.command({ kind: 'skip', offer: offer.id })).toEqual({ ok: true });
  });
});

describe('a broken rule', () => {
  it('in deciding halts with its message, stops the executor and leaves the state as it was', () => {
    const { engine, trace, log, replica } = engineWithFakes();
    const before = engine.state;
    engine.hear({ kind: 'command', command: { kind: 'dance' } as never });
    expect(trace).toEqual(['stop', 'journal trading-changed, forced', 'stop', 'tell trading-changed']);
    expect(log.errors).toEqual(['invariant-broken: unexpected command: {"kind":"dance"}']);
    expect(replica.desk.trading).toMatchObject({
      ...halted,
      cause: { code: 'invariant-broken', message: 'unexpected command: {"kind":"dance"}' },
    });
    const halting = { kind: 'invariant-broken', message: 'unexpected command: {"kind":"dance"}' } as const;
    expect(engine.state).toEqual(decide(before, halting, before.ledger.lastMs).state);
  });

  it('in an effect does the same, before anything that waits is decided', () => {
    const { executor, engine, log, list } = engineWithFakes();
    executor.onExecute = (order, tell) => {
      tell({ kind: 'built', id: order.id, prepareUs: micros(1) });
      tell({ kind: 'signed', id: order.id, signed: signedOf(1), signUs: micros(1) });
      throw new Error('no template for this pool');
    };
    list(fullListing(1));
    expect(log.errors).toEqual(['invariant-broken: no template for this pool']);
    expect(executor.sent).toEqual([]);
    expect(engine.state.ledger.orders.get(id)?.status).toBe('unknown');
  });

  it('in a listener does the same, and the others hear of it', () => {
    const { engine, replica, executor, log, told } = engineWithFakes();
    replica.listen((event) => {
      if (event.kind === 'notice') throw new Error('the window is gone');
    });
    engine.hear({ kind: 'told', level: 'info', text: 'x' });
    expect(log.errors).toEqual(['invariant-broken: the window is gone']);
    expect(told.map(({ kind }) => kind)).toEqual(['notice', 'trading-changed']);
    expect(executor.sent).toEqual([]);
  });

  it('is told once, and each stops the executor', () => {
    const { engine, trace, log } = engineWithFakes();
    for (let n = 0; n < 3; n += 1) engine.hear({ kind: 'command', command: { kind: 'dance' } as never });
    expect(log.errors).toHaveLength(3);
    expect(trace.filter((line) => line.startsWith('tell'))).toEqual(['tell trading-changed']);
    expect(trace.filter((line) => line === 'stop')).toHaveLength(4);
    expect(engine.command({ kind: 'arm' })).toEqual({ ok: false, problem: { code: 'halted' } });
  });

  it('is inputs that breed without end, whose rest is dropped', () => {
    const { engine, executor, log, list } = engineWithFakes();
    executor.onExecute = (order, tell) => {
      for (let n = 0; n < 10_001; n += 1) tell({ kind: 'built', id: order.id, prepareUs: micros(1) });
    };
    list(fullListing(1));
    expect(log.errors).toEqual(['invariant-broken: 10000 inputs wait']);
    expect(engine.state.ledger.trading).toMatchObject(halted);
    expect(engine.state.ledger.orders.get(id)?.status).toBe('reserved');
  });
});

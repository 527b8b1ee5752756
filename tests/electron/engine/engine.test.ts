import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../electron/engine/ports/clock.ts';
import { orderId, totalUs } from '../../../shared/order.ts';
import { millis, monoUs, slot, unixMs } from '../../../shared/units.ts';
import { engineWithFakes } from '../../support/fake-ports.ts';
import { manualClock } from '../../support/manual-clock.ts';
import {
  bareListing,
  factsOf,
  failureOf,
  fillOf,
  fullListing,
  MANUAL,
  NOON,
  poolAddress,
  reservesOf,
  sol,
} from '../../support/pools.ts';

const id = orderId(1);
const confirmed = { kind: 'confirmed', id, fill: fillOf(), afterMs: millis(800) } as const;
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('an order', () => {
  it('is reserved, built and signed in the journal before it is sent, and told only after that', () => {
    const { trace, list } = engineWithFakes();
    list(fullListing(1));
    expect(trace).toEqual([
      'journal order-reserved',
      'execute 1',
      'watch Pool1',
      'journal order-built',
      'journal order-signed',
      'send 1',
      'journal order-sent',
      'tell pool-seen',
      'tell order-reserved',
      'tell order-built',
      'tell order-signed',
      'tell order-sent',
    ]);
  });

  it('of a pool that was waited for goes out with the chain’s clock, and its stages count from there', () => {
    const { engine, executor, manual, told, list } = engineWithFakes();
    const opensAtMs = unixMs(NOON + 2_000);
    engine.hear({ kind: 'chain-time', slot: slot(1), unixS: NOON / 1_000 });
    list(fullListing(1, { detail: { opensAtMs } }));
    manual.advance(2_000);
    engine.hear({ kind: 'chain-time', slot: slot(4), unixS: NOON / 1_000 + 1 });
    expect(executor.sent).toEqual([]);
    engine.hear({ kind: 'chain-time', slot: slot(5), unixS: NOON / 1_000 + 2 });
    expect(executor.sent).toEqual(['1']);
    const sent = told.find(({ kind }) => kind === 'order-sent');
    if (sent?.kind !== 'order-sent') throw new Error('nothing was sent');
    expect(totalUs(sent.stages)).toBeLessThan(1_000_000);
  });

  it('that landed is recorded as the desk shows it then', () => {
    const { trades, executor, trace, list } = engineWithFakes();
    list(fullListing(1));
    trace.length = 0;
    executor.tell(confirmed);
    expect(trace).toEqual([
      'journal order-confirmed',
      'journal position-changed',
      'tell order-confirmed',
      'tell position-changed',
      'tell pool-closed',
      'record 1',
    ]);
    expect(trades).toMatchObject([{ id: '1', status: 'confirmed', fill: fillOf(), signature: 'Signature1' }]);
  });

  it('that failed or expired is recorded in its final form', () => {
    const { trades, executor, list } = engineWithFakes();
    list(fullListing(1));
    list(fullListing(2));
    executor.tell({ kind: 'failed', id, failure: failureOf(), afterMs: millis(1) });
    executor.tell({ kind: 'expired', id: orderId(2), proof: 'x' });
    expect(trades).toMatchObject([
      { id: '1', status: 'failed-onchain', failure: failureOf() },
      { id: '2', status: 'expired', note: 'x' },
    ]);
  });

  it('has stage times that add up exactly to the time from the first byte to the last send', () => {
    const manual = manualClock(NOON);
    let us = 1_000;
    const clock: Clock = { ...manual, monoUs: () => monoUs((us += 7)) };
    const { engine, replica } = engineWithFakes({ clock });
    const receivedUs = clock.monoUs();
    const decodedUs = clock.monoUs();
    engine.listed(fullListing(1), receivedUs, decodedUs);
    const { stages } = replica.desk.liveOrders[id] ?? {};
    if (stages === null || stages === undefined) throw new Error('no stage times');
    expect(stages).toMatchObject({ decodeUs: 7, prepareUs: 3, signUs: 5 });
    // The clock stepped for: decided, built, signed (each heard and decided), and sent last.
    const sentUs = receivedUs + totalUs(stages);
    expect((sentUs - receivedUs) % 7).toBe(0);
    expect(stages.sendUs).toBe(sentUs - receivedUs - 7 - stages.judgeUs - 3 - 5);
    expect(sentUs).toBeLessThan(us);
    expect(us - sentUs).toBeLessThan(7 * 4);
  });

  it('of a pool that was read first is timed from the listing, the read included', async () => {
    const { engine, chain, replica, manual } = engineWithFakes();
    engine.listed(bareListing(1), monoUs(0), monoUs(0));
    manual.advance(30);
    chain.reads[0]?.answer({ ok: true, value: factsOf(1) });
    await settled();
    expect(replica.desk.liveOrders[id]?.stages).toMatchObject({ decodeUs: 0, judgeUs: 30_000 });
  });
});

describe('the inbox', () => {
  it('decides what an effect brings about after the input that it came of, in order', () => {
    const { engine, chain, trace, replica } = engineWithFakes({ settings: MANUAL });
    chain.known = { reserves: reservesOf(sol(60)), slot: slot(5) };
    engine.listed(fullListing(1), monoUs(0), monoUs(0));
    expect(trace).toEqual(['watch Pool1', 'tell pool-seen', 'tell offer-made', 'tell offer-requoted']);
    expect(replica.desk.offers[0]?.now.solReserve).toBe(sol(60));
  });

  it('tells every listener the same events in the same order, whatever a listener brings about', () => {
    const { engine, replica } = engineWithFakes();
    const heard: string[] = [];
    replica.listen((event, sequence) => {
      if (event.kind === 'notice' && event.text === 'first') {
        engine.hear({ kind: 'told', level: 'info', text: 'second' });
      }
      heard.push(`a ${sequence}`);
    });
    replica.listen((_event, sequence) => heard.push(`b ${sequence}`));
    const { sequence } = replica;
    engine.hear({ kind: 'told', level: 'info', text: 'first' });
    expect(heard).toEqual([
      `a ${sequence + 1}`,
      `b ${sequence + 1}`,
      `a ${sequence + 2}`,
      `b ${sequence + 2}`,
    ]);
  });

  it('stamps what was judged at once with the time that it took, and nothing else', async () => {
    const { engine, chain, told } = engineWithFakes();
    engine.listed(fullListing(1, { lpBurnedBps: null }), monoUs(-250), monoUs(-240));
    engine.listed(bareListing(2), monoUs(0), monoUs(0));
    chain.reads[0]?.answer({ ok: false, error: { code: 'not-found', detail: 'no such account' } });
    await settled();
    const closed = told.filter((event) => event.kind === 'pool-closed');
    expect(closed).toMatchObject([
      { judgedInUs: 250 },
      { judgedInUs: null, outcome: { code: 'facts-unavailable', detail: 'no such account' } },
    ]);
  });

  it('ticks four times a second until it is closed', async () => {
    const { engine, manual, replica } = engineWithFakes({ settings: MANUAL });
    engine.listed(fullListing(1), monoUs(0), monoUs(0));
    manual.advance(59_999);
    expect(replica.desk.offers).toHaveLength(1);
    manual.advance(250);
    expect(replica.desk.offers).toEqual([]);
    await engine.close();
    expect(manual.timers()).toBe(0);
  });
});

describe('a rehearsal', () => {
  it('leaves no trace', () => {
    const { engine, trace, replica } = engineWithFakes();
    const [state, desk] = [engine.state, replica.desk];
    engine.rehearse(fullListing(1));
    expect(engine.state).toBe(state);
    expect(replica.desk).toBe(desk);
    expect(trace).toEqual([]);
  });
});

describe('a command', () => {
  it('is answered at once', () => {
    const { engine, replica } = engineWithFakes({ settings: MANUAL });
    engine.listed(fullListing(1), monoUs(0), monoUs(0));
    const [offer] = replica.desk.offers;
    if (offer === undefined) throw new Error('no offer');
    const approve = {
      kind: 'approve',
      offer: offer.id,
      revision: 0,
      shownOut: offer.now.expectedOut,
    } as const;
    expect(engine.command(approve)).toEqual({ ok: true });
    expect(engine.command(approve)).toEqual({ ok: false, problem: { code: 'offer-gone' } });
  });
});

describe('closing', () => {
  it('ends the reads, the watches and the executor', async () => {
    const { engine, chain, trace } = engineWithFakes();
    engine.listed(fullListing(1), monoUs(0), monoUs(0));
    engine.listed(bareListing(2), monoUs(0), monoUs(0));
    trace.length = 0;
    await engine.close();
    expect(trace).toEqual([`aborted ${poolAddress(2)}`, `unwatch ${poolAddress(1)}`, 'close executor']);
    expect(chain.watched.size).toBe(0);
  });
});

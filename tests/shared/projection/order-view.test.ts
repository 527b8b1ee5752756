import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../shared/desk.ts';
import { MAX_LATENCY_SAMPLES, MAX_RECENT_ORDERS } from '../../../shared/desk.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import type { LaneReport } from '../../../shared/order.ts';
import { orderId } from '../../../shared/order.ts';
import { applyEvent, emptyDesk } from '../../../shared/projection/apply-event.ts';
import { millis, slot } from '../../../shared/units.ts';
import { DESK_SESSION } from '../../support/desk.ts';
import {
  failureOf,
  fillOf,
  NOON,
  SETTINGS,
  signedOf,
  STAGES_OF_TEST,
  ticketOf,
} from '../../support/pools.ts';

type Ticket = Parameters<typeof ticketOf>[2];
const EMPTY = emptyDesk(DESK_SESSION, SETTINGS, NOON);
const fold = (desk: Desk, ...events: EngineEvent[]): Desk => events.reduce(applyEvent, desk);

const sentEvents = (n = 1, patch: Ticket = {}): EngineEvent[] => [
  { kind: 'order-reserved', atMs: NOON, ticket: ticketOf(n, n, patch) },
  { kind: 'order-built', atMs: NOON, id: orderId(n) },
  { kind: 'order-signed', atMs: NOON, id: orderId(n), signed: signedOf(n) },
  { kind: 'order-sent', atMs: NOON, id: orderId(n), stages: STAGES_OF_TEST },
];
const sent = (patch: Ticket = {}): Desk => fold(EMPTY, ...sentEvents(1, patch));
const id = orderId(1);
const processed = (at: number, afterMs = 400): EngineEvent => ({
  kind: 'order-processed',
  atMs: NOON,
  id,
  slot: slot(at),
  afterMs: millis(afterMs),
});
const confirmed: EngineEvent = {
  kind: 'order-confirmed',
  atMs: NOON,
  id,
  fill: fillOf(),
  afterMs: millis(800),
};
const orderIn = (desk: Desk) => desk.liveOrders[id];

describe('an order as the window shows it', () => {
  it('is sent once, with its stages, its signature and a sample for the chart', () => {
    const desk = sent();
    expect(orderIn(desk)).toMatchObject({
      status: 'sent',
      sends: 1,
      signature: 'Signature1',
      stages: STAGES_OF_TEST,
    });
    expect(desk.lastSentOrder).toBe(id);
    expect(desk.latencies).toEqual([{ id, symbol: 'TOK1', atMs: NOON, stages: STAGES_OF_TEST }]);
  });

  it('counts its sends, which never get fewer', () => {
    const resent = (sends: number): EngineEvent => ({ kind: 'order-resent', atMs: NOON, id, sends });
    expect(orderIn(fold(sent(), resent(3), resent(2)))?.sends).toBe(3);
  });

  it('has landed when the chain first says so, whatever it says later', () => {
    const desk = fold(sent(), processed(1_002), processed(1_009, 999), confirmed);
    expect(orderIn(desk)).toMatchObject({ landedSlot: 1_002, processedAfterMs: 400, status: 'confirmed' });
    expect(desk.landingsMs).toEqual([400]);
    expect(desk.slotsBehind).toEqual([2]);
  });

  it('has landed with its confirmation where nothing came before', () => {
    const desk = fold(sent(), confirmed);
    expect(orderIn(desk)).toMatchObject({ landedSlot: 1_002, processedAfterMs: 800, fill: fillOf() });
    expect(desk.landingsMs).toEqual([800]);
  });

  it("is compared with the pool's creation only where it was a race", () => {
    expect(fold(sent({ trigger: 'approval' }), processed(1_002)).slotsBehind).toEqual([]);
    expect(fold(sent({ poolSlot: null }), processed(1_002)).slotsBehind).toEqual([]);
    expect(fold(sent({ side: 'sell' }), processed(1_002)).slotsBehind).toEqual([]);
  });

  it('moves to the final ones when it is final, with its reason', () => {
    const ends: [EngineEvent, object][] = [
      [{ kind: 'order-finalized', atMs: NOON, id }, { status: 'finalized' }],
      [
        { kind: 'order-failed', atMs: NOON, id, failure: failureOf(), afterMs: millis(5) },
        { status: 'failed-onchain', failure: failureOf(), landedSlot: 1_002 },
      ],
      [
        { kind: 'order-expired', atMs: NOON, id, proof: 'p' },
        { status: 'expired', note: 'p' },
      ],
      [
        { kind: 'order-abandoned', atMs: NOON, id, why: 'w' },
        { status: 'abandoned', note: 'w' },
      ],
    ];
    for (const [event, shown] of ends) {
      const desk = fold(sent(), event);
      expect(desk.liveOrders).toEqual({});
      expect(desk.recentOrders).toMatchObject([shown]);
    }
  });

  it('says why its fate is unknown', () => {
    const desk = fold(sent(), { kind: 'order-unknown', atMs: NOON, id, why: 'restart' });
    expect(orderIn(desk)).toMatchObject({ status: 'unknown', note: 'restart' });
  });

  it('that is not known changes nothing', () => {
    const events: EngineEvent[] = [processed(1), confirmed, { kind: 'order-finalized', atMs: NOON, id }];
    for (const event of events) expect(fold(EMPTY, event).liveOrders).toEqual({});
    expect(fold(EMPTY, processed(1)).landingsMs).toEqual([]);
    const [, , , wasSent] = sentEvents();
    expect(wasSent === undefined ? null : fold(EMPTY, wasSent).latencies).toEqual([]);
  });
});

describe('the lanes of an order', () => {
  const lane = (name: string, result: LaneReport['result']): EngineEvent => ({
    kind: 'order-accepted',
    atMs: NOON,
    id,
    lane: { lane: name, result, tookMs: null, error: null },
  });
  const lanesOf = (...events: EngineEvent[]) =>
    orderIn(fold(sent(), ...events))?.lanes.map((report) => `${report.lane} ${report.result}`);

  it('are shown in the order in which they were first told, each once', () => {
    expect(lanesOf(lane('one', 'sent'), lane('two', 'sent'), lane('one', 'accepted'))).toEqual([
      'one accepted',
      'two sent',
    ]);
  });

  it('keep their answer when the news of sending comes after it', () => {
    expect(lanesOf(lane('one', 'accepted'), lane('one', 'sent'))).toEqual(['one accepted']);
    expect(lanesOf(lane('one', 'error'), lane('one', 'accepted'))).toEqual(['one accepted']);
  });
});

describe('what is kept of orders', () => {
  it('is bounded: the newest samples last, the newest final orders first', () => {
    let desk = EMPTY;
    const count = MAX_RECENT_ORDERS + 20;
    for (let n = 1; n <= count; n += 1) {
      desk = fold(
        desk,
        ...sentEvents(n),
        { kind: 'order-processed', atMs: NOON, id: orderId(n), slot: slot(1_000 + n), afterMs: millis(n) },
        { kind: 'order-expired', atMs: NOON, id: orderId(n), proof: 'x' },
      );
    }
    expect(desk.latencies).toHaveLength(MAX_LATENCY_SAMPLES);
    expect(desk.latencies.at(-1)?.id).toBe(String(count));
    expect(desk.landingsMs).toHaveLength(MAX_LATENCY_SAMPLES);
    expect(desk.landingsMs.at(-1)).toBe(count);
    expect(desk.slotsBehind).toHaveLength(MAX_LATENCY_SAMPLES);
    expect(desk.recentOrders).toHaveLength(MAX_RECENT_ORDERS);
    expect(desk.recentOrders[0]?.id).toBe(String(count));
  });
});

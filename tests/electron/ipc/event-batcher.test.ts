import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BATCH_EVERY_MS,
  createEventBatcher,
  GATHER_MS,
  MAX_BATCHES_IN_FLIGHT,
  MAX_WAITING_EVENTS,
  type EventBatcher,
} from '../../../electron/ipc/event-batcher.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import type { EventBatch } from '../../../shared/ipc.ts';
import { unixMs } from '../../../shared/units.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';

const ordinary: EngineEvent = { kind: 'notice', atMs: unixMs(1), level: 'info', text: 'something' };
const urgent: EngineEvent = {
  kind: 'trading-changed',
  atMs: unixMs(1),
  trading: { state: 'halted', sinceMs: unixMs(1), cause: null },
};

type Rig = {
  readonly clock: ManualClock;
  readonly batcher: EventBatcher;
  readonly sent: EventBatch[];
  readonly add: (event: EngineEvent, count?: number) => void;
  /** The window says that it has received all that was sent. */
  readonly receiveAll: () => void;
};

function rig(): Rig {
  const clock = manualClock();
  const sent: EventBatch[] = [];
  const batcher = createEventBatcher(clock, (batch) => void sent.push(batch));
  let sequence = 0;
  return {
    clock,
    batcher,
    sent,
    add(event, count = 1) {
      for (let made = 0; made < count; made += 1) batcher.add(event, (sequence += 1));
    },
    receiveAll() {
      const last = sent.at(-1);
      if (last !== undefined) batcher.received(last.first + last.events.length - 1);
    },
  };
}

const lengths = (sent: readonly EventBatch[]): readonly number[] => sent.map(({ events }) => events.length);

describe('the batches of a window', () => {
  it('are not sent before the window has a snapshot', () => {
    const { batcher, clock, sent, add } = rig();
    add(urgent, 3);
    clock.advance(1_000);
    expect(sent).toEqual([]);
    batcher.restart(3);
    clock.advance(1_000);
    expect(sent).toEqual([]);
    expect(clock.timers()).toBe(0);
  });

  it('begin right after the number that the snapshot includes', () => {
    const { batcher, clock, sent, add } = rig();
    add(ordinary, 7);
    batcher.restart(7);
    add(ordinary, 2);
    clock.advance(GATHER_MS);
    expect(sent).toEqual([{ first: 8, events: [ordinary, ordinary] }]);
  });

  it('are never sent from within the call that adds an event', () => {
    const { batcher, sent, add } = rig();
    batcher.restart(0);
    add(urgent);
    add(ordinary);
    expect(sent).toEqual([]);
  });

  it('take an urgent event along at once, with all that waited before it', () => {
    const { batcher, clock, sent, add } = rig();
    batcher.restart(0);
    add(ordinary, 2);
    clock.advance(1);
    add(urgent);
    clock.advance(0);
    expect(sent).toEqual([{ first: 1, events: [ordinary, ordinary, urgent] }]);
  });

  it('are at least a frame apart, however fast the events come', () => {
    const { batcher, clock, sent, add, receiveAll } = rig();
    batcher.restart(0);
    for (let ms = 0; ms < 1_000; ms += 1) {
      add(ordinary, 5);
      clock.advance(1);
      receiveAll();
    }
    expect(sent.length).toBeGreaterThan(50);
    expect(sent.length).toBeLessThanOrEqual(Math.ceil(1_000 / BATCH_EVERY_MS));
  });

  it('wait no longer than two frames', () => {
    const { batcher, clock, sent, add, receiveAll } = rig();
    batcher.restart(0);
    add(ordinary);
    clock.advance(GATHER_MS);
    receiveAll();
    add(ordinary);
    clock.advance(2 * BATCH_EVERY_MS);
    expect(lengths(sent)).toEqual([1, 1]);
  });

  it('are not sent empty', () => {
    const { batcher, clock, sent, add, receiveAll } = rig();
    batcher.restart(0);
    add(ordinary);
    clock.advance(GATHER_MS);
    receiveAll();
    clock.advance(10_000);
    expect(lengths(sent)).toEqual([1]);
    expect(clock.timers()).toBe(0);
  });

  it('stop while the window receives none, and go on when it does', () => {
    const { batcher, clock, sent, add } = rig();
    batcher.restart(0);
    for (let ms = 0; ms < 500; ms += 1) {
      add(ordinary);
      clock.advance(1);
    }
    expect(sent).toHaveLength(MAX_BATCHES_IN_FLIGHT);
    batcher.received(sent[0]?.events.length ?? 0);
    clock.advance(BATCH_EVERY_MS);
    expect(sent).toHaveLength(MAX_BATCHES_IN_FLIGHT + 1);
    expect(lengths(sent).reduce((sum, length) => sum + length, 0)).toBe(500);
  });

  it('drop everything above the bound while the window hangs, and show the gap when it is back', () => {
    const { batcher, clock, sent, add, receiveAll } = rig();
    batcher.restart(0);
    for (let batch = 0; batch < MAX_BATCHES_IN_FLIGHT; batch += 1) {
      add(ordinary);
      clock.advance(BATCH_EVERY_MS);
    }
    add(ordinary, MAX_WAITING_EVENTS);
    expect(batcher.waiting()).toBe(MAX_WAITING_EVENTS);
    add(ordinary, 100_000);
    expect(batcher.waiting()).toBe(0);
    receiveAll();
    add(ordinary);
    clock.advance(BATCH_EVERY_MS);
    const last = MAX_BATCHES_IN_FLIGHT + MAX_WAITING_EVENTS + 100_001;
    expect(sent.at(-1)).toEqual({ first: last, events: [ordinary] });
  });

  it('go on after a flood within one turn, though no receipt can be on its way', () => {
    const { batcher, clock, sent, add } = rig();
    batcher.restart(0);
    add(ordinary, MAX_WAITING_EVENTS + 1);
    add(ordinary);
    clock.advance(BATCH_EVERY_MS);
    expect(sent).toEqual([{ first: MAX_WAITING_EVENTS + 2, events: [ordinary] }]);
  });

  it('forget a page that is gone when the next one takes its snapshot', () => {
    const { batcher, clock, sent, add } = rig();
    batcher.restart(0);
    for (let batch = 0; batch < MAX_BATCHES_IN_FLIGHT; batch += 1) {
      add(ordinary);
      clock.advance(BATCH_EVERY_MS);
    }
    add(ordinary, 3);
    batcher.restart(MAX_BATCHES_IN_FLIGHT + 2);
    clock.advance(BATCH_EVERY_MS);
    expect(sent.at(-1)).toEqual({ first: MAX_BATCHES_IN_FLIGHT + 3, events: [ordinary] });
    expect(sent).toHaveLength(MAX_BATCHES_IN_FLIGHT + 1);
  });

  it('never join events whose numbers have a gap', () => {
    const { batcher, clock, sent } = rig();
    batcher.restart(0);
    batcher.add(ordinary, 1);
    batcher.add(ordinary, 5);
    clock.advance(GATHER_MS);
    expect(sent).toEqual([{ first: 5, events: [ordinary] }]);
  });

  it('end with the batcher', () => {
    const { batcher, clock, sent, add } = rig();
    batcher.restart(0);
    add(ordinary);
    batcher.close();
    add(urgent);
    clock.advance(1_000);
    expect(sent).toEqual([]);
    expect(clock.timers()).toBe(0);
  });

  it('give a window that follows the rules every number once, in order, after each snapshot', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), count: fc.nat(40), urgent: fc.boolean() }),
      fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(40) }),
      fc.record({ kind: fc.constant('receive' as const) }),
      fc.record({ kind: fc.constant('flood' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = manualClock();
        let made = 0;
        let seen = 0;
        let gap = false;
        let inFlight = 0;
        const batcher = createEventBatcher(clock, ({ first, events }) => {
          inFlight += 1;
          expect(events.length).toBeGreaterThan(0);
          expect(inFlight).toBeLessThanOrEqual(MAX_BATCHES_IN_FLIGHT);
          if (first !== seen + 1) gap = true;
          else seen += events.length;
        });
        const receive = (): void => {
          inFlight = 0;
          batcher.received(made);
          if (!gap) return;
          gap = false;
          seen = made;
          batcher.restart(made);
        };
        const add = (event: EngineEvent, count: number): void => {
          for (let index = 0; index < count; index += 1) batcher.add(event, (made += 1));
          expect(batcher.waiting()).toBeLessThanOrEqual(MAX_WAITING_EVENTS);
        };
        batcher.restart(0);
        for (const taken of steps) {
          if (taken.kind === 'add') add(taken.urgent ? urgent : ordinary, taken.count);
          if (taken.kind === 'flood') add(ordinary, MAX_WAITING_EVENTS + 1);
          if (taken.kind === 'pass') clock.advance(taken.ms);
          if (taken.kind === 'receive') receive();
        }
        // A window that lives comes to the end of what was made: with one more event to show it a gap, if there was one.
        receive();
        add(ordinary, 1);
        for (let round = 0; round < 6; round += 1) {
          clock.advance(2 * BATCH_EVERY_MS);
          receive();
        }
        expect(seen).toBe(made);
      }),
      { numRuns: 60 },
    );
  });
});

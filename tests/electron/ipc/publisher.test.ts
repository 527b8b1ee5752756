import { describe, expect, it } from 'vitest';
import { BATCH_RECEIPT_CHANNEL } from '../../../shared/ipc.ts';
import { BATCH_EVERY_MS, MAX_BATCHES_IN_FLIGHT } from '../../../electron/ipc/event-batcher.ts';
import { createPublisher } from '../../../electron/ipc/publisher.ts';
import { push, type PushTarget } from '../../../electron/ipc/push.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import { unixMs } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { fakeIpcMain, ourPage, ourWindow } from './fake-ipc-main.ts';

const event: EngineEvent = { kind: 'notice', atMs: unixMs(1), level: 'info', text: 'something' };

const page = (
  send: (channel: string, message: unknown) => void,
  state: { readonly destroyed?: boolean; readonly crashed?: boolean } = {},
): PushTarget => ({
  send,
  isDestroyed: () => state.destroyed === true,
  isCrashed: () => state.crashed === true,
});

describe('the publisher of a window', () => {
  it('sends batches to the page, and goes on when the page has received them', () => {
    const ipc = fakeIpcMain();
    const clock = manualClock();
    const sent: unknown[] = [];
    const target = page((channel, message) => void sent.push([channel, message]));
    const publisher = createPublisher({ ipc, clock, window: () => ourWindow, target: () => target });
    publisher.restart(0);
    for (let sequence = 1; sequence <= MAX_BATCHES_IN_FLIGHT + 1; sequence += 1) {
      publisher.add(event, sequence);
      clock.advance(BATCH_EVERY_MS);
    }
    expect(sent[0]).toEqual(['desk:batch', { first: 1, events: [event] }]);
    expect(sent).toHaveLength(MAX_BATCHES_IN_FLIGHT);
    for (const [message, from] of [
      [1, { ...ourPage, id: 9 }],
      ['1', ourPage],
      [-1, ourPage],
      [Number.NaN, ourPage],
      [{}, ourPage],
    ] as const) {
      ipc.tell(BATCH_RECEIPT_CHANNEL, message, from);
      clock.advance(BATCH_EVERY_MS);
      expect(sent).toHaveLength(MAX_BATCHES_IN_FLIGHT);
    }
    ipc.tell(BATCH_RECEIPT_CHANNEL, 1);
    clock.advance(BATCH_EVERY_MS);
    expect(sent).toHaveLength(MAX_BATCHES_IN_FLIGHT + 1);
  });

  it('survives a page that is gone, has crashed, or takes nothing', () => {
    const never = (): never => {
      throw new Error('an object could not be cloned');
    };
    expect(push(null, 'desk:phase', { phase: 'failed' })).toBe(false);
    expect(push(page(never, { destroyed: true }), 'desk:phase', { phase: 'failed' })).toBe(false);
    expect(push(page(never, { crashed: true }), 'desk:phase', { phase: 'failed' })).toBe(false);
    expect(push(page(never), 'desk:phase', { phase: 'failed' })).toBe(false);
    expect(
      push(
        page(() => undefined),
        'desk:phase',
        { phase: 'failed' },
      ),
    ).toBe(true);
  });
});

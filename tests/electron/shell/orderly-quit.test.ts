import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { quitInOrder } from '../../../electron/shell/orderly-quit.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { recordingVoice } from './support/recording-voice.ts';

type Rig = {
  readonly quit: (code?: number) => void;
  readonly signals: EventEmitter;
  readonly events: EventEmitter;
  readonly exits: number[];
  readonly voice: ReturnType<typeof recordingVoice>;
  readonly clock: ReturnType<typeof manualClock>;
};

/** As Electron does: `quit` asks with `before-quit`, which may be prevented; `exit` does not ask. */
function rig(steps: readonly (() => Promise<void> | void)[], usualCode = 0): Rig {
  const events = new EventEmitter();
  const signals = new EventEmitter();
  const exits: number[] = [];
  const voice = recordingVoice();
  const clock = manualClock();
  const app = {
    on: events.on.bind(events),
    quit() {
      let prevented = false;
      events.emit('before-quit', { preventDefault: () => void (prevented = true) });
      if (!prevented) exits.push(-1);
    },
    exit: (code: number) => void exits.push(code),
  };
  const quit = quitInOrder({ app, signals, clock, voice, steps, usualCode: () => usualCode });
  return { quit, signals, events, exits, voice, clock };
}

describe('quitting', () => {
  it('closes everything in its order before it exits', async () => {
    const order: string[] = [];
    const { quit, exits, clock } = rig([
      async () => {
        await Promise.resolve();
        order.push('desk');
      },
      () => void order.push('market'),
    ]);
    quit();
    expect(exits).toEqual([]);
    await vi.waitFor(() => expect(exits).toEqual([0]));
    expect(order).toEqual(['desk', 'market']);
    expect(clock.timers()).toBe(0);
  });

  it('happens once, however often it is asked for, and on each signal', async () => {
    let closed = 0;
    const { quit, signals, events, exits } = rig([() => void (closed += 1)]);
    signals.emit('SIGINT');
    signals.emit('SIGTERM');
    events.emit('window-all-closed');
    quit(3);
    await vi.waitFor(() => expect(exits).toHaveLength(1));
    expect(closed).toBe(1);
  });

  it('goes on when something cannot be closed', async () => {
    const order: string[] = [];
    const { quit, exits, voice } = rig([
      () => Promise.reject(new Error('stuck')),
      () => void order.push('market'),
    ]);
    quit();
    await vi.waitFor(() => expect(exits).toEqual([0]));
    expect(order).toEqual(['market']);
    expect(voice.warned).toEqual(['something could not be closed']);
  });

  it('does not wait without a bound', async () => {
    const { quit, exits, voice, clock } = rig([() => new Promise(() => undefined)]);
    quit();
    clock.advance(4_999);
    await Promise.resolve();
    expect(exits).toEqual([]);
    clock.advance(1);
    await vi.waitFor(() => expect(exits).toEqual([1]));
    expect(voice.warned.join()).toContain('longer than 5 s');
  });

  it('ends with the code that was asked for, else with the usual one', async () => {
    const asked = rig([], 1);
    asked.quit(7);
    await vi.waitFor(() => expect(asked.exits).toEqual([7]));
    const usual = rig([], 1);
    usual.quit();
    await vi.waitFor(() => expect(usual.exits).toEqual([1]));
  });
});

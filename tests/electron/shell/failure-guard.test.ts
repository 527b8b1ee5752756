import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createDeskHost } from '../../../electron/shell/desk-host.ts';
import { EXIT_NOT_HALTED, guardAgainstFaults } from '../../../electron/shell/failure-guard.ts';
import { ok } from '../../../shared/result.ts';
import { recordingVoice } from './support/recording-voice.ts';
import { scriptedDesk } from './support/scripted-desk.ts';

async function rig(): Promise<{
  readonly faults: EventEmitter;
  readonly desk: ReturnType<typeof scriptedDesk>;
  readonly voice: ReturnType<typeof recordingVoice>;
  readonly exits: number[];
}> {
  const voice = recordingVoice();
  const faults = new EventEmitter();
  const desk = scriptedDesk();
  const exits: number[] = [];
  const host = createDeskHost(voice);
  guardAgainstFaults({ faults, host, voice, exit: (code) => void exits.push(code) });
  await host.start(() => Promise.resolve(ok(desk)));
  return { faults, desk, voice, exits };
}

describe('a fault that nothing caught', () => {
  it.each(['uncaughtException', 'unhandledRejection'])(
    'halts trading and keeps the process: %s',
    async (kind) => {
      const { faults, desk, exits } = await rig();
      faults.emit(kind, new Error('broken at https://rpc.example/?api-key=SECRET'));
      expect(desk.halts).toHaveLength(1);
      expect(desk.notices).toHaveLength(1);
      expect([...desk.halts, ...desk.notices].join()).not.toContain('SECRET');
      expect(exits).toEqual([]);
    },
  );

  it('ends the process when trading cannot be halted', async () => {
    const { faults, desk, exits } = await rig();
    desk.answerWith(() => {
      throw new Error('broken too');
    });
    Object.assign(desk, {
      halt: () => {
        throw new Error('broken');
      },
    });
    faults.emit('uncaughtException', new Error('first'));
    expect(exits).toEqual([EXIT_NOT_HALTED]);
  });

  it('is halted each time, and reported a bounded number of times', async () => {
    const { faults, desk, voice } = await rig();
    for (let count = 0; count < 1_000; count += 1) faults.emit('uncaughtException', 'again');
    expect(desk.halts).toHaveLength(1_000);
    expect(voice.warned.length).toBeLessThan(60);
    expect(desk.notices.length).toBeLessThanOrEqual(20);
  });

  it('is shown as a failed start while the desk comes up, and that desk is closed', async () => {
    const voice = recordingVoice();
    const faults = new EventEmitter();
    const host = createDeskHost(voice);
    guardAgainstFaults({ faults, host, voice, exit: () => undefined });
    const desk = scriptedDesk();
    const started = host.start(async () => {
      await Promise.resolve();
      return ok(desk);
    });
    faults.emit('unhandledRejection', new Error('no such file'));
    await started;
    expect(host.answer()).toMatchObject({ phase: 'failed', problems: [{ found: 'Error: no such file' }] });
    expect(desk.closed()).toBe(true);
  });
});

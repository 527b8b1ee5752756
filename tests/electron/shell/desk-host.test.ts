import { describe, expect, it } from 'vitest';
import { createDeskHost, type DeskHost } from '../../../electron/shell/desk-host.ts';
import type { HostedDesk, StartDesk } from '../../../electron/shell/hosted-desk.ts';
import { declined } from '../../../shared/commands.ts';
import type { StartProblem } from '../../../shared/ipc.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { recordingVoice } from './support/recording-voice.ts';
import { armed, killedBy, scriptedDesk, tradingChanged } from './support/scripted-desk.ts';

type Started = Result<HostedDesk, readonly StartProblem[]>;
const problem: StartProblem = { what: 'the journal', found: 'it is cut', remedy: 'Move it away.' };

/** A start that ends when the test says so. */
function heldStart(): { readonly start: StartDesk; readonly end: (started: Started) => void } {
  let end: (started: Started) => void = () => {
    throw new Error('not asked to start');
  };
  const start: StartDesk = (progress) => {
    progress('reading the journal');
    return new Promise((fulfil) => {
      end = fulfil;
    });
  };
  return { start, end: (started) => end(started) };
}

const phasesOf = (host: DeskHost): string[] => {
  const phases: string[] = [];
  host.onPhase((phase) => void phases.push(phase));
  return phases;
};

describe('the desk of the process', () => {
  it('answers with each step, then with its snapshot', async () => {
    const host = createDeskHost(recordingVoice());
    const phases = phasesOf(host);
    const { start, end } = heldStart();
    const started = host.start(start);
    expect(host.answer()).toEqual({ phase: 'starting', step: 'reading the journal' });
    const desk = scriptedDesk();
    desk.publish(tradingChanged(armed));
    end(ok(desk));
    await started;
    expect(host.answer()).toEqual({ phase: 'running', ...desk.snapshot() });
    expect(host.answer()).toMatchObject({ sequence: 1 });
    expect(phases).toEqual(['starting', 'running']);
  });

  it('answers with what kept it from starting', async () => {
    const host = createDeskHost(recordingVoice());
    await host.start(() => Promise.resolve(err([problem])));
    expect(host.answer()).toEqual({ phase: 'failed', problems: [problem] });
    expect(host.command({ kind: 'arm' })).toEqual(declined({ code: 'not-running' }));
  });

  it('makes a start that throws a problem in words, without the secrets in them', async () => {
    const host = createDeskHost(recordingVoice());
    await host.start(() => Promise.reject(new Error('no answer from https://rpc.example/v1?api-key=SECRET')));
    expect(host.answer()).toMatchObject({ phase: 'failed', problems: [{ what: 'Swingaway itself' }] });
    expect(JSON.stringify(host.answer())).not.toContain('SECRET');
  });

  it('passes commands and events on while it runs', async () => {
    const host = createDeskHost(recordingVoice());
    const heard: [string, number][] = [];
    host.onEvent((event, sequence) => void heard.push([event.kind, sequence]));
    const desk = scriptedDesk();
    expect(host.command({ kind: 'arm' })).toEqual(declined({ code: 'not-running' }));
    await host.start(() => Promise.resolve(ok(desk)));
    host.command({ kind: 'arm' });
    desk.publish(tradingChanged(armed));
    expect(desk.commands).toEqual([{ kind: 'arm' }]);
    expect(heard).toEqual([['trading-changed', 1]]);
  });

  it('keeps what a listener throws from the engine and from the other listeners', async () => {
    const voice = recordingVoice();
    const host = createDeskHost(voice);
    let heard = 0;
    host.onEvent(() => {
      throw new Error('the tray is gone');
    });
    host.onEvent(() => void (heard += 1));
    const desk = scriptedDesk();
    await host.start(() => Promise.resolve(ok(desk)));
    expect(() => desk.publish(tradingChanged(armed))).not.toThrow();
    expect(heard).toBe(1);
    expect(voice.warned).toHaveLength(1);
  });

  it('stops at once while it runs', async () => {
    const host = createDeskHost(recordingVoice());
    const desk = scriptedDesk();
    await host.start(() => Promise.resolve(ok(desk)));
    const outcome = host.stop('tray');
    expect(desk.commands).toEqual([{ kind: 'kill', by: 'tray' }]);
    expect(desk.snapshot().desk.trading).toEqual(killedBy('tray'));
    await expect(outcome).resolves.toEqual({ code: 'stopped' });
  });

  it('stops the moment it is up when it was told so before, and tells the window after', async () => {
    const host = createDeskHost(recordingVoice());
    const { start, end } = heldStart();
    const started = host.start(start);
    const outcome = host.stop('command-line');
    const desk = scriptedDesk();
    host.onPhase((phase) => {
      if (phase === 'running') expect(desk.commands).toEqual([{ kind: 'kill', by: 'command-line' }]);
    });
    end(ok(desk));
    await started;
    await expect(outcome).resolves.toEqual({ code: 'stopped' });
    expect.assertions(2);
  });

  it('says that there is nothing to stop when it did not start', async () => {
    const host = createDeskHost(recordingVoice());
    const { start, end } = heldStart();
    const started = host.start(start);
    const early = host.stop('tray');
    end(err([problem]));
    await started;
    await expect(early).resolves.toEqual({ code: 'nothing-to-stop' });
    await expect(host.stop('tray')).resolves.toEqual({ code: 'nothing-to-stop' });
  });

  it('says that the stop failed when the desk declines or throws', async () => {
    const host = createDeskHost(recordingVoice());
    const desk = scriptedDesk();
    await host.start(() => Promise.resolve(ok(desk)));
    desk.answerWith(() => declined({ code: 'journal-failed', message: 'disk full' }));
    await expect(host.stop('tray')).resolves.toEqual({ code: 'not-stopped', why: 'journal-failed' });
    desk.answerWith(() => {
      throw new Error('broken');
    });
    await expect(host.stop('tray')).resolves.toEqual({ code: 'not-stopped', why: 'Error: broken' });
  });

  it('halts by the way of the desk, and by the stop where that breaks', async () => {
    const desk = scriptedDesk();
    const host = createDeskHost(recordingVoice());
    await host.start(() => Promise.resolve(ok(desk)));
    expect(host.halt('a fault')).toBe(true);
    expect([desk.halts, desk.commands]).toEqual([['a fault'], []]);

    const breaking = scriptedDesk();
    const other = createDeskHost(recordingVoice());
    const halt = (): never => {
      throw new Error('broken');
    };
    await other.start(() => Promise.resolve(ok({ ...breaking, halt })));
    expect(other.halt('a fault')).toBe(true);
    expect(breaking.commands).toEqual([{ kind: 'kill', by: 'command-line' }]);
    breaking.answerWith(() => {
      throw new Error('broken');
    });
    expect(other.halt('a fault')).toBe(false);
  });

  it('closes the desk, and one that comes up only after it was given up', async () => {
    const host = createDeskHost(recordingVoice());
    const desk = scriptedDesk();
    await host.start(() => Promise.resolve(ok(desk)));
    await host.close();
    expect(desk.closed()).toBe(true);
    expect(host.command({ kind: 'arm' })).toEqual(declined({ code: 'not-running' }));

    const late = createDeskHost(recordingVoice());
    const { start, end } = heldStart();
    void late.start(start);
    const closed = late.close();
    const lateDesk = scriptedDesk();
    end(ok(lateDesk));
    await closed;
    expect(lateDesk.closed()).toBe(true);
    expect(late.desk()).toBeNull();
  });

  it('still obeys a stop while it closes', async () => {
    const host = createDeskHost(recordingVoice());
    const desk = scriptedDesk();
    await host.start(() => Promise.resolve(ok(desk)));
    const closed = host.close();
    await expect(host.stop('shortcut')).resolves.toEqual({ code: 'stopped' });
    await closed;
  });
});

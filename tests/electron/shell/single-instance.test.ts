import { EventEmitter } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  obeySecondInstances,
  passOnOrTakeOver,
  type BlockingClock,
  type InstanceLock,
} from '../../../electron/shell/single-instance.ts';
import { stopSentence, type StopOutcome } from '../../../electron/shell/stop-outcome.ts';
import { awaitStopReceipt, readStopReceipt, writeStopReceipt } from '../../../electron/shell/stop-receipt.ts';
import { recordingVoice } from './support/recording-voice.ts';
import { tempFolder } from './support/temp-folder.ts';

const never = (): never => {
  throw new Error('waited');
};
const atOnce: BlockingClock = { nowMs: () => 0, pause: never };

const appThat = (lock: InstanceLock['requestSingleInstanceLock'], releases: string[] = []): InstanceLock => ({
  requestSingleInstanceLock: lock,
  releaseSingleInstanceLock: () => void releases.push('released'),
});

function runningInstance(
  folder: string,
  stop: () => Promise<StopOutcome>,
): { readonly app: EventEmitter; shown: () => number } {
  const app = new EventEmitter();
  let shown = 0;
  const show = (): void => void (shown += 1);
  obeySecondInstances({ app, folder, voice: recordingVoice(), show, stop });
  return { app, shown: () => shown };
}

describe('a second instance', () => {
  it('is none when it gets the lock', () => {
    expect(
      passOnOrTakeOver({
        clock: atOnce,
        app: appThat(() => true),
        folder: tempFolder(),
        kill: false,
        voice: recordingVoice(),
      }),
    ).toBeNull();
  });

  it('says on stdout that the desk is already running, and leaves', () => {
    const voice = recordingVoice();
    expect(
      passOnOrTakeOver({
        clock: atOnce,
        app: appThat(() => false),
        folder: '/data',
        kill: false,
        voice,
      }),
    ).toBe(0);
    expect(voice.said.join()).toContain('already running on /data');
  });

  it('with --kill and nothing running says so, gives the lock back and leaves', () => {
    const voice = recordingVoice();
    const releases: string[] = [];
    expect(
      passOnOrTakeOver({
        clock: atOnce,
        app: appThat(() => true, releases),
        folder: '/data',
        kill: true,
        voice,
      }),
    ).toBe(0);
    expect(voice.said).toEqual(['No running Swingaway: nothing to stop.']);
    expect(releases).toEqual(['released']);
  });

  it.each([false, true])('says so when the running one hung and was ended for it (kill: %s)', (kill) => {
    const voice = recordingVoice();
    let nowMs = 0;
    const app = appThat(() => {
      nowMs = 20_000;
      return true;
    });
    const clock = { nowMs: () => nowMs, pause: never };
    const exitCode = passOnOrTakeOver({ app, clock, folder: '/data', kill, voice });
    expect(exitCode).toBe(kill ? 0 : null);
    expect(voice.warned.join()).toContain('did not answer, and its process was ended');
    expect(voice.said.join()).toContain(kill ? 'it trades no more' : '');
  });

  it('with --kill says that the stop was not confirmed when it was not', () => {
    const voice = recordingVoice();
    let nowMs = 0;
    const clock = { nowMs: () => nowMs, pause: (ms: number) => void (nowMs += ms) };
    expect(
      passOnOrTakeOver({ app: appThat(() => false), clock, folder: tempFolder(), kill: true, voice }),
    ).toBe(1);
    expect(voice.said.join()).toContain('did not confirm the stop within 20 s');
  });

  it.each<[StopOutcome, number]>([
    [{ code: 'stopped' }, 0],
    [{ code: 'nothing-to-stop' }, 0],
    [{ code: 'not-stopped', why: 'journal-failed' }, 1],
  ])('with --kill says what became of the stop: %o', (outcome, exitCode) => {
    const folder = tempFolder();
    const voice = recordingVoice();
    const app = appThat(({ kill, nonce }) => {
      expect(kill).toBe(true);
      writeStopReceipt(folder, nonce, outcome);
      return false;
    });
    expect(
      passOnOrTakeOver({
        clock: atOnce,
        app,
        folder,
        kill: true,
        voice,
      }),
    ).toBe(exitCode);
    expect(voice.said).toEqual([stopSentence(outcome)]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the running instance', () => {
  it('shows its window, and does not stop without being told to', () => {
    const { app, shown } = runningInstance(tempFolder(), () => Promise.reject(new Error('not asked for')));
    for (const data of [
      { kill: false, nonce: 'n' },
      undefined,
      null,
      'x',
      { kill: 'yes', nonce: 'n' },
      { kill: true },
    ]) {
      app.emit('second-instance', {}, ['--kill'], '/', data);
    }
    expect(shown()).toBe(6);
  });

  it('stops before it shows its window, and confirms it', async () => {
    const folder = tempFolder();
    const order: string[] = [];
    const app = new EventEmitter();
    obeySecondInstances({
      app,
      folder,
      voice: recordingVoice(),
      show: () => void order.push('show'),
      stop: () => {
        order.push('stop');
        return Promise.resolve({ code: 'stopped' });
      },
    });
    app.emit('second-instance', {}, [], '/', { kill: true, nonce: 'mine' });
    expect(order).toEqual(['stop', 'show']);
    await vi.waitFor(() => expect(readStopReceipt(folder, 'mine')).toEqual({ code: 'stopped' }));
  });
});

describe('the receipt of a stop', () => {
  it('is for the one who asked only', () => {
    const folder = tempFolder();
    writeStopReceipt(folder, 'mine', { code: 'stopped' });
    expect(readStopReceipt(folder, 'mine')).toEqual({ code: 'stopped' });
    expect(readStopReceipt(folder, 'other')).toBeNull();
  });

  it('is none when it is cut, too long or something else', () => {
    const folder = tempFolder();
    for (const text of [
      '',
      '{"nonce":"mine","outco',
      '{"nonce":"mine","outcome":{"code":"maybe"}}',
      `"${'x'.repeat(5_000)}"`,
    ]) {
      writeFileSync(join(folder, 'stop-receipt.json'), text);
      expect(readStopReceipt(folder, 'mine')).toBeNull();
    }
  });

  it('is waited for no longer than the limit', () => {
    let nowMs = 0;
    const pauses: number[] = [];
    const pause = (ms: number): void => {
      pauses.push(ms);
      nowMs += ms;
    };
    const outcome = awaitStopReceipt(tempFolder(), 'mine', {
      limitMs: 100,
      everyMs: 20,
      nowMs: () => nowMs,
      pause,
    });
    expect(outcome).toBeNull();
    expect(pauses).toEqual([20, 20, 20, 20, 20]);
  });
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createDeskHost } from '../../../electron/shell/desk-host.ts';
import { takeScreenshot } from '../../../electron/shell/screenshot.ts';
import { screenshotAndLeave } from '../../../electron/shell/screenshot-run.ts';
import { err, ok } from '../../../shared/result.ts';
import { millis } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { recordingVoice } from './support/recording-voice.ts';
import { scriptedDesk } from './support/scripted-desk.ts';
import { tempFolder } from './support/temp-folder.ts';

const picture = (
  bytes: string,
): { isEmpty(): boolean; toPNG(): Uint8Array; getSize(): { width: number; height: number } } => ({
  isEmpty: () => bytes === '',
  toPNG: () => Buffer.from(bytes),
  getSize: () => ({ width: 1440, height: 900 }),
});

describe('a screenshot', () => {
  it('is written whole, also into a folder that is not there yet', async () => {
    const folder = tempFolder();
    const taken = await takeScreenshot(() => Promise.resolve(picture('png')), 'a/desk.png', folder);
    expect(taken).toEqual({
      ok: true,
      value: `Screenshot written to ${join(folder, 'a', 'desk.png')} (1440 × 900).`,
    });
    expect(readFileSync(join(folder, 'a', 'desk.png'), 'utf8')).toBe('png');
    expect(readdirSync(join(folder, 'a'))).toEqual(['desk.png']);
  });

  it('is a clear sentence when it cannot be taken or written', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    const into = await takeScreenshot(() => Promise.resolve(picture('png')), 'file/desk.png', folder);
    expect(into.ok ? '' : into.error).toContain(
      `could not be written to ${join(folder, 'file', 'desk.png')}`,
    );
    const empty = await takeScreenshot(() => Promise.resolve(picture('')), 'desk.png', folder);
    expect(empty.ok ? '' : empty.error).toContain('drawn nothing');
    const failed = await takeScreenshot(() => Promise.reject(new Error('no window')), 'desk.png', folder);
    expect(failed.ok ? '' : failed.error).toContain('no window');
    expect(existsSync(join(folder, 'desk.png'))).toBe(false);
  });
});

type Capture = () => Promise<ReturnType<typeof picture>>;

function run(capture: Capture | null): {
  readonly host: ReturnType<typeof createDeskHost>;
  readonly clock: ReturnType<typeof manualClock>;
  readonly voice: ReturnType<typeof recordingVoice>;
  readonly codes: number[];
  readonly folder: string;
} {
  const voice = recordingVoice();
  const host = createDeskHost(voice);
  const clock = manualClock();
  const codes: number[] = [];
  const folder = tempFolder();
  screenshotAndLeave({
    wanted: { file: 'desk.png', after: millis(15_000) },
    host,
    page: () => (capture === null ? null : { capturePage: capture }),
    clock,
    voice,
    cwd: folder,
    quit: (code) => void codes.push(code),
  });
  return { host, clock, voice, codes, folder };
}

describe('a run for a screenshot', () => {
  it('takes it once the desk has run for its time, and leaves', async () => {
    const { host, clock, codes, voice, folder } = run(() => Promise.resolve(picture('png')));
    await host.start(() => Promise.resolve(ok(scriptedDesk())));
    clock.advance(14_999);
    expect(codes).toEqual([]);
    clock.advance(1);
    await vi.waitFor(() => expect(codes).toEqual([0]));
    expect(voice.said.join()).toContain(join(folder, 'desk.png'));
  });

  it('looks again while nothing is drawn yet', async () => {
    let looks = 0;
    const { host, clock, codes } = run(() => Promise.resolve(picture((looks += 1) < 3 ? '' : 'png')));
    await host.start(() => Promise.resolve(ok(scriptedDesk())));
    clock.advance(15_000);
    for (const look of [1, 2]) {
      // The bound of the whole, and the next look.
      await vi.waitFor(() => expect([looks, clock.timers()]).toEqual([look, 2]));
      clock.advance(250);
    }
    await vi.waitFor(() => expect(codes).toEqual([0]));
  });

  it('leaves with 1 when the window hangs or is gone', async () => {
    const hung = run(() => new Promise(() => undefined));
    await hung.host.start(() => Promise.resolve(ok(scriptedDesk())));
    await vi.waitFor(() => {
      hung.clock.advance(15_000);
      expect(hung.codes).toEqual([1]);
    });
    expect(hung.voice.warned.join()).toContain('did not answer');
    const gone = run(null);
    await gone.host.start(() => Promise.resolve(ok(scriptedDesk())));
    gone.clock.advance(15_000);
    await vi.waitFor(() => expect(gone.codes).toEqual([1]));
  });

  it('leaves with 1 at once when the desk does not start', async () => {
    const { host, clock, codes } = run(() => Promise.reject(new Error('not asked for')));
    await host.start(() => Promise.resolve(err([{ what: 'a', found: 'b', remedy: 'c' }])));
    expect(codes).toEqual([1]);
    expect(clock.timers()).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { answerDeskChannels, type DeskSource } from '../../../electron/ipc/desk-channels.ts';
import type { TrustedWindow } from '../../../electron/ipc/trusted-sender.ts';
import { DONE, type Command } from '../../../shared/commands.ts';
import type { DeskAnswer } from '../../../shared/ipc.ts';
import { emptyDesk } from '../../../shared/projection/apply-event.ts';
import { unixMs } from '../../../shared/units.ts';
import { SETTINGS } from '../../support/pools.ts';
import { fakeIpcMain, ourPage, ourWindow, type FakeIpcMain } from './fake-ipc-main.ts';

const session = { mode: 'sim', version: '0.0.0', standInRuntime: true, presetNotes: [] } as const;

type Rig = {
  readonly ipc: FakeIpcMain;
  readonly commands: Command[];
  readonly complaints: string[];
  readonly faults: unknown[];
  readonly opened: number[];
};

function rig(source: Partial<DeskSource> = {}, window: TrustedWindow | null = ourWindow): Rig {
  const ipc = fakeIpcMain();
  const commands: Command[] = [];
  const complaints: string[] = [];
  const faults: unknown[] = [];
  const opened: number[] = [];
  const desk: DeskSource = {
    answer: () => ({ phase: 'starting', step: 'reading the journal' }),
    command(command) {
      commands.push(command);
      return DONE;
    },
    ...source,
  };
  answerDeskChannels(
    {
      ipc,
      window: () => window,
      complain: (sentence) => void complaints.push(sentence),
      fault: (error) => void faults.push(error),
    },
    desk,
    (sequence) => void opened.push(sequence),
  );
  return { ipc, commands, complaints, faults, opened };
}

describe('the channels of the desk', () => {
  it('answer with the step while the desk starts, and restart no batches', () => {
    const { ipc, opened } = rig();
    expect(ipc.invoke('desk:open', null)).toEqual({ phase: 'starting', step: 'reading the journal' });
    expect(opened).toEqual([]);
  });

  it('restart the batches at the number of the snapshot that they answer with', () => {
    const desk = emptyDesk(session, SETTINGS, unixMs(1));
    const answer: DeskAnswer = { phase: 'running', sequence: 41, desk };
    const { ipc, opened } = rig({ answer: () => answer });
    expect(ipc.invoke('desk:open', null)).toBe(answer);
    expect(opened).toEqual([41]);
  });

  it('hand a command on and answer with its reply', () => {
    const { ipc, commands } = rig();
    expect(ipc.invoke('desk:command', { kind: 'kill', by: 'button' })).toEqual(DONE);
    expect(commands).toEqual([{ kind: 'kill', by: 'button' }]);
  });

  it('answer a malformed command as such, and hand nothing on', () => {
    const { ipc, commands } = rig();
    expect(ipc.invoke('desk:command', { kind: 'kill' })).toMatchObject({
      ok: false,
      problem: { code: 'malformed' },
    });
    expect(commands).toEqual([]);
  });

  it.each([
    { ...ourPage, id: 9 },
    { ...ourPage, isTop: false },
    { ...ourPage, url: null },
    { ...ourPage, url: 'https://desk/index.html' },
  ])('refuse a stranger, and say so: %o', (stranger) => {
    const { ipc, commands, complaints } = rig();
    expect(() => ipc.invoke('desk:command', { kind: 'arm' }, stranger)).toThrow('refused');
    expect(() => ipc.invoke('desk:open', null, stranger)).toThrow('refused');
    expect(commands).toEqual([]);
    expect(complaints).toHaveLength(2);
  });

  it('hand nothing on after the window is gone', () => {
    const { ipc, commands, complaints } = rig({}, null);
    expect(ipc.invoke('desk:command', { kind: 'arm' })).toBeUndefined();
    expect(commands).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('report what a command threw as a fault, and keep its words from the page', () => {
    const broken = new Error('the ledger of wallet 5Kd is broken');
    const { ipc, faults } = rig({
      command() {
        throw broken;
      },
    });
    expect(() => ipc.invoke('desk:command', { kind: 'arm' })).toThrow(/^could not be answered$/);
    expect(faults).toEqual([broken]);
  });
});

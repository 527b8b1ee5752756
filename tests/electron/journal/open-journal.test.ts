import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeRecord } from '../../../electron/journal/journal-codec.ts';
import { openJournal } from '../../../electron/journal/open-journal.ts';
import type { JournaledEvent } from '../../../shared/events.ts';
import { orderId } from '../../../shared/order.ts';
import { unixMs } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { recordingLog } from './recording-log.ts';
import { tempFolders } from './temp-folder.ts';

const folder = tempFolders();
const event = (number: number): JournaledEvent => ({
  kind: 'order-built',
  atMs: unixMs(number),
  id: orderId(number),
});

function open(at: string) {
  const seen: JournaledEvent[] = [];
  const log = recordingLog();
  const result = openJournal({
    folder: at,
    clock: manualClock(),
    log,
    onRecord: (record) => seen.push(record.event),
    onFailure: (error) => expect.unreachable(error.detail),
  });
  return { result, seen, log };
}

function opened(at: string) {
  const { result, seen, log } = open(at);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return { ...result.value, seen, log };
}

function problem(at: string) {
  const { result } = open(at);
  if (result.ok) throw new Error('it was opened');
  return result.error;
}

describe('opening a journal', () => {
  it('starts an empty one, for its owner alone', () => {
    const at = join(folder(), 'data');
    const { journal, records, cut } = opened(at);
    expect({ records, cut }).toEqual({ records: 0, cut: null });
    if (process.platform !== 'win32') expect(statSync(join(at, 'journal')).mode & 0o777).toBe(0o600);
    journal.close();
  });

  it('gives back what the last run wrote, and numbers on', () => {
    const at = folder();
    const first = opened(at);
    first.journal.append([event(1)]);
    first.journal.append([event(2)], 'forced');
    first.journal.close();
    const second = opened(at);
    expect(second.seen).toEqual([event(1), event(2)]);
    expect(second.lastSequence).toBe(2);
    expect(second.journal.append([event(3)])).toEqual({ ok: true, value: 3 });
    second.journal.close();
    expect(opened(at).records).toBe(3);
  });

  it('gives back all events of one decision or none, and goes on behind it', () => {
    const at = folder();
    const path = join(at, 'journal');
    const first = opened(at);
    first.journal.append([event(1)]);
    first.journal.append([event(2), event(3)]);
    first.journal.close();
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, `${lines.slice(0, 2).join('\n')}\n`);
    const second = opened(at);
    expect(second.seen).toEqual([event(1)]);
    expect(second.cut).toMatchObject({ reason: 'the last decision is not whole' });
    expect(second.journal.append([event(4)])).toEqual({ ok: true, value: 2 });
    second.journal.close();
    expect(opened(at).seen).toEqual([event(1), event(4)]);
  });

  it('cuts off a torn end, keeps it beside, says so, and goes on behind the last good record', () => {
    const at = folder();
    const path = join(at, 'journal');
    for (const number of [1, 2]) {
      const run = opened(at);
      run.journal.append([event(number)]);
      run.journal.close();
      appendFileSync(path, `{"seq":${number + 1},"torn`);
      const good = readFileSync(path, 'utf8').slice(0, -'{"seq":2,"torn'.length);
      const next = opened(at);
      const keptAs = `${path}.torn-${number}`;
      expect(next.cut).toMatchObject({ bytes: 14, keptAs });
      expect(readFileSync(keptAs, 'utf8')).toBe(`{"seq":${number + 1},"torn`);
      expect(readFileSync(path, 'utf8')).toBe(good);
      expect(next.log.lines).toMatchObject([{ level: 'warn', event: 'journal-torn-end-cut' }]);
      next.journal.close();
    }
    expect(opened(at).seen).toEqual([event(1), event(2)]);
  });

  it('adds a line break that alone was cut off', () => {
    const at = folder();
    writeFileSync(join(at, 'journal'), encodeRecord({ sequence: 1, event: event(1) }).slice(0, -1));
    const { journal, cut } = opened(at);
    expect(cut).toBeNull();
    journal.append([event(2)]);
    journal.close();
    expect(opened(at).seen).toEqual([event(1), event(2)]);
  });

  it('refuses damage in the middle with its line and what to do, and leaves everything as it is', () => {
    const at = folder();
    const path = join(at, 'journal');
    const content = `${encodeRecord({ sequence: 1, event: event(1) })}damaged\n${encodeRecord({ sequence: 2, event: event(2) })}`;
    writeFileSync(path, content);
    const { found, remedy } = problem(at);
    expect(found).toContain(`${path}, line 2: the line has no checksum at its end`);
    expect(remedy).toContain('Put back a copy');
    expect(readFileSync(path, 'utf8')).toBe(content);
    expect(existsSync(join(at, 'journal.lock'))).toBe(false);
  });

  it('refuses a record that contradicts those before it, asks no further, and lets go of the lock', () => {
    const at = folder();
    const first = opened(at);
    for (const number of [1, 2, 3]) first.journal.append([event(number)]);
    first.journal.close();
    const asked: number[] = [];
    const result = openJournal({
      folder: at,
      clock: manualClock(),
      log: recordingLog(),
      onRecord: ({ sequence }) => {
        asked.push(sequence);
        if (sequence === 2) throw new Error('order 2 is not open');
      },
      onFailure: (error) => expect.unreachable(error.detail),
    });
    expect(result).toMatchObject({ ok: false, error: { what: 'The journal' } });
    expect(result.ok ? '' : result.error.found).toContain('journal, record 2: order 2 is not open.');
    expect([asked, existsSync(join(at, 'journal.lock'))]).toEqual([[1, 2], false]);
  });

  it('refuses a second process with its number and what to do', () => {
    const at = folder();
    const { journal } = opened(at);
    const { found, remedy } = problem(at);
    expect(found).toContain(`Process ${process.pid} is using it`);
    expect(remedy).toContain('SWINGAWAY_DATA_DIR');
    journal.close();
    expect(open(at).result.ok).toBe(true);
  });

  it('refuses a folder that cannot be one, and a journal that is no file', () => {
    const at = folder();
    writeFileSync(join(at, 'file'), '');
    expect(problem(join(at, 'file', 'data')).found).toContain('cannot be written');
    const other = folder();
    mkdirSync(join(other, 'journal'));
    expect(problem(other).found).toContain('cannot be read');
  });
});

import { openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JournalError } from '../../../electron/engine/ports/journal.ts';
import { decodeRecord } from '../../../electron/journal/journal-codec.ts';
import {
  makeJournalWriter,
  NODE_FILE_CALLS,
  SYNC_BEHIND_MS,
  type JournalFileCalls,
} from '../../../electron/journal/journal-writer.ts';
import type { JournaledEvent } from '../../../shared/events.ts';
import { orderId } from '../../../shared/order.ts';
import { unixMs } from '../../../shared/units.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { tempFolders } from './temp-folder.ts';

const event: JournaledEvent = { kind: 'order-built', atMs: unixMs(5), id: orderId(1) };
const folder = tempFolders();

function writing(changes: Partial<JournalFileCalls> = {}) {
  const path = join(folder(), 'journal');
  const file = openSync(path, 'a');
  const clock = manualClock();
  const failures: JournalError[] = [];
  const calls: string[] = [];
  let closed = 0;
  const told: JournalFileCalls = {
    ...NODE_FILE_CALLS,
    fdatasyncSync: () => void calls.push('sync'),
    fdatasync: (_file, done) => {
      calls.push('sync behind');
      done(null);
    },
    closeSync: (descriptor) => {
      calls.push('close');
      NODE_FILE_CALLS.closeSync(descriptor);
    },
    ...changes,
  };
  const journal = makeJournalWriter({
    file,
    bytes: 0,
    lastSequence: 0,
    clock,
    calls: told,
    onFailure: (error) => failures.push(error),
    onClosed: () => (closed += 1),
  });
  const content = () => readFileSync(path, 'utf8');
  const sequences = () =>
    content()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const decoded = decodeRecord(line);
        return decoded.ok ? decoded.value.sequence : decoded.error.code;
      });
  return { journal, clock, failures, calls, content, sequences, closed: () => closed };
}

const systemError = (code: string) => Object.assign(new Error(`${code}: no`), { code });

describe('writing a journal', () => {
  it('numbers the records from where the last run stopped, and each is in the file when append returns', () => {
    const { journal, sequences, content } = writing();
    expect(journal.append([event])).toEqual({ ok: true, value: 1 });
    expect(sequences()).toEqual([1]);
    expect(journal.append([event], 'forced')).toEqual({ ok: true, value: 2 });
    expect(sequences()).toEqual([1, 2]);
    expect(journal.size()).toBe(Buffer.byteLength(content()));
  });

  it('syncs a forced record before append returns, and one sync behind covers a burst of others', () => {
    const { journal, clock, calls } = writing();
    journal.append([event], 'forced');
    expect(calls).toEqual(['sync']);
    for (let count = 0; count < 50; count += 1) journal.append([event]);
    expect(calls).toEqual(['sync']);
    clock.advance(SYNC_BEHIND_MS);
    expect(calls).toEqual(['sync', 'sync behind']);
    clock.advance(1000);
    expect(calls).toHaveLength(2);
  });

  it('needs no sync behind when a forced record followed', () => {
    const { journal, clock, calls } = writing();
    journal.append([event]);
    journal.append([event], 'forced');
    clock.advance(1000);
    expect(calls).toEqual(['sync']);
  });

  it('syncs again what came while a sync ran', () => {
    const done: ((error: Error | null) => void)[] = [];
    const { journal, clock } = writing({ fdatasync: (_file, finished) => void done.push(finished) });
    journal.append([event]);
    clock.advance(SYNC_BEHIND_MS);
    journal.append([event]);
    clock.advance(SYNC_BEHIND_MS);
    expect(done).toHaveLength(1);
    done[0]?.(null);
    clock.advance(SYNC_BEHIND_MS);
    expect(done).toHaveLength(2);
  });

  it('goes on after a short write until the record is whole', () => {
    const { journal, sequences } = writing({
      writeSync: (file, bytes, offset, length) => writeSync(file, bytes, offset, Math.min(length, 7)),
    });
    expect(journal.append([event]).ok).toBe(true);
    expect(journal.append([event]).ok).toBe(true);
    expect(sequences()).toEqual([1, 2]);
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'not-writable'],
    ['EIO', 'write-failed'],
  ])('on %s is %s, stays so, and leaves only whole records', (code, expected) => {
    let room = 150;
    const { journal, sequences, content } = writing({
      writeSync: (file, bytes, offset, length) => {
        const count = Math.min(length, room);
        if (count === 0) throw systemError(code);
        room -= count;
        return writeSync(file, bytes, offset, count);
      },
    });
    expect(journal.append([event]).ok).toBe(true);
    const failed = journal.append([event]);
    expect(failed).toMatchObject({ ok: false, error: { code: expected } });
    room = 1_000_000;
    expect(journal.append([event])).toEqual(failed);
    expect(journal.append([event], 'forced')).toEqual(failed);
    expect(sequences()).toEqual([1]);
    expect(content().endsWith('}\n')).toBe(true);
  });

  it('fails when a forced sync fails, and never syncs again', () => {
    let syncs = 0;
    const { journal } = writing({
      fdatasyncSync: () => {
        syncs += 1;
        throw systemError('EIO');
      },
    });
    expect(journal.append([event], 'forced')).toMatchObject({ ok: false, error: { code: 'write-failed' } });
    expect(journal.append([event], 'forced').ok).toBe(false);
    expect(syncs).toBe(1);
  });

  it('tells at once when a sync behind fails, and fails from then on', () => {
    const { journal, clock, failures } = writing({ fdatasync: (_file, done) => done(systemError('EIO')) });
    journal.append([event]);
    clock.advance(SYNC_BEHIND_MS);
    expect(failures).toEqual([{ code: 'write-failed', detail: 'EIO: no' }]);
    expect(journal.append([event])).toMatchObject({ ok: false, error: { code: 'write-failed' } });
  });

  it('writes nothing of an event that cannot be recorded, and can go on', () => {
    const { journal, sequences } = writing();
    expect(() => journal.append([{ ...event, atMs: unixMs(Number.NaN) }])).toThrow('cannot be recorded');
    expect(journal.append([event])).toEqual({ ok: true, value: 1 });
    expect(sequences()).toEqual([1]);
  });

  it('syncs and closes once, leaves no timer, and is closed from then on', () => {
    const { journal, clock, calls, closed } = writing();
    journal.append([event]);
    journal.close();
    journal.close();
    expect(calls).toEqual(['sync', 'close']);
    expect(closed()).toBe(1);
    expect(clock.timers()).toBe(0);
    expect(journal.append([event])).toMatchObject({ ok: false, error: { code: 'closed' } });
  });

  it('does not close the file under a sync that runs', () => {
    const done: ((error: Error | null) => void)[] = [];
    const { journal, clock, calls, closed } = writing({
      fdatasync: (_file, finished) => void done.push(finished),
    });
    journal.append([event]);
    clock.advance(SYNC_BEHIND_MS);
    journal.close();
    expect(calls).toEqual(['sync']);
    expect(closed()).toBe(0);
    done[0]?.(null);
    expect(calls).toEqual(['sync', 'close']);
    expect(closed()).toBe(1);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeJournalLock } from '../../../electron/journal/journal-lock.ts';
import { processIdentity } from '../../../electron/journal/process-identity.ts';
import { tempFolders } from './temp-folder.ts';

const folder = tempFolders();
const lockPath = (): string => join(folder(), 'journal.lock');

/** The number of a process that has ended. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  if (child.pid === undefined) throw new Error('no process was started');
  return child.pid;
}

describe('the lock of a journal', () => {
  it('holds the process number, for its owner alone, and is gone when released', () => {
    const path = lockPath();
    const lock = takeJournalLock(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    if (!lock.ok) throw new Error(lock.error.code);
    lock.value.release();
    expect(existsSync(path)).toBe(false);
  });

  it('is not given twice, also not to the process that holds it', () => {
    const path = lockPath();
    const lock = takeJournalLock(path);
    expect(takeJournalLock(path)).toEqual({ ok: false, error: { code: 'held', pid: process.pid, path } });
    if (lock.ok) lock.value.release();
    expect(takeJournalLock(path).ok).toBe(true);
  });

  it('is not taken from another process that runs', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    await once(child, 'spawn');
    const path = lockPath();
    writeFileSync(path, JSON.stringify({ pid: child.pid, identity: processIdentity(child.pid ?? 0) }));
    expect(takeJournalLock(path)).toMatchObject({ ok: false, error: { code: 'held', pid: child.pid } });
    child.kill();
    await once(child, 'exit');
    expect(takeJournalLock(path).ok).toBe(true);
  });

  it('is taken over from a process that is gone', async () => {
    const path = lockPath();
    writeFileSync(path, JSON.stringify({ pid: await endedProcess(), identity: null }));
    expect(takeJournalLock(path).ok).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(readdirSync(dirname(path))).toEqual(['journal.lock']);
  });

  it.skipIf(processIdentity(process.pid) === null)(
    'is taken over when the number belongs to another process now (where the system tells them apart)',
    () => {
      const path = lockPath();
      writeFileSync(path, JSON.stringify({ pid: process.pid, identity: 'another boot/1' }));
      expect(takeJournalLock(path).ok).toBe(true);
    },
  );

  it.each(['', 'garbage', '{}', '{"pid":0}', '{"pid":"5"}', 'null'])(
    'is left alone when it does not say whose it is: %j',
    (content) => {
      const path = lockPath();
      writeFileSync(path, content);
      expect(takeJournalLock(path)).toMatchObject({ ok: false, error: { code: 'unusable', path } });
      expect(readFileSync(path, 'utf8')).toBe(content);
    },
  );

  it('is left to the one that is just taking it over', async () => {
    const path = lockPath();
    writeFileSync(path, JSON.stringify({ pid: await endedProcess(), identity: null }));
    writeFileSync(`${path}.takeover`, JSON.stringify({ pid: process.pid, identity: null }));
    expect(takeJournalLock(path)).toMatchObject({ ok: false, error: { code: 'held', pid: process.pid } });
  });

  it('cannot be had in a folder that is not there', () => {
    expect(takeJournalLock(join(folder(), 'no', 'journal.lock'))).toMatchObject({
      ok: false,
      error: { code: 'unusable' },
    });
  });
});

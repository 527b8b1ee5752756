import { closeSync, fsyncSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { err, ok, type Result } from '../../shared/result.ts';
import { errorCode, errorWords, OWNER_ONLY } from './journal-files.ts';
import { processIdentity, stillRuns } from './process-identity.ts';

export type JournalLock = { release(): void };

export type LockProblem =
  | { readonly code: 'held'; readonly pid: number; readonly path: string }
  | { readonly code: 'unusable'; readonly detail: string; readonly path: string };

type Holder = { readonly pid: number; readonly identity: string | null };

/**
 * Lets one process at a time write a journal: a file with the holder's process number. A lock whose holder is gone is
 * taken over; while that is done a second file keeps others from doing the same.
 */
export function takeJournalLock(path: string): Result<JournalLock, LockProblem> {
  try {
    if (create(path)) return ok(lockAt(path));
    return takeOver(path);
  } catch (error) {
    return err({ code: 'unusable', detail: errorWords(error), path });
  }
}

function takeOver(path: string): Result<JournalLock, LockProblem> {
  const holder = readHolder(path);
  if (holder === null) return err(unnamed(path));
  if (stillRuns(holder.pid, holder.identity)) return err({ code: 'held', pid: holder.pid, path });
  const guard = `${path}.takeover`;
  if (!create(guard)) {
    const other = readHolder(guard);
    const isHeld = other !== null && stillRuns(other.pid, other.identity);
    return err(isHeld ? { code: 'held', pid: other.pid, path } : unnamed(guard));
  }
  try {
    // Another one may have taken it over between the first look and the guard.
    const now = readHolder(path);
    if (now === null) return err(unnamed(path));
    if (stillRuns(now.pid, now.identity)) return err({ code: 'held', pid: now.pid, path });
    unlinkSync(path);
    if (create(path)) return ok(lockAt(path));
    return err(unnamed(path));
  } finally {
    unlinkSync(guard);
  }
}

/** Nobody is known to hold it, and somebody may be about to: only the user can tell. */
const unnamed = (path: string): LockProblem => ({
  code: 'unusable',
  detail: 'it is there and names no running process; if no other Swingaway is starting, delete it',
  path,
});

/** False when the file is there already. */
function create(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx', OWNER_ONLY);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    const holder: Holder = { pid: process.pid, identity: processIdentity(process.pid) };
    writeSync(file, `${JSON.stringify(holder)}\n`);
    // So that a power cut leaves a lock that still says whose it is.
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return true;
}

/** Null when the file is gone or does not say who holds it: its writer is just making it, or was cut off then. */
function readHolder(path: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return null;
    const pid: unknown = Reflect.get(value, 'pid');
    const identity: unknown = Reflect.get(value, 'identity');
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return null;
    return { pid, identity: typeof identity === 'string' ? identity : null };
  } catch {
    return null;
  }
}

function lockAt(path: string): JournalLock {
  let held = true;
  return {
    release: () => {
      if (!held) return;
      held = false;
      try {
        unlinkSync(path);
      } catch {
        // Gone already: somebody cleared the folder. There is nothing left to release.
      }
    },
  };
}

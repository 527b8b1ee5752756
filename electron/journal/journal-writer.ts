import { closeSync, fdatasync, fdatasyncSync, ftruncateSync, writeSync } from 'node:fs';
import type { Clock } from '../engine/ports/clock.ts';
import type { Journal, JournalError } from '../engine/ports/journal.ts';
import type { JournaledEvent } from '../../shared/events.ts';
import { err, ok } from '../../shared/result.ts';
import { millis } from '../../shared/units.ts';
import { encodeRecord } from './journal-codec.ts';
import { errorCode, errorWords } from './journal-files.ts';

/** The calls of `node:fs` that the writer makes; tests give others. */
export type JournalFileCalls = {
  writeSync(file: number, bytes: Uint8Array, offset: number, length: number): number;
  fdatasyncSync(file: number): void;
  fdatasync(file: number, done: (error: Error | null) => void): void;
  ftruncateSync(file: number, length: number): void;
  closeSync(file: number): void;
};

export const NODE_FILE_CALLS: JournalFileCalls = {
  writeSync,
  fdatasyncSync,
  fdatasync,
  ftruncateSync,
  closeSync,
};

/** Records that were not forced are on the disk this long after they were written. */
export const SYNC_BEHIND_MS = millis(20);

export type JournalWriterOptions = {
  /** Opened for appending, its length `bytes`, its last record `lastSequence`. */
  readonly file: number;
  readonly bytes: number;
  readonly lastSequence: number;
  readonly clock: Clock;
  readonly calls?: JournalFileCalls;
  /** Called once, when a sync in the background fails: no append has failed yet, the next one will. */
  readonly onFailure: (error: JournalError) => void;
  /** Called once the file is closed. */
  readonly onClosed: () => void;
};

export type JournalWriter = Journal & { size(): number };

/**
 * Appends records to an open journal. After the first failure it stays failed: what reached the disk is unknown then,
 * and a record behind a gap would be a false history.
 */
export function makeJournalWriter(options: JournalWriterOptions): JournalWriter {
  const { file, clock, calls = NODE_FILE_CALLS } = options;
  let sequence = options.lastSequence;
  let size = options.bytes;
  let failure: JournalError | null = null;
  let isClosed = false;
  let unsynced = false;
  let syncing = false;
  let cancelSync: (() => void) | null = null;

  function writeAll(bytes: Uint8Array): void {
    let written = 0;
    while (written < bytes.length) {
      const count = calls.writeSync(file, bytes, written, bytes.length - written);
      if (count <= 0) throw new Error('the system wrote nothing');
      written += count;
    }
  }

  function fail(error: unknown): JournalError {
    failure = { code: codeOf(error), detail: errorWords(error) };
    cancelSync?.();
    cancelSync = null;
    return failure;
  }

  /** Takes half a record off again, so that the next start finds a whole file. Where it fails, that start cuts it. */
  function takeBack(): void {
    try {
      calls.ftruncateSync(file, size);
    } catch {
      return;
    }
  }

  function syncLater(): void {
    unsynced = true;
    if (cancelSync !== null || syncing) return;
    cancelSync = clock.after(SYNC_BEHIND_MS, () => {
      cancelSync = null;
      unsynced = false;
      syncing = true;
      calls.fdatasync(file, (error) => {
        syncing = false;
        if (isClosed) finishClosing();
        else if (error !== null && failure === null) options.onFailure(fail(error));
        else if (unsynced && failure === null) syncLater();
      });
    });
  }

  function finishClosing(): void {
    try {
      calls.closeSync(file);
    } finally {
      options.onClosed();
    }
  }

  return {
    append: (events: readonly JournaledEvent[], forced?: 'forced') => {
      if (isClosed) return err({ code: 'closed', detail: 'the journal was closed' });
      if (failure !== null) return err(failure);
      // Encoded before anything is written: an event that cannot be recorded throws here and leaves no trace.
      const bytes = Buffer.from(encodeGroup(sequence + 1, events), 'utf8');
      try {
        writeAll(bytes);
      } catch (error) {
        takeBack();
        return err(fail(error));
      }
      if (forced === 'forced') {
        try {
          calls.fdatasyncSync(file);
        } catch (error) {
          return err(fail(error));
        }
        unsynced = false;
        cancelSync?.();
        cancelSync = null;
      } else {
        syncLater();
      }
      size += bytes.length;
      sequence += events.length;
      return ok(sequence);
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      cancelSync?.();
      cancelSync = null;
      try {
        if (failure === null) calls.fdatasyncSync(file);
      } catch (error) {
        options.onFailure(fail(error));
      }
      // A descriptor must not be closed under a sync that runs: its number could be another file's by then.
      if (!syncing) finishClosing();
    },
    size: () => size,
  };
}

/** The lines of one decision: written in one go, and read back as one. */
function encodeGroup(first: number, events: readonly JournaledEvent[]): string {
  const last = events.length - 1;
  return events.map((event, at) => encodeRecord({ sequence: first + at, event, more: at < last })).join('');
}

const CODES: Readonly<Record<string, JournalError['code']>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  EBADF: 'not-writable',
};

function codeOf(error: unknown): JournalError['code'] {
  return CODES[errorCode(error) ?? ''] ?? 'write-failed';
}

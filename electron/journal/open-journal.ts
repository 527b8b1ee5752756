import { fstatSync, mkdirSync, openSync } from 'node:fs';
import type { Clock } from '../engine/ports/clock.ts';
import type { Journal, JournalError } from '../engine/ports/journal.ts';
import type { Log } from '../engine/ports/log.ts';
import type { StartProblem } from '../../shared/ipc.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { JournalRecord } from './journal-codec.ts';
import { errorWords, journalPaths, OWNER_ONLY } from './journal-files.ts';
import { takeJournalLock, type LockProblem } from './journal-lock.ts';
import { scanJournal, type JournalDamage } from './journal-reader.ts';
import { repairTail, type JournalCut } from './journal-tail.ts';
import { makeJournalWriter } from './journal-writer.ts';

export type OpenedJournal = {
  readonly journal: Journal;
  /** How many records were replayed. */
  readonly records: number;
  readonly lastSequence: number;
  /** The torn end of the last run, where there was one. */
  readonly cut: JournalCut | null;
};

/** Reading so much takes about a second; from there on the log says so at every start. */
export const LARGE_JOURNAL_BYTES = 20_000_000;

/**
 * Opens the journal of a data folder for this process alone: takes the lock, calls `onRecord` with every record of
 * earlier runs, mends a torn end and opens the file for appending. `onRecord` throws on a record that contradicts those
 * before it, and is not called again then. `onFailure` is called when a write that had been accepted does not reach the
 * disk. After an error nothing is left open, and what `onRecord` built is to be thrown away.
 */
export function openJournal(options: {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly onRecord: (record: JournalRecord) => void;
  readonly onFailure: (error: JournalError) => void;
}): Result<OpenedJournal, StartProblem> {
  const paths = journalPaths(options.folder);
  try {
    mkdirSync(paths.folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return err(unwritable(paths.folder, errorWords(error)));
  }
  const lock = takeJournalLock(paths.lock);
  if (!lock.ok) return err(lockProblem(lock.error));
  const opened = openLocked(paths.journal, options, () => lock.value.release());
  if (!opened.ok) lock.value.release();
  return opened;
}

function openLocked(
  path: string,
  options: Parameters<typeof openJournal>[0],
  onClosed: () => void,
): Result<OpenedJournal, StartProblem> {
  let refused: Contradiction | null = null;
  const scan = scanJournal(path, (record) => {
    if (refused === null) refused = refusalOf(record, options.onRecord);
  });
  if (!scan.ok) return err(damageProblem(path, scan.error));
  if (refused !== null) return err(contradictionProblem(path, refused));
  const cut = repairTail(path, scan.value);
  if (!cut.ok) return err(unwritable(path, cut.error));
  if (cut.value !== null) options.log.warn('journal-torn-end-cut', { ...cut.value });
  let file: number;
  let bytes: number;
  try {
    file = openSync(path, 'a', OWNER_ONLY);
    bytes = fstatSync(file).size;
  } catch (error) {
    return err(unwritable(path, errorWords(error)));
  }
  if (bytes > LARGE_JOURNAL_BYTES) options.log.warn('journal-large', { path, bytes });
  const { clock, onFailure } = options;
  const { records, lastSequence } = scan.value;
  const journal = makeJournalWriter({ file, bytes, lastSequence, clock, onFailure, onClosed });
  return ok({ journal, records, lastSequence, cut: cut.value });
}

const what = 'The journal';

function unwritable(path: string, detail: string): StartProblem {
  return {
    what,
    found: `${path} cannot be written: ${detail}`,
    remedy: 'Make the folder writable for you and free space on its disk, or set SWINGAWAY_DATA_DIR.',
  };
}

function lockProblem(problem: LockProblem): StartProblem {
  if (problem.code === 'unusable') {
    return {
      what,
      found: `${problem.path} cannot be used: ${problem.detail}`,
      remedy: 'Mend that, or set SWINGAWAY_DATA_DIR to another folder.',
    };
  }
  return {
    what,
    found: `Process ${problem.pid} is using it (${problem.path}).`,
    remedy: `Close that one first, or set SWINGAWAY_DATA_DIR to another folder. If process ${problem.pid} is not Swingaway, delete ${problem.path}.`,
  };
}

function damageProblem(path: string, damage: JournalDamage): StartProblem {
  const place = damage.line === 0 ? path : `${path}, line ${damage.line}`;
  switch (damage.code) {
    case 'unreadable':
      return {
        what,
        found: `${place} cannot be read: ${damage.detail}`,
        remedy: 'Make it readable for you.',
      };
    case 'from-the-future':
      return {
        what,
        found: `${place}: ${damage.detail}. A newer Swingaway wrote it.`,
        remedy: 'Start that version, or set SWINGAWAY_DATA_DIR to another folder.',
      };
    case 'damaged-middle':
    case 'wrong-sequence':
      return {
        what,
        found: `${place}: ${damage.detail}, and good records follow. No crash does that, so it is not guessed over.`,
        remedy: startAnew(path),
      };
  }
}

/** A record that is whole and does not fit those before it: nothing may be traded on such a journal. */
type Contradiction = { readonly sequence: number; readonly detail: string };

function refusalOf(record: JournalRecord, onRecord: (record: JournalRecord) => void): Contradiction | null {
  try {
    onRecord(record);
    return null;
  } catch (error) {
    return { sequence: record.sequence, detail: errorWords(error) };
  }
}

const contradictionProblem = (path: string, { sequence, detail }: Contradiction): StartProblem => ({
  what,
  found: `${path}, record ${sequence}: ${detail}. It contradicts the records before it.`,
  remedy: startAnew(path),
});

const startAnew = (path: string): string =>
  `Put back a copy of the file, or move ${path} away to start with an empty journal: then cooldowns, hourly counts and orders of before are not known.`;

import { closeSync, openSync, readSync } from 'node:fs';
import { err, ok, type Result } from '../../shared/result.ts';
import { decodeRecord, MAX_RECORD_BYTES, type JournalRecord } from './journal-codec.ts';
import { errorCode, errorWords } from './journal-files.ts';

export type JournalScan = {
  readonly records: number;
  readonly lastSequence: number;
  /** How many bytes of the file are good records. */
  readonly goodBytes: number;
  /** What stands behind the last good record: the rest of a write that was cut off. */
  readonly torn: { readonly bytes: number; readonly reason: string } | null;
  /** The last record is whole but for its line break. */
  readonly unterminated: boolean;
};

/** `line` counts from 1. */
export type JournalDamage = {
  readonly code: 'damaged-middle' | 'wrong-sequence' | 'from-the-future' | 'unreadable';
  readonly line: number;
  readonly detail: string;
};

const CHUNK_BYTES = 65_536;
const LINE_BREAK = 0x0a;

/**
 * Reads a journal from its start and calls back with each good record in order; never holds more than a line and a
 * chunk. A bad end is reported and left alone. Bad lines with a good one behind them are damage that no crash makes:
 * that is an error, and what was called back before must be thrown away. A file that is not there is an empty journal.
 */
export function scanJournal(
  path: string,
  onRecord: (record: JournalRecord) => void,
): Result<JournalScan, JournalDamage> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ok(EMPTY);
    return err({ code: 'unreadable', line: 0, detail: errorWords(error) });
  }
  try {
    return scanLines(linesOf(file), onRecord);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return err({ code: 'unreadable', line: 0, detail: errorWords(error) });
  } finally {
    closeSync(file);
  }
}

const EMPTY: JournalScan = { records: 0, lastSequence: 0, goodBytes: 0, torn: null, unterminated: false };

/** `text` is null for a line that is too long to be a record. `bytes` counts the line break, where there is one. */
type Line = { readonly text: string | null; readonly bytes: number; readonly terminated: boolean };

function scanLines(
  lines: Iterable<Line>,
  onRecord: (record: JournalRecord) => void,
): Result<JournalScan, JournalDamage> {
  let scan = EMPTY;
  let bad: { readonly line: number; readonly detail: string } | null = null;
  let badBytes = 0;
  let number = 0;
  for (const line of lines) {
    number += 1;
    const decoded = line.text === null ? TOO_LONG : decodeRecord(line.text);
    if (!decoded.ok && decoded.error.code === 'from-the-future') {
      return err({ code: 'from-the-future', line: number, detail: decoded.error.detail });
    }
    if (!decoded.ok) {
      bad ??= { line: number, detail: decoded.error.detail };
      badBytes += line.bytes;
      continue;
    }
    if (bad !== null) return err({ code: 'damaged-middle', ...bad });
    if (decoded.value.sequence !== scan.lastSequence + 1) {
      const detail = `record ${decoded.value.sequence} follows record ${scan.lastSequence}`;
      return err({ code: 'wrong-sequence', line: number, detail });
    }
    onRecord(decoded.value);
    scan = {
      records: scan.records + 1,
      lastSequence: decoded.value.sequence,
      goodBytes: scan.goodBytes + line.bytes,
      torn: null,
      unterminated: !line.terminated,
    };
  }
  return ok(bad === null ? scan : { ...scan, torn: { bytes: badBytes, reason: bad.detail } });
}

const TOO_LONG = err({ code: 'damaged', detail: 'the line is too long for a record' } as const);

function* linesOf(file: number): Generator<Line> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let parts: Buffer[] = [];
  let length = 0;
  const line = (terminated: boolean): Line => {
    const text = length > MAX_RECORD_BYTES ? null : Buffer.concat(parts).toString('utf8');
    const bytes = length + (terminated ? 1 : 0);
    parts = [];
    length = 0;
    return { text, bytes, terminated };
  };
  const add = (part: Buffer): void => {
    length += part.length;
    // The bytes of an endless line are counted and not kept.
    if (length <= MAX_RECORD_BYTES) parts.push(Buffer.from(part));
    else parts = [];
  };
  for (;;) {
    const read = readSync(file, chunk, 0, CHUNK_BYTES, null);
    if (read === 0) break;
    let from = 0;
    for (
      let end = chunk.indexOf(LINE_BREAK);
      end !== -1 && end < read;
      end = chunk.indexOf(LINE_BREAK, from)
    ) {
      add(chunk.subarray(from, end));
      yield line(true);
      from = end + 1;
    }
    add(chunk.subarray(from, read));
  }
  if (length > 0) yield line(false);
}

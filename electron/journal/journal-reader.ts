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

/** A decision has a handful of events; what claims more is taken as it comes, so that memory stays bounded. */
const MAX_GROUP = 1_000;

const EMPTY: JournalScan = { records: 0, lastSequence: 0, goodBytes: 0, torn: null, unterminated: false };

/** `text` is null for a line that is too long to be a record. `bytes` counts the line break, where there is one. */
type Line = { readonly text: string | null; readonly bytes: number; readonly terminated: boolean };

function scanLines(
  lines: Iterable<Line>,
  onRecord: (record: JournalRecord) => void,
): Result<JournalScan, JournalDamage> {
  let scan = EMPTY;
  // The records of a decision whose last one has not come yet, and their bytes.
  let group: JournalRecord[] = [];
  let groupBytes = 0;
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
    const before = scan.lastSequence + group.length;
    if (decoded.value.sequence !== before + 1) {
      const detail = `record ${decoded.value.sequence} follows record ${before}`;
      return err({ code: 'wrong-sequence', line: number, detail });
    }
    group.push(decoded.value);
    groupBytes += line.bytes;
    if (decoded.value.more && group.length < MAX_GROUP) continue;
    for (const record of group) onRecord(record);
    scan = {
      records: scan.records + group.length,
      lastSequence: decoded.value.sequence,
      goodBytes: scan.goodBytes + groupBytes,
      torn: null,
      unterminated: !line.terminated,
    };
    group = [];
    groupBytes = 0;
  }
  const reason = bad?.detail ?? (group.length > 0 ? 'the last decision is not whole' : null);
  return ok(reason === null ? scan : { ...scan, torn: { bytes: groupBytes + badBytes, reason } });
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

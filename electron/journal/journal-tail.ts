import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { err, ok, type Result } from '../../shared/result.ts';
import { errorCode, errorWords, OWNER_ONLY } from './journal-files.ts';
import type { JournalScan } from './journal-reader.ts';

/** What was taken off the end of the journal, and where it lies now. */
export type JournalCut = { readonly bytes: number; readonly reason: string; readonly keptAs: string };

/** So many cut ends, and something is wrong that another file will not mend. */
const MAX_TORN_FILES = 100;
const CHUNK_BYTES = 65_536;

/**
 * Makes the file end with its last good record: a torn end is copied to `journal.torn-<n>` beside it and then cut
 * off, a missing last line break is added. Null when there was nothing to cut. The error is words for people.
 */
export function repairTail(path: string, scan: JournalScan): Result<JournalCut | null, string> {
  if (scan.torn === null && !scan.unterminated) return ok(null);
  try {
    const file = openSync(path, 'r+');
    try {
      const keptAs = scan.torn === null ? null : keepTorn(file, path, scan.goodBytes);
      ftruncateSync(file, scan.goodBytes);
      if (scan.unterminated) writeSync(file, '\n', scan.goodBytes);
      fsyncSync(file);
      return ok(scan.torn === null || keptAs === null ? null : { ...scan.torn, keptAs });
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return err(errorWords(error));
  }
}

function keepTorn(journal: number, path: string, from: number): string {
  for (let number = 1; number <= MAX_TORN_FILES; number += 1) {
    const keptAs = `${path}.torn-${number}`;
    let kept: number;
    try {
      kept = openSync(keptAs, 'wx', OWNER_ONLY);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw error;
    }
    try {
      copyFrom(journal, from, kept);
      fsyncSync(kept);
    } finally {
      closeSync(kept);
    }
    return keptAs;
  }
  throw new Error(`there are ${MAX_TORN_FILES} cut ends beside ${path} already`);
}

function copyFrom(source: number, from: number, target: number): void {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let position = from;
  for (;;) {
    const read = readSync(source, chunk, 0, CHUNK_BYTES, position);
    if (read === 0) return;
    let written = 0;
    while (written < read) written += writeSync(target, chunk, written, read - written);
    position += read;
  }
}

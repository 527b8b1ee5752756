import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/result.ts';
import { decodeAmmV4Creations, type AmmV4Creation } from '../../protocol/amm-v4-creation.ts';
import { readTransactionNotification } from '../../protocol/transaction-frame.ts';

/** A recorded `transactionNotification`. */
export type RecordedFrame = {
  /** `params.result` as it was recorded. */
  readonly result: Readonly<Record<string, unknown>>;
  /** Every account of the transaction, for the subscribers' filters. */
  readonly accounts: readonly string[];
  readonly creations: readonly AmmV4Creation[];
};

export const MAX_FRAMES = 2_000;
const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** Reads a file, or the .json and .jsonl files of a folder by name. The error is a sentence for people. */
export async function readRecordedFrames(path: string): Promise<Result<readonly RecordedFrame[], string>> {
  const files = await filesAt(path);
  if (!files.ok) return files;
  const frames: RecordedFrame[] = [];
  for (const file of files.value) {
    const read = await readFrames(file);
    if (!read.ok) return read;
    frames.push(...read.value);
    if (frames.length > MAX_FRAMES)
      return err(`The recording at ${path} has more than ${MAX_FRAMES} frames: split it.`);
  }
  return frames.length > 0
    ? ok(frames)
    : err(
        `There is no transactionNotification frame in ${path}: give a file or folder of frames recorded as JSON.`,
      );
}

async function filesAt(path: string): Promise<Result<readonly string[], string>> {
  try {
    if (!(await stat(path)).isDirectory()) return ok([path]);
    const names = (await readdir(path)).filter((name) => /\.jsonl?$/.test(name)).toSorted(byNumber.compare);
    return ok(names.map((name) => join(path, name)));
  } catch (error) {
    return err(`The recording at ${path} cannot be read (${codeOf(error)}): check the path.`);
  }
}

/** So that frame-10 comes after frame-9. */
const byNumber = new Intl.Collator('en', { numeric: true });

async function readFrames(file: string): Promise<Result<readonly RecordedFrame[], string>> {
  try {
    if ((await stat(file)).size > MAX_FILE_BYTES)
      return err(`${file} is over ${MAX_FILE_BYTES} bytes: split it.`);
    return ok(parseFrames(await readFile(file, 'utf8')));
  } catch (error) {
    const why =
      error instanceof SyntaxError
        ? 'is not JSON, nor one JSON value a line'
        : `cannot be read (${codeOf(error)})`;
    return err(`${file} ${why}: record the frames again, or take the file away.`);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

/** One frame, a list of frames, or one frame a line. What is no transaction notification is passed over. */
export function parseFrames(text: string): readonly RecordedFrame[] {
  return parseValues(text).flatMap((frame) => {
    const transaction = readTransactionNotification(frame);
    if (!transaction.ok) return [];
    // It was read as a notification, so that it has this shape.
    const { params } = frame as { readonly params: { readonly result: Readonly<Record<string, unknown>> } };
    const accounts = transaction.value.accountKeys.map((role) => role.address);
    return [{ result: params.result, accounts, creations: decodeAmmV4Creations(transaction.value) }];
  });
}

function parseValues(text: string): readonly unknown[] {
  try {
    const value = JSON.parse(text) as unknown;
    return Array.isArray(value) ? value : [value];
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length < 2) throw error;
    return lines.map((line) => JSON.parse(line) as unknown);
  }
}

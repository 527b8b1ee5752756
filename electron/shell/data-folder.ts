import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { StartProblem } from '../../shared/ipc.ts';
import { errorSentence } from './without-secrets.ts';

export const DATA_FOLDER_SETTING = 'SWINGAWAY_DATA_DIR';
export const MODE_SETTING = 'SWINGAWAY_MODE';

const MODES_WITH_THEIR_OWN: readonly string[] = ['paper', 'live'];

/**
 * Where this desk keeps everything: the folder that was asked for, else the system's place for the program. There each
 * mode has its own, since the records of one are no other's.
 */
export function chooseDataFolder(
  asked: string | undefined,
  standard: string,
  mode: string | undefined,
  cwd: string,
): string {
  if (asked !== undefined && asked.trim() !== '') return resolve(cwd, asked.trim());
  const word = mode?.trim() ?? '';
  return MODES_WITH_THEIR_OWN.includes(word) ? join(standard, word) : standard;
}

/** Makes the folder and tries to write into it. */
export function checkDataFolder(folder: string): StartProblem | null {
  const probe = join(folder, `.write-probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(probe, '');
    rmSync(probe);
    return null;
  } catch (error) {
    return {
      what: `the data folder ${folder}`,
      found: `it cannot be written (${errorSentence(error)})`,
      remedy: `Make it writable, or name another folder in ${DATA_FOLDER_SETTING}.`,
    };
  }
}

export type DataFolder = {
  readonly path: string;
  /** Where the window keeps its own files: in the data folder, or in a spare one when that cannot be written. */
  readonly windowFolder: string;
  readonly problem: StartProblem | null;
};

/** The folder as chosen; where it cannot be written, with a spare one, so that a window can say so. */
export function settleDataFolder(path: string, atQuit: (clean: () => void) => void): DataFolder {
  const problem = checkDataFolder(path);
  if (problem === null) return { path, windowFolder: path, problem };
  const windowFolder = mkdtempSync(join(tmpdir(), 'swingaway-without-data-'));
  atQuit(() => rmSync(windowFolder, { recursive: true, force: true }));
  return { path, windowFolder, problem };
}

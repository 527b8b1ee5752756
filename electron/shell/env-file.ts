import { readFileSync, statSync } from 'node:fs';
import type { StartProblem } from '../../shared/ipc.ts';
import { DATA_FOLDER_SETTING } from './data-folder.ts';
import { errorSentence } from './without-secrets.ts';

const MAX_BYTES = 65_536;

export type EnvFile = { readonly text: string | null; readonly problem: StartProblem | null };

/** The text of a `.env` file; null where there is none. One that is there and cannot be read keeps the desk from starting. */
export function readEnvFile(path: string): EnvFile {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return { text: null, problem: null };
    if (stat.size > MAX_BYTES) return unreadable(path, `it is ${stat.size} bytes long, 65536 are allowed`);
    return { text: readFileSync(path, 'utf8'), problem: null };
  } catch (error) {
    return unreadable(path, `it cannot be read (${errorSentence(error)})`);
  }
}

const unreadable = (path: string, found: string): EnvFile => ({
  text: null,
  problem: {
    what: `the settings file ${path}`,
    found,
    remedy: 'Make it a readable text file, or remove it.',
  },
});

const DATA_FOLDER_LINE = new RegExp(`^[ \\t]*(?:export\\s+)?${DATA_FOLDER_SETTING}[ \\t]*=(.*)$`, 'm');

/** The data folder is needed before anything can be read from it, so this one setting is looked up ahead of the rest. */
export function dataFolderIn(text: string): string | undefined {
  const value = DATA_FOLDER_LINE.exec(text)?.[1]?.trim();
  if (value === undefined) return undefined;
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value.replace(/\s+#.*$/, '');
}

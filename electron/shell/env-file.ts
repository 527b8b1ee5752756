import { readFileSync, statSync } from 'node:fs';
import type { StartProblem } from '../../shared/ipc.ts';
import type { DATA_FOLDER_SETTING, MODE_SETTING } from './data-folder.ts';
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

/**
 * One setting of the file. The data folder and the mode that it depends on are needed before anything can be read from
 * that folder, so they are looked up ahead of the rest.
 */
export function settingIn(
  text: string,
  name: typeof DATA_FOLDER_SETTING | typeof MODE_SETTING,
): string | undefined {
  const line = new RegExp(`^[ \\t]*(?:export\\s+)?${name}[ \\t]*=(.*)$`, 'm');
  const value = line.exec(text)?.[1]?.trim();
  if (value === undefined) return undefined;
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value.replace(/\s+#.*$/, '');
}

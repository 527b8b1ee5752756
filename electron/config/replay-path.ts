import { readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StartProblem } from '../../shared/ipc.ts';

/** Frames are put on the embedded market and traded there; a session is what the feeds brought, told again. */
export type ReplaySource =
  | { readonly kind: 'frames'; readonly path: string }
  /** `pace`: how many times faster than it was recorded. */
  | { readonly kind: 'session'; readonly path: string; readonly pace: number };

const SESSION = '.jsonl';

export const replayOf = (path: string, pace: number): ReplaySource =>
  path.endsWith(SESSION) ? { kind: 'session', path, pace } : { kind: 'frames', path };

/** What is wrong with the path of what was recorded; null when there is something that can be read. */
export function replayPathProblem(path: string): StartProblem | null {
  const remedy =
    'Name a recorded transactionNotification frame (a .json file), a folder of them, or a recorded session (a .jsonl file).';
  const problem = (found: string): StartProblem => ({ what: '--replay', found: `${path} ${found}`, remedy });
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return problem('does not exist');
    if (stat.isFile())
      return path.endsWith('.json') || path.endsWith(SESSION) ? null : problem('is no .json or .jsonl file');
    if (!stat.isDirectory()) return problem('is neither a file nor a folder');
    return readdirSync(path).some((name) => name.endsWith('.json')) ? null : problem('holds no .json file');
  } catch (error) {
    return problem(`cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

const recordProblem = (found: string, remedy: string): StartProblem => ({ what: '--record', found, remedy });

/** What is wrong with the path of a recording to be made; nothing that is there is written over. */
export function recordPathProblem(path: string): StartProblem | null {
  if (!path.endsWith(SESSION))
    return recordProblem(`${path} is no .jsonl file`, 'Write --record FILE.jsonl.');
  try {
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) {
      return recordProblem(`${path} is there already`, 'Name a file that is not there yet.');
    }
    if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() === true) return null;
    return recordProblem(`the folder of ${path} does not exist`, 'Make the folder first.');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return recordProblem(
      `${path} cannot be looked at (${why})`,
      'Name a file in a folder that you can write.',
    );
  }
}

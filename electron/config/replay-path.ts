import { readdirSync, statSync } from 'node:fs';
import type { StartProblem } from '../../shared/ipc.ts';

const remedy = 'Name a recorded transactionNotification frame (a .json file), or a folder of them.';

/** What is wrong with the path of recorded frames; null when there is at least one that can be read. */
export function replayPathProblem(path: string): StartProblem | null {
  const problem = (found: string): StartProblem => ({ what: '--replay', found: `${path} ${found}`, remedy });
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return problem('does not exist');
    if (stat.isFile()) return path.endsWith('.json') ? null : problem('is no .json file');
    if (!stat.isDirectory()) return problem('is neither a file nor a folder');
    return readdirSync(path).some((name) => name.endsWith('.json')) ? null : problem('holds no .json file');
  } catch (error) {
    return problem(`cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

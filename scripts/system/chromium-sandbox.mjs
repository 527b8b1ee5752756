import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../setup/run-command.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';

/**
 * The switches that Chromium's sandbox needs on this machine. Root cannot have it; everybody else must, and where the system does not
 * allow user namespaces its helper must belong to root.
 *
 * @param {string} executable
 * @returns {Promise<string[]>}
 */
export async function sandboxSwitches(executable) {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  const helper = join(dirname(executable), 'chrome-sandbox');
  if (helperIsSet(helper)) return [];
  const { code } = await run('unshare', ['--user', '--map-root-user', 'true'], { capture: true });
  if (code === 0 || code === 127) return [];
  throw new SetupProblem(
    `This system does not let programs make their own sandbox, and the window is not opened without one. Give Electron's sandbox helper to root with this line, then run the same command again:\n\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

/** @param {string} helper */
function helperIsSet(helper) {
  const stat = statSync(helper, { throwIfNoEntry: false });
  const setUserId = 0o4000;
  return stat !== undefined && stat.uid === 0 && (stat.mode & setUserId) !== 0;
}

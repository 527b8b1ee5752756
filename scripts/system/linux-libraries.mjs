import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from '../setup/progress.mjs';
import { run } from '../setup/run-command.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { electronPackages, installDebianPackages } from './debian-packages.mjs';
import { missingLibraries } from './ldd.mjs';

const label = 'System libraries';

/**
 * Sees that the libraries that Electron needs are there; installs them where it may.
 *
 * @param {string} executable
 * @returns {Promise<void>}
 */
export async function prepareLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = await lacking(executable);
  if (missing.length === 0) {
    say(label, 'all there');
    return;
  }
  const shown = missing.slice(0, 4).join(', ') + (missing.length > 4 ? ', …' : '');
  await installDebianPackages(
    label,
    `Electron needs system libraries that are missing (${shown})`,
    electronPackages,
  );
  const stillMissing = await lacking(executable);
  if (stillMissing.length > 0) {
    throw new SetupProblem(
      `Electron still lacks these system libraries: ${stillMissing.join(', ')}. Install them, then run the same command again.`,
    );
  }
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>}
 */
async function lacking(executable) {
  const { code, output } = await run('ldd', [executable], { capture: true });
  if (code === 127) return [];
  // ldd does not always follow the executable's own folder, where Electron finds the libraries that come with it.
  return missingLibraries(output).filter((name) => !existsSync(join(dirname(executable), name)));
}

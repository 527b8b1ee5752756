import { existsSync } from 'node:fs';
import { say, stopwatch } from '../setup/progress.mjs';
import { run } from '../setup/run-command.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';

/** What Electron's own libraries hang on, and with them all the rest. Newer systems renamed some in their move to 64-bit time. */
export const electronPackages = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libgbm1'],
  ['libasound2t64', 'libasound2'],
];

export const displayPackages = [['xvfb'], ['xauth']];

/**
 * Installs packages where it may (as root, with apt), else stops with the one line to run.
 *
 * @param {string} label
 * @param {string} why what is missing, in words
 * @param {readonly (readonly string[])[]} packages each one's names, the newer first
 * @returns {Promise<void>}
 */
export async function installDebianPackages(label, why, packages) {
  const hasApt = existsSync('/usr/bin/apt-get');
  if (!hasApt) throw new SetupProblem(withoutApt(why));
  if (process.getuid?.() !== 0) {
    const names = await Promise.all(packages.map(availableName));
    throw new SetupProblem(
      `${why}. Install what is missing with this line, then run the same command again:\n\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  }
  const elapsed = stopwatch();
  say(label, `${why}: installing with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { capture: true, env });
  const names = await Promise.all(packages.map(availableName));
  const install = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
    capture: true,
    env,
  });
  if (install.code !== 0) {
    const updateSaid = update.code === 0 ? '' : update.output;
    throw new SetupProblem(
      `apt-get could not install ${names.join(' ')}:\n${updateSaid}${install.output}`.trim(),
    );
  }
  say(label, `${names.join(' ')} installed in ${elapsed()}`);
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<string>} the first that this system knows
 */
async function availableName(names) {
  for (const name of names) {
    const { code, output } = await run('apt-cache', ['show', '--no-all-versions', name], { capture: true });
    if (code === 0 && output.includes(`Package: ${name}`)) return name;
  }
  return names[names.length - 1] ?? '';
}

/** @param {string} why */
function withoutApt(why) {
  return `${why}. Install GTK 3, NSS, libgbm (Mesa), ALSA's library and, where there is no display, Xvfb, with this system's package manager, then run the same command again.`;
}

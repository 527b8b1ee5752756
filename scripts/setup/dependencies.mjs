import { existsSync, readFileSync } from 'node:fs';
import { installedMatchesLock } from './installed-packages.mjs';
import { say, stopwatch } from './progress.mjs';
import { inProject } from './project-paths.mjs';
import { runNpm } from './run-command.mjs';
import { SetupProblem } from './setup-problem.mjs';
import { readStamp, sha256, writeStamp } from './stamp.mjs';

const label = 'Dependencies';
const stampFile = inProject('node_modules', '.swingaway-lock');
const lockFile = inProject('package-lock.json');
const installedFile = inProject('node_modules', '.package-lock.json');

/**
 * Makes node_modules what package-lock.json says, and does nothing when it already is.
 *
 * @returns {Promise<void>}
 */
export async function prepareDependencies() {
  const stamp = wantedStamp();
  if (readStamp(stampFile) === stamp && existsSync(installedFile)) {
    say(label, 'up to date');
    return;
  }
  if (installedByHand()) {
    writeStamp(stampFile, stamp);
    say(label, 'up to date');
    return;
  }
  say(label, 'installing from the npm registry (about a minute, only when they change)');
  const elapsed = stopwatch();
  const { code } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    throw new SetupProblem(
      `Installing the dependencies failed (npm ci ended with ${code}; its own words are above). Check the connection to the npm registry ("npm ping"), then run the same command again.`,
    );
  }
  writeStamp(stampFile, stamp);
  say(label, `installed in ${elapsed()}`);
}

/** Packages with binaries differ by platform: a folder shared between two machines is installed again. */
const platformMark = `${process.platform}-${process.arch}`;

function wantedStamp() {
  return `${platformMark} ${sha256(readFileSync(lockFile))}`;
}

/** Someone ran npm themselves: no reason to do it again. */
function installedByHand() {
  const stamp = readStamp(stampFile);
  const forThisPlatform = stamp === null || stamp.startsWith(`${platformMark} `);
  if (!forThisPlatform || !existsSync(installedFile)) return false;
  try {
    return installedMatchesLock(
      JSON.parse(readFileSync(installedFile, 'utf8')),
      JSON.parse(readFileSync(lockFile, 'utf8')),
    );
  } catch {
    return false;
  }
}

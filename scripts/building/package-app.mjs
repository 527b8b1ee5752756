import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { officialVersion } from '../runtime/official-electron.mjs';
import { standIn } from '../runtime/stand-in-pins.mjs';
import { prepareMachine } from '../setup/prepare-desk.mjs';
import { say } from '../setup/progress.mjs';
import { inProject } from '../setup/project-paths.mjs';
import { runTool } from '../setup/run-command.mjs';
import { prepareBuild } from './build-app.mjs';

const platformFlags = { darwin: '--mac', win32: '--win', linux: '--linux' };

/**
 * `npm run package`: the program in a folder of its own, under release/.
 *
 * @param {readonly string[]} args `--for-tests` leaves the inspector on; the rest goes to electron-builder
 * @returns {Promise<number>}
 */
export async function packageApp(args) {
  const forTests = args.includes('--for-tests');
  const rest = args.filter((arg) => arg !== '--for-tests');
  const runtime = await prepareMachine();
  await prepareBuild();
  const folder = runtime.distPath ?? inProject('node_modules', 'electron', 'dist');
  const version =
    runtime.kind === 'stand-in' ? standIn.electronVersion : versionIn(dirname(runtime.executable));
  if (runtime.kind === 'stand-in') {
    say(
      'Package',
      'made with the stand-in runtime: for tests of the packaging only, not to be given to anybody',
    );
  }
  const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  const { code } = await runTool('electron-builder', 'electron-builder', [
    platformFlags[platform],
    'dir',
    '--publish=never',
    `-c.electronVersion=${version}`,
    `-c.electronDist=${folder}`,
    ...(forTests ? ['-c.electronFuses.enableNodeCliInspectArguments=true'] : []),
    ...rest,
  ]);
  return code;
}

/** @param {string} folder */
function versionIn(folder) {
  try {
    return readFileSync(`${folder}/version`, 'utf8').trim().replace(/^v/, '');
  } catch {
    return officialVersion();
  }
}

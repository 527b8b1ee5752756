import { prepareBuild, somethingBuilt } from '../building/build-app.mjs';
import { exitOnSignals } from '../setup/exit-on-signals.mjs';
import { prepareMachine, runtimeEnvironment } from '../setup/prepare-desk.mjs';
import { heading, say } from '../setup/progress.mjs';
import { projectRoot } from '../setup/project-paths.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { sandboxSwitches } from '../system/chromium-sandbox.mjs';
import { openDisplay } from '../system/display.mjs';
import { launchElectron } from './launch-electron.mjs';
import { parseStartArguments, startHelp } from './start-arguments.mjs';

/**
 * `npm start`.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} the desk's exit code
 */
export async function startDesk(args) {
  const parsed = parseStartArguments(args, process.env['INIT_CWD'] ?? process.cwd());
  if (!parsed.ok) throw new SetupProblem(parsed.problem);
  const { help, kill, screenshot, dataFolder, forApp } = parsed.value;
  if (help) {
    console.log(startHelp);
    return 0;
  }
  const releaseSignals = exitOnSignals();
  heading('Swingaway: getting the desk ready');
  const runtime = await prepareMachine();
  // A stop must not wait for a build, nor replace files under the desk that it stops.
  if (!(kill && somethingBuilt())) await prepareBuild();
  const switches = await sandboxSwitches(runtime.executable);
  const display = await openDisplay();
  try {
    sayWhatComes(kill, screenshot, display.isVirtual);
    releaseSignals();
    const env = {
      ...process.env,
      ...runtimeEnvironment(runtime),
      ...display.env,
      ...(dataFolder === null ? {} : { SWINGAWAY_DATA_DIR: dataFolder }),
    };
    return await launchElectron(runtime.executable, [...switches, projectRoot, ...forApp], env).ended;
  } finally {
    display.close();
  }
}

/**
 * @param {boolean} kill
 * @param {string | null} screenshot
 * @param {boolean} isVirtual
 */
function sayWhatComes(kill, screenshot, isVirtual) {
  if (kill) return say('Desk', 'passing the stop on to the running desk');
  if (screenshot !== null) return say('Desk', `opening; what it shows after 15 s goes to ${screenshot}`);
  say('Desk', 'opening; Ctrl-C closes it');
  if (isVirtual) {
    say('', 'Its window is on the virtual display, where nobody sees it. For a picture of it:');
    say('', 'npm start -- --screenshot desk.png');
  }
}

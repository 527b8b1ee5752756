import { isAbsolute, resolve } from 'node:path';

/** Options whose value is a path, as typed in the caller's folder. */
const pathOptions = ['--replay', '--screenshot', '--data-dir'];

/**
 * @typedef {object} StartArguments
 * @property {boolean} help
 * @property {boolean} kill
 * @property {string | null} screenshot
 * @property {string | null} dataFolder for SWINGAWAY_DATA_DIR, which is how the desk itself is told
 * @property {readonly string[]} forApp with every path absolute
 */

/**
 * @param {readonly string[]} args
 * @param {string} callerFolder where the user typed the command; npm itself moves to the project
 * @returns {{ ok: true, value: StartArguments } | { ok: false, problem: string }}
 */
export function parseStartArguments(args, callerFolder) {
  const absolute = (/** @type {string} */ path) => (isAbsolute(path) ? path : resolve(callerFolder, path));
  /** @type {string[]} */
  const forApp = [];
  /** @type {string | null} */
  let screenshot = null;
  /** @type {string | null} */
  let dataFolder = null;
  let index = 0;
  while (index < args.length) {
    const arg = args[index] ?? '';
    const equals = arg.indexOf('=');
    const name = equals < 0 ? arg : arg.slice(0, equals);
    if (!pathOptions.includes(name)) {
      forApp.push(arg);
      index += 1;
      continue;
    }
    const typed = equals < 0 ? args[index + 1] : arg.slice(equals + 1);
    if (typed === undefined || typed === '' || (equals < 0 && typed.startsWith('--'))) {
      return {
        ok: false,
        problem: `${name} needs a path after it, as in "npm start -- ${name} ${examplePath(name)}".`,
      };
    }
    const path = absolute(typed);
    if (name === '--screenshot') screenshot = path;
    if (name === '--data-dir') dataFolder = path;
    else if (equals < 0) forApp.push(name, path);
    else forApp.push(`${name}=${path}`);
    index += equals < 0 ? 2 : 1;
  }
  return {
    ok: true,
    value: {
      help: args.includes('--help') || args.includes('-h'),
      kill: args.includes('--kill'),
      screenshot,
      dataFolder,
      forApp,
    },
  };
}

/** @param {string} name */
function examplePath(name) {
  if (name === '--screenshot') return 'desk.png';
  return name === '--replay' ? 'recorded-frames' : 'my-data';
}

export const startHelp = `npm start                            set up what is missing, build, open the desk (embedded market, no money)
npm start -- --replay PATH           put recorded mainnet pools (a file or a folder of frames) on the embedded market
npm start -- --screenshot FILE       write what the window shows after 15 s to FILE (PNG), and leave
npm start -- --kill                  stop the trading of the desk that is running
npm start -- --data-dir FOLDER       keep journal, logs and settings in FOLDER

ELECTRON_MIRROR, ELECTRON_OVERRIDE_DIST_PATH   where Electron comes from, as for any Electron program
SWINGAWAY_RUNTIME=official|stand-in            only the official Electron, or the stand-in for demo and tests at once`;

import { exitOnSignals } from '../setup/exit-on-signals.mjs';
import { prepareMachine, runtimeEnvironment } from '../setup/prepare-desk.mjs';
import { say, stopwatch } from '../setup/progress.mjs';
import { inProject, projectRoot } from '../setup/project-paths.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { launchElectron } from '../starting/launch-electron.mjs';
import { parseStartArguments } from '../starting/start-arguments.mjs';
import { sandboxSwitches } from '../system/chromium-sandbox.mjs';
import { openDisplay } from '../system/display.mjs';
import { forgetBuild } from './build-app.mjs';

/** Names the development server to the main process, which takes the page from there instead of dist/renderer. */
const serverVariable = 'VITE_DEV_SERVER_URL';

/** Editors write a file in several steps, and a branch switch writes many files. */
const settleMs = 120;

/**
 * `npm run dev`: the page with hot replacement, and the main process built and started again when its sources change.
 *
 * @param {readonly string[]} args as of `npm start`
 * @returns {Promise<number>} the desk's exit code, when it was closed by hand
 */
export async function developDesk(args) {
  const parsed = parseStartArguments(args, process.env['INIT_CWD'] ?? process.cwd());
  if (!parsed.ok) throw new SetupProblem(parsed.problem);
  let releaseSignals = exitOnSignals();
  const runtime = await prepareMachine();
  const switches = await sandboxSwitches(runtime.executable);
  const { createBuilder, createServer } = await import('vite');
  const builder = await createBuilder({ configFile: inProject('vite.config.ts'), logLevel: 'warn' });
  const server = await createServer({
    configFile: inProject('vite.config.ts'),
    server: { host: '127.0.0.1' },
  });
  const display = await openDisplay();
  forgetBuild();
  const changes = watchSources(server.watcher, ['electron', 'shared']);
  try {
    await server.listen();
    const url = server.resolvedUrls?.local[0] ?? '';
    say('Page', url);
    const { forApp, dataFolder } = parsed.value;
    const env = {
      ...process.env,
      ...runtimeEnvironment(runtime),
      ...display.env,
      ...(dataFolder === null ? {} : { SWINGAWAY_DATA_DIR: dataFolder }),
      [serverVariable]: url,
    };
    for (;;) {
      if (await buildMainSide(builder)) {
        releaseSignals();
        const desk = launchElectron(runtime.executable, [...switches, projectRoot, ...forApp], env);
        const code = await Promise.race([changes.next(), desk.ended]);
        if (code !== undefined) return code;
        desk.close();
        await desk.ended;
        releaseSignals = exitOnSignals();
      } else {
        await changes.next();
      }
    }
  } finally {
    changes.close();
    await server.close();
    display.close();
  }
}

/**
 * @param {import('vite').ViteBuilder} builder
 * @returns {Promise<boolean>} false when the sources do not build yet; the next change tries again
 */
async function buildMainSide(builder) {
  const elapsed = stopwatch();
  try {
    for (const name of ['main', 'preload', 'sim']) {
      const environment = builder.environments[name];
      if (environment !== undefined) await builder.build(environment);
    }
    say('Main process', `built in ${elapsed()}`);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    say('Main process', 'does not build; waiting for the next change');
    return false;
  }
}

/**
 * @param {import('vite').FSWatcher} watcher Vite's own, which follows replaced files on every system
 * @param {readonly string[]} folders
 * @returns {{ next: () => Promise<void>, close: () => void }} `next` waits until something changed since the last one, and then settled
 */
function watchSources(watcher, folders) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let changed = false;
  /** @type {(() => void) | null} */
  let waiting = null;
  const tell = () => {
    if (!changed || waiting === null) return;
    changed = false;
    waiting();
    waiting = null;
  };
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed = true;
      tell();
    }, settleMs);
  };
  const watched = folders.map((folder) => inProject(folder));
  watcher.add(watched);
  watcher.on('all', (_event, path) => {
    if (watched.some((folder) => path.startsWith(folder))) onChange();
  });
  return {
    next: () =>
      new Promise((fulfil) => {
        waiting = fulfil;
        tell();
      }),
    close: () => clearTimeout(timer),
  };
}

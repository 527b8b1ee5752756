import { spawn } from 'node:child_process';
import { say } from '../setup/progress.mjs';
import { run } from '../setup/run-command.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { displayPackages, installDebianPackages } from './debian-packages.mjs';

const label = 'Display';
const screen = '1600x1000x24';
const startLimitMs = 15_000;

/**
 * @typedef {object} Display
 * @property {NodeJS.ProcessEnv} env what a window needs in its environment
 * @property {boolean} isVirtual
 * @property {() => void} close ends a virtual display
 */

/** @returns {boolean} whether windows have nowhere to go */
export function lacksDisplay(platform = process.platform, env = process.env) {
  return platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'];
}

/**
 * The display there is, else a virtual one that nobody sees.
 *
 * @returns {Promise<Display>}
 */
export async function openDisplay() {
  if (!lacksDisplay()) return { env: {}, isVirtual: false, close: () => undefined };
  const { code } = await run('Xvfb', ['-help'], { capture: true });
  if (code === 127) {
    await installDebianPackages(
      label,
      'There is no display, and no Xvfb to make a virtual one',
      displayPackages,
    );
  }
  const display = await startXvfb();
  say(label, `none here, so a virtual one is used (Xvfb ${display.env['DISPLAY']})`);
  return display;
}

/** @returns {Promise<Display>} */
async function startXvfb() {
  // In a process group of its own: Ctrl-C in the terminal must reach the desk before its display is gone.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const close = () => void server.kill('SIGTERM');
  process.once('exit', close);
  let complaints = '';
  server.stderr?.on('data', (chunk) => {
    complaints = (complaints + String(chunk)).slice(-4_000);
  });
  const number = await new Promise((fulfil, reject) => {
    const timer = setTimeout(
      () => reject(new SetupProblem(`Xvfb did not start within ${startLimitMs / 1000} s.\n${complaints}`)),
      startLimitMs,
    );
    let text = '';
    server.stdio[3]?.on('data', (chunk) => {
      text += String(chunk);
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      fulfil(Number(text));
    });
    server.once('error', reject);
    server.once('exit', (code) => {
      clearTimeout(timer);
      reject(new SetupProblem(`Xvfb ended at once (${code}).\n${complaints}`));
    });
  });
  server.unref();
  unrefStreams(server);
  return {
    env: { DISPLAY: `:${number}` },
    isVirtual: true,
    close: () => {
      process.removeListener('exit', close);
      close();
    },
  };
}

/** @param {import('node:child_process').ChildProcess} server */
function unrefStreams(server) {
  for (const stream of server.stdio) {
    if (stream !== null && stream !== undefined && 'unref' in stream && typeof stream.unref === 'function')
      stream.unref();
  }
}

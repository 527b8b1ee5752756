import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { projectRoot, runtimeFolder } from '../setup/project-paths.mjs';
import { isChromiumNoise, lineSplitter } from './chromium-noise.mjs';

/** How long the desk gets to close its files after Ctrl-C. */
const closeLimitMs = 10_000;
/** npm and the terminal both pass one Ctrl-C on: what comes within this time is the same one. */
const sameSignalMs = 1_000;

/** @type {readonly NodeJS.Signals[]} */
const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @typedef {object} RunningDesk
 * @property {Promise<number>} ended its exit code
 * @property {() => void} close asks it to close, as the first Ctrl-C does
 */

/**
 * Starts Electron on the project.
 *
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {RunningDesk}
 */
export function launchElectron(executable, args, env) {
  mkdirSync(runtimeFolder, { recursive: true });
  const noise = createWriteStream(join(runtimeFolder, 'chromium.log'));
  // A group of its own on Unix: Ctrl-C reaches us alone, and we end it in order.
  const child = spawn(executable, [...args], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const lines = lineSplitter((line) => {
    if (isChromiumNoise(line)) noise.write(`${line}\n`);
    else process.stderr.write(`${line}\n`);
  });
  child.stderr.on('data', (chunk) => lines.push(String(chunk)));
  const release = forwardSignals(child);
  const ended = new Promise((fulfil, reject) => {
    child.once('error', (error) => {
      release();
      reject(error);
    });
    child.once('close', (code, signal) => {
      release();
      lines.end();
      noise.end();
      fulfil(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
  return { ended, close: () => askToClose(child) };
}

/**
 * The first Ctrl-C asks the desk to close, a second one or the end of its time makes it.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} lets go of the signals
 */
function forwardSignals(child) {
  /** @type {number | null} */
  let askedAt = null;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const onSignal = () => {
    const now = performance.now();
    if (askedAt === null) {
      askedAt = now;
      console.error('\nClosing the desk (Ctrl-C again ends it at once).');
      askToClose(child);
      timer = setTimeout(() => killGroup(child), closeLimitMs);
    } else if (now - askedAt > sameSignalMs) {
      killGroup(child);
    }
  };
  for (const signal of endSignals) process.on(signal, onSignal);
  return () => {
    clearTimeout(timer);
    for (const signal of endSignals) process.removeListener(signal, onSignal);
  };
}

/** @param {import('node:child_process').ChildProcess} child */
function askToClose(child) {
  // A Windows process has no signals to catch; taskkill without /F asks its windows to close.
  if (process.platform === 'win32') spawn('taskkill', ['/PID', String(child.pid)], { stdio: 'ignore' });
  else child.kill('SIGTERM');
}

/** @param {import('node:child_process').ChildProcess} child */
function killGroup(child) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    child.kill();
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

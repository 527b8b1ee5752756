import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { inProject, projectRoot } from './project-paths.mjs';

/** The kept end of a captured output: enough for an error's text. */
const maxCapturedChars = 64 * 1024;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] replaces the environment
 * @property {boolean} [capture] keep the output instead of showing it
 * @property {AbortSignal} [signal] kills the command
 * @property {boolean} [shell]
 *
 * @typedef {{ code: number, output: string }} RunResult code is 127 when the command does not exist, 128 + n after a signal
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  const capture = options.capture ?? false;
  return new Promise((fulfil) => {
    let output = '';
    const child = spawn(command, [...args], {
      cwd: options.cwd ?? projectRoot,
      env: options.env ?? process.env,
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
      shell: options.shell ?? false,
      ...(options.signal === undefined ? {} : { signal: options.signal, killSignal: 'SIGKILL' }),
    });
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-maxCapturedChars);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => {
      if ('code' in error && error.code === 'ENOENT')
        fulfil({ code: 127, output: `${command} is not installed` });
      else output += `\n${error.message}`;
    });
    child.on('close', (code, signal) => fulfil({ code: code ?? (signal === null ? 1 : 128 + 9), output }));
  });
}

/**
 * Runs a package's command line tool with this Node, without a shell or PATH.
 *
 * @param {string} packageName
 * @param {string} toolName
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runTool(packageName, toolName, args, options = {}) {
  return run(process.execPath, [toolScript(packageName, toolName), ...args], options);
}

/**
 * @param {string} packageName
 * @param {string} toolName
 * @returns {string} the script behind a name in node_modules/.bin
 */
export function toolScript(packageName, toolName) {
  const manifestPath = inProject('node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const script = typeof bin === 'string' ? bin : bin[toolName];
  if (typeof script !== 'string') throw new Error(`${packageName} has no command ${toolName}`);
  return resolve(dirname(manifestPath), script);
}

/**
 * npm as the one that started us, else the one on PATH (a .cmd file on Windows, which only a shell can run).
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options = {}) {
  const npmScript = process.env['npm_execpath'];
  if (npmScript !== undefined && /npm-cli\.c?js$/.test(npmScript)) {
    return run(process.execPath, [npmScript, ...args], options);
  }
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

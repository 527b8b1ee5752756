import { prepareDependencies } from '../setup/dependencies.mjs';
import { logToStderr } from '../setup/progress.mjs';
import { inProject } from '../setup/project-paths.mjs';
import { run } from '../setup/run-command.mjs';
import { prepareBuild } from './build-app.mjs';

/**
 * Runs a developer's tool that is built beside the app. Its standard output is what it found and nothing else.
 *
 * @param {'verify' | 'decode'} tool
 * @param {readonly string[]} args passed on to it
 * @returns {Promise<number>} its exit code
 */
export async function runBundledTool(tool, args) {
  logToStderr();
  await prepareDependencies();
  await prepareBuild();
  // Paths are as typed in the caller's folder; npm itself moves to the project.
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  const { code } = await run(process.execPath, [inProject('dist', tool, `${tool}.cjs`), ...args], { cwd });
  return code;
}

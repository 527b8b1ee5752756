import { existsSync } from 'node:fs';
import { prepareDependencies } from '../setup/dependencies.mjs';
import { logToStderr } from '../setup/progress.mjs';
import { inProject } from '../setup/project-paths.mjs';
import { run } from '../setup/run-command.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { prepareBuild } from './build-app.mjs';

/**
 * @param {readonly string[]} args passed on to the benchmark
 * @returns {Promise<number>} its exit code
 */
export async function runBench(args) {
  // With --json, standard output is the measurement and nothing else.
  logToStderr();
  await prepareDependencies();
  await prepareBuild();
  const bundle = inProject('dist/bench/bench.cjs');
  if (!existsSync(bundle))
    throw new SetupProblem('There is no benchmark to run: tests/bench/bench.ts is missing.');
  const { code } = await run(process.execPath, ['--expose-gc', bundle, ...args]);
  return code;
}

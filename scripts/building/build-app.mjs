import { existsSync, rmSync } from 'node:fs';
import { say, stopwatch } from '../setup/progress.mjs';
import { inProject, projectRoot } from '../setup/project-paths.mjs';
import { runTool } from '../setup/run-command.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { fingerprint, readStamp, writeStamp } from '../setup/stamp.mjs';

const label = 'Build';
const stampFile = inProject('dist', 'built-from');

/** Everything that decides what the bundles hold. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'tests/bench',
  'tests/verify',
  'scripts/decoding',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

const products = [
  { source: 'electron/main.ts', product: 'dist/main/main.cjs' },
  { source: 'electron/preload.ts', product: 'dist/preload/preload.cjs' },
  { source: 'electron/sim/main.ts', product: 'dist/sim/sim.cjs' },
  { source: 'tests/bench/bench.ts', product: 'dist/bench/bench.cjs' },
  { source: 'tests/verify/verify.ts', product: 'dist/verify/verify.cjs' },
  { source: 'scripts/decoding/decode.ts', product: 'dist/decode/decode.cjs' },
  { source: 'renderer/index.html', product: 'dist/renderer/index.html' },
];

/** @returns {boolean} whether there is something to run, however old */
export function somethingBuilt() {
  return existsSync(inProject('dist/main/main.cjs'));
}

/** For whoever writes bundles into dist by other means: the next start builds anew. */
export function forgetBuild() {
  rmSync(stampFile, { force: true });
}

/**
 * Builds the bundles unless they are already made from these very sources.
 *
 * @returns {Promise<void>}
 */
export async function prepareBuild() {
  const stamp = fingerprint(projectRoot, sources);
  const complete = products.every(
    ({ source, product }) => !existsSync(inProject(source)) || existsSync(inProject(product)),
  );
  if (complete && readStamp(stampFile) === stamp) {
    say(label, 'up to date');
    return;
  }
  const elapsed = stopwatch();
  const { code, output } = await runTool('vite', 'vite', ['build', '--app', '--logLevel', 'warn'], {
    capture: true,
  });
  if (code !== 0) throw new SetupProblem(`The build failed:\n\n${output.trim()}`);
  if (output.trim() !== '') console.log(output.trim());
  writeStamp(stampFile, stamp);
  say(label, `built in ${elapsed()}`);
}

import { prepareBuild } from '../building/build-app.mjs';
import { exitOnSignals } from '../setup/exit-on-signals.mjs';
import { prepareMachine, runtimeEnvironment } from '../setup/prepare-desk.mjs';
import { heading, stopwatch } from '../setup/progress.mjs';
import { SetupProblem } from '../setup/setup-problem.mjs';
import { openDisplay } from '../system/display.mjs';
import { runChecks } from './checks.mjs';
import { runPlaywright, runVitest } from './runners.mjs';
import { oneFailed, sumTotals, totalsLine } from './totals.mjs';

/**
 * `npm test`: sets up, then runs every check and every test, also after one failed.
 *
 * @returns {Promise<number>}
 */
export async function testEverything() {
  const elapsed = stopwatch();
  exitOnSignals();
  const totals = sumTotals(await allSteps());
  console.log(`\nAll of it took ${elapsed()}.`);
  console.log(totalsLine(totals));
  return totals.failed === 0 ? 0 : 1;
}

/** @returns {Promise<import('./totals.mjs').Totals[]>} of the steps that ran; what broke, and kept the rest from running, is one failed */
async function allSteps() {
  /** @type {import('./totals.mjs').Totals[]} */
  const done = [];
  try {
    heading('Swingaway tests: getting the machine ready');
    const runtime = await prepareMachine();
    heading('Checks');
    done.push(await runChecks());
    heading('Unit, property, scenario and architecture tests');
    done.push(await runVitest());
    heading('Tests of the real window');
    done.push(await testWindow(runtime));
  } catch (error) {
    console.error(error instanceof SetupProblem ? `\n${error.message}` : error);
    done.push(oneFailed);
  }
  return done;
}

/** @param {import('../runtime/resolve-runtime.mjs').Runtime} runtime */
async function testWindow(runtime) {
  await prepareBuild();
  const display = await openDisplay();
  try {
    return await runPlaywright({ ...runtimeEnvironment(runtime), ...display.env });
  } finally {
    display.close();
  }
}

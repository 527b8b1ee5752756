/**
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Totals
 *
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests?: number }} VitestReport
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} PlaywrightReport
 */

/** @type {Totals} */
export const nothingRun = { passed: 0, failed: 0, skipped: 0 };

/** A check that failed, or a runner that broke, counts as one failed test. @type {Totals} */
export const oneFailed = { passed: 0, failed: 1, skipped: 0 };

/**
 * @param {VitestReport | null} report null when the runner left none
 * @param {number} exitCode
 * @returns {Totals}
 */
export function vitestTotals(report, exitCode) {
  if (report === null) return oneFailed;
  return withRunner(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    },
    exitCode,
  );
}

/**
 * @param {PlaywrightReport | null} report null when the runner left none
 * @param {number} exitCode
 * @returns {Totals}
 */
export function playwrightTotals(report, exitCode) {
  if (report === null) return oneFailed;
  const { expected, unexpected, flaky, skipped } = report.stats;
  // One that passes only when run again hides a race: it did not pass.
  return withRunner({ passed: expected, failed: unexpected + flaky, skipped }, exitCode);
}

/**
 * A file that does not load and an error outside any test show in the exit code alone; a runner that ran nothing has proved nothing.
 *
 * @param {Totals} totals
 * @param {number} exitCode
 * @returns {Totals}
 */
function withRunner(totals, exitCode) {
  const ranNothing = totals.passed + totals.failed === 0;
  const brokeOutsideTests = exitCode !== 0 && totals.failed === 0;
  return ranNothing || brokeOutsideTests ? { ...totals, failed: totals.failed + 1 } : totals;
}

/**
 * @param {readonly Totals[]} all
 * @returns {Totals}
 */
export function sumTotals(all) {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    nothingRun,
  );
}

/**
 * @param {Totals} totals
 * @returns {string} the last line of `npm test`, as CI reads it
 */
export function totalsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { inProject } from '../setup/project-paths.mjs';
import { runTool } from '../setup/run-command.mjs';
import { playwrightTotals, vitestTotals } from './totals.mjs';

/** A runner that hangs is ended and counts as failed. */
const runnerLimitMs = 20 * 60_000;

const vitestReport = inProject('artifacts', 'reports', 'vitest.json');
const playwrightReport = inProject('artifacts', 'reports', 'playwright.json');

/** @returns {Promise<import('./totals.mjs').Totals>} */
export async function runVitest() {
  clear(vitestReport);
  const { code } = await runTool(
    'vitest',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    { signal: AbortSignal.timeout(runnerLimitMs) },
  );
  return vitestTotals(readReport(vitestReport), code);
}

/**
 * @param {NodeJS.ProcessEnv} env what the windows need
 * @returns {Promise<import('./totals.mjs').Totals>}
 */
export async function runPlaywright(env) {
  clear(playwrightReport);
  const { code } = await runTool(
    '@playwright/test',
    'playwright',
    ['test', '--config', 'tests/e2e/playwright.config.ts'],
    {
      signal: AbortSignal.timeout(runnerLimitMs),
      env: { ...process.env, ...env, DESK_MACHINE_READY: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    },
  );
  return playwrightTotals(readReport(playwrightReport), code);
}

/** @param {string} file the last run's, which must not be taken for this one's */
function clear(file) {
  rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

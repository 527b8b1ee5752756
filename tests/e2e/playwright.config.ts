import { defineConfig, type ReporterDescription } from '@playwright/test';

const reportFile = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'];
const jsonReporter: ReporterDescription[] =
  reportFile === undefined ? [] : [['json', { outputFile: reportFile }]];

/** The real window, in a real Electron. One at a time: two windows on two cores would time each other out. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../artifacts/e2e',
  workers: 1,
  fullyParallel: false,
  // A second try would hide a race.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  globalTimeout: 15 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...jsonReporter],
});

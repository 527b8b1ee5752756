import { say, stopwatch } from '../setup/progress.mjs';
import { runTool } from '../setup/run-command.mjs';
import { nothingRun, oneFailed, sumTotals } from './totals.mjs';

const checks = [
  { label: 'Types', packageName: 'typescript', tool: 'tsc', args: ['--noEmit'] },
  { label: 'Lint', packageName: 'oxlint', tool: 'oxlint', args: ['--type-aware'] },
  {
    label: 'Format',
    packageName: 'prettier',
    tool: 'prettier',
    args: ['--check', '--log-level', 'warn', '.'],
  },
];

/**
 * Runs all checks, also after one failed.
 *
 * @returns {Promise<import('./totals.mjs').Totals>} each failed check as one failed, none as passed
 */
export async function runChecks() {
  const totals = [];
  for (const { label, packageName, tool, args } of checks) {
    const elapsed = stopwatch();
    const { code, output } = await runTool(packageName, tool, args, { capture: true });
    say(label, code === 0 ? `right (${elapsed()})` : `FAILED: ${tool} ${args.join(' ')}`);
    if (code !== 0) console.log(`\n${output.trim()}\n`);
    totals.push(code === 0 ? nothingRun : oneFailed);
  }
  return sumTotals(totals);
}

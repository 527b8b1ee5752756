import type { RouteResult } from './run-routes.ts';

export type Verdict = { readonly lines: readonly string[]; readonly exitCode: 0 | 1 };

/** A line a route, and whether all that could be run was equal; nothing run is no success. */
export function verifyReport(results: readonly RouteResult[]): Verdict {
  const lines = results.map((each) => `${`${each.route} ${each.side}`.padEnd(26)} ${wordsFor(each)}`);
  const run = results.filter((each) => !each.unknownToProgram);
  const unequal = run.filter((each) => each.fault !== null);
  const passed = run.length > 0 && unequal.length === 0;
  return { lines: [...lines, '', conclusion(run.length, unequal.length)], exitCode: passed ? 0 : 1 };
}

function wordsFor(result: RouteResult): string {
  if (result.unknownToProgram) return 'not run: this build of the program does not have the instruction';
  const { units, tries, equal, fault } = result;
  const cost = units === null ? '' : `, ${units.least} to ${units.most} compute units of ${units.asked}`;
  if (fault === null) return `equal, ${tries} of ${tries}${cost}`;
  return `NOT EQUAL, ${equal} of ${tries}${cost}\n    ${fault}`;
}

function conclusion(run: number, unequal: number): string {
  if (run === 0) return 'Nothing was run.';
  return unequal === 0
    ? `All ${run} that were run pay what the desk quotes.`
    : `${unequal} of the ${run} that were run do not pay what the desk quotes.`;
}

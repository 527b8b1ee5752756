import { describe, expect, it } from 'vitest';
import type { RouteResult } from './run-routes.ts';
import { verifyReport } from './verify-report.ts';

const EQUAL: RouteResult = {
  route: 'cpmm',
  side: 'buy',
  tries: 24,
  equal: 24,
  units: { least: 42_000, most: 47_000, asked: 115_000 },
  fault: null,
  unknownToProgram: false,
};
const UNKNOWN: RouteResult = {
  ...EQUAL,
  route: 'amm-v4 V2',
  equal: 0,
  units: null,
  fault: 'InvalidInstructionData',
  unknownToProgram: true,
};

describe('the report of the routes', () => {
  it('is a success when all that was run was equal, with the units of each', () => {
    const { lines, exitCode } = verifyReport([UNKNOWN, EQUAL]);
    expect(exitCode).toBe(0);
    expect(lines).toEqual([
      'amm-v4 V2 buy              not run: this build of the program does not have the instruction',
      'cpmm buy                   equal, 24 of 24, 42000 to 47000 compute units of 115000',
      '',
      'All 1 that were run pay what the desk quotes.',
    ]);
  });

  it('is a failure with the first fault of each that was not equal', () => {
    const { lines, exitCode } = verifyReport([
      EQUAL,
      { ...EQUAL, side: 'sell', equal: 3, fault: '5 in: paid 1' },
    ]);
    expect(exitCode).toBe(1);
    expect(lines.join('\n')).toContain(
      'NOT EQUAL, 3 of 24, 42000 to 47000 compute units of 115000\n    5 in: paid 1',
    );
    expect(lines.at(-1)).toBe('1 of the 2 that were run do not pay what the desk quotes.');
  });

  it('is a failure when nothing was run', () => {
    expect(verifyReport([]).exitCode).toBe(1);
    expect(verifyReport([UNKNOWN])).toMatchObject({ exitCode: 1 });
    expect(verifyReport([]).lines.at(-1)).toBe('Nothing was run.');
  });
});

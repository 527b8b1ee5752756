import { describe, expect, it } from 'vitest';
import { parseVerifyArguments } from './verify-arguments.ts';

const problemOf = (...args: string[]): string | null => {
  const parsed = parseVerifyArguments(args);
  return parsed.ok ? null : parsed.problem;
};

describe('the arguments of npm run verify:programs', () => {
  it('name the folder in both forms', () => {
    const run = { ok: true, value: { kind: 'run', folder: 'my programs' } };
    expect(parseVerifyArguments(['--dir', 'my programs'])).toEqual(run);
    expect(parseVerifyArguments(['--dir=my programs'])).toEqual(run);
  });

  it('ask for help, whatever else they say', () => {
    for (const args of [['--help'], ['-h'], ['--dir', 'x', '--nonsense', '--help']]) {
      expect(parseVerifyArguments(args)).toEqual({ ok: true, value: { kind: 'help' } });
    }
  });

  it('are refused with what is wrong', () => {
    expect(problemOf()).toBe('--dir is missing: which folder holds the programs?');
    expect(problemOf('--dir')).toBe('--dir needs a folder after it.');
    expect(problemOf('--dir=')).toBe('--dir needs a folder after it.');
    expect(problemOf('--dir', '--verbose')).toBe('--dir needs a folder after it.');
    expect(problemOf('programs')).toBe('"programs" is not known here; --dir DIR is all there is.');
    expect(problemOf('--dir', 'a', '--dir=b')).toBe('--dir is given more than once.');
  });
});

import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStartArguments } from '../../../scripts/starting/start-arguments.mjs';

const folder = resolve('/home/someone/desk');
const parse = (...args: string[]) => parseStartArguments(args, folder);
const forApp = (...args: string[]) => {
  const parsed = parse(...args);
  return parsed.ok ? parsed.value.forApp : parsed.problem;
};

describe('the arguments of npm start', () => {
  it('are none by default', () => {
    expect(parse()).toEqual({
      ok: true,
      value: { help: false, kill: false, screenshot: null, dataFolder: null, forApp: [] },
    });
  });

  it('have their paths made absolute from the caller’s folder, in both forms', () => {
    expect(forApp('--replay', '../frames')).toEqual(['--replay', resolve(folder, '../frames')]);
    expect(forApp('--replay=frames')).toEqual([`--replay=${resolve(folder, 'frames')}`]);
    expect(parse('--screenshot', 'a b.png')).toMatchObject({
      value: { screenshot: resolve(folder, 'a b.png') },
    });
  });

  it('keep the data folder apart: the desk is told by its environment', () => {
    for (const args of [['--data-dir', 'data'], ['--data-dir=data']]) {
      expect(parse(...args)).toMatchObject({ value: { dataFolder: resolve(folder, 'data'), forApp: [] } });
    }
  });

  it('keep a path that is absolute already', () => {
    const path = resolve('/elsewhere/frames');
    expect(forApp('--replay', path)).toEqual(['--replay', path]);
  });

  it('pass on everything else as it is, in its order', () => {
    expect(forApp('--kill', '--other', 'value', '--replay', 'x')).toEqual([
      '--kill',
      '--other',
      'value',
      '--replay',
      resolve(folder, 'x'),
    ]);
    expect(parse('--kill')).toMatchObject({ value: { kill: true } });
  });

  it.each([[['--replay']], [['--screenshot', '--kill']], [['--data-dir=']]])(
    'are refused when a path is missing: %j',
    (args) => {
      const parsed = parse(...args);
      expect(parsed.ok).toBe(false);
      if (!parsed.ok) expect(parsed.problem).toMatch(/needs a path after it, as in "npm start -- --/);
    },
  );
});

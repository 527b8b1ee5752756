import { describe, expect, it } from 'vitest';
import { readLaunchOptions } from '../../../electron/shell/launch-options.ts';
import { userArguments } from '../../../electron/shell/user-arguments.ts';

describe('the options of the shell', () => {
  it('are none by default, and leave the rest to the desk', () => {
    expect(readLaunchOptions(['--replay', 'folder', '--seed=7'])).toEqual({
      ok: true,
      value: { kill: false, screenshot: null, rest: ['--replay', 'folder', '--seed=7'] },
    });
  });

  it('are read in either way of writing', () => {
    const expected = {
      ok: true,
      value: { kill: false, screenshot: { file: 'a b.png', after: 15_000 }, rest: ['x'] },
    };
    expect(readLaunchOptions(['--screenshot', 'a b.png', 'x'])).toEqual(expected);
    expect(readLaunchOptions(['x', '--screenshot=a b.png'])).toEqual(expected);
    expect(readLaunchOptions(['--kill'])).toMatchObject({ ok: true, value: { kill: true } });
    expect(readLaunchOptions(['--screenshot-after-ms', '200', '--screenshot', 'f'])).toMatchObject({
      value: { screenshot: { file: 'f', after: 200 } },
    });
  });

  it.each([
    ['--screenshot'],
    ['--screenshot='],
    ['--screenshot', '--kill'],
    ['--screenshot-after-ms'],
    ['--screenshot-after-ms', '-1'],
    ['--screenshot-after-ms', '1e3'],
    ['--screenshot-after-ms=600001'],
  ])('are refused with a sentence that names the option: %s %s', (...args) => {
    const read = readLaunchOptions(args);
    expect(read.ok ? '' : read.error).toContain(args[0]?.split('=')[0]);
  });
});

describe("the user's arguments", () => {
  it('come after the folder when the desk is started from one', () => {
    const argv = ['electron', '--no-sandbox', '-r', 'loader.js', '--inspect=0', '.', '--replay', 'folder'];
    expect(userArguments(argv, true)).toEqual(['--replay', 'folder']);
    expect(userArguments(['electron', '--no-sandbox'], true)).toEqual([]);
  });

  it('come after the program when it is packaged', () => {
    expect(userArguments(['swingaway', '--kill'], false)).toEqual(['--kill']);
  });

  it('are without the switches of the runtime', () => {
    const argv = ['swingaway', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', '--pace', '2'];
    expect(userArguments(argv, false)).toEqual(['--pace', '2']);
  });
});

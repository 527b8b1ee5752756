import { describe, expect, it } from 'vitest';
import { readSimArguments } from '../../../electron/sim/sim-arguments.ts';

const errorOf = (...args: string[]): string => {
  const read = readSimArguments(args);
  return read.ok ? 'none' : read.error;
};

describe('the arguments of the market process', () => {
  it('default to the desk’s preset on free ports', () => {
    expect(readSimArguments([])).toEqual({
      ok: true,
      value: {
        seed: null,
        replay: null,
        rpcPort: 0,
        wsPort: 0,
        feedPort: 0,
        slotMs: 400,
        poolsASecond: 0.67,
        activity: 1,
        exitWithStdin: false,
      },
    });
  });

  it('are taken with a blank or an equals sign, and a replay is shown alone unless a pace is given', () => {
    expect(readSimArguments(['--replay=/r', '--rpc-port', '8899', '--exit-with-stdin'])).toMatchObject({
      value: { replay: '/r', rpcPort: 8899, poolsASecond: 0, exitWithStdin: true },
    });
    expect(readSimArguments(['--replay', '/r', '--pace', '0.5'])).toMatchObject({
      value: { poolsASecond: 0.5 },
    });
    expect(readSimArguments(['--preset', 'quiet'])).toMatchObject({ value: { poolsASecond: 0.1 } });
  });

  it('are refused one by one with the name, what was found and what is allowed', () => {
    expect(errorOf('--rpc-port', '70000')).toBe(
      '--rpc-port is "70000": it must be a port from 0 (any free one) to 65535.',
    );
    expect(errorOf('--slot-ms', '4e2')).toBe('--slot-ms is "4e2": it must be 10 to 60000 milliseconds.');
    expect(errorOf('--pace', '-1')).toBe('--pace is "-1": it must be 0 to 100 new pools a second.');
    expect(errorOf('--preset', 'wild')).toBe('--preset is "wild": it must be desk or quiet.');
    expect(errorOf('--seed')).toBe('--seed needs a value.');
    expect(errorOf('--speed', '2')).toMatch(/^--speed is not an argument of the market: it takes --seed, /);
  });
});

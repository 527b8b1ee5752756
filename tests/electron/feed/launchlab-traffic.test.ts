import { describe, expect, it } from 'vitest';
import { isLaunchLabTrade } from '../../../electron/feed/launchlab-traffic.ts';
import { LAUNCHLAB_PROGRAM } from '../../../electron/protocol/programs.ts';
import { written } from '../protocol/launchlab-samples.ts';
import { ammV4Sample, CPMM_LOGS, LAUNCH_LOGS, logsResult, signatureOf, TRADE_LOGS } from './chain-samples.ts';

const text = (logs: readonly string[]): string => JSON.stringify(logsResult(signatureOf(1), logs));
const launchLab = (...lines: string[]) => text(written(LAUNCHLAB_PROGRAM, ...lines));

describe('LaunchLab’s trades, by their text', () => {
  it('are told from everything that makes a pool', () => {
    expect(isLaunchLabTrade(text(TRADE_LOGS))).toBe(true);
    expect(isLaunchLabTrade(text(LAUNCH_LOGS))).toBe(false);
    expect(isLaunchLabTrade(text(CPMM_LOGS))).toBe(false);
    expect(isLaunchLabTrade(text(ammV4Sample(1).logs))).toBe(false);
    for (const name of [
      'Initialize',
      'InitializeV2',
      'InitializeWithToken2022',
      'MigrateToAmm',
      'MigrateToCpswap',
    ])
      expect(isLaunchLabTrade(launchLab(`Program log: Instruction: ${name}`))).toBe(false);
  });

  it('are not passed over where the log was cut: a launch could stand behind it', () => {
    expect(isLaunchLabTrade(text([...TRADE_LOGS, 'Log truncated']))).toBe(false);
  });

  it('are no other messages', () => {
    expect(isLaunchLabTrade('{"jsonrpc":"2.0","result":5,"id":1}')).toBe(false);
    expect(isLaunchLabTrade('')).toBe(false);
  });
});

import { utilityProcess } from 'electron';
import type { MarketChild } from './market-process.ts';

/** All that the market may know of our environment: nothing in it can be a key. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'] as const;

/** Forks the market's program as a process of its own, so that it takes no time from the desk's thread. */
export function forkMarket(program: string, args: readonly string[]): MarketChild {
  const env: Record<string, string> = {};
  for (const name of PASSED_ON) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return utilityProcess.fork(program, [...args], {
    serviceName: 'Swingaway market',
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
}

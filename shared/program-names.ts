import type { PoolProgram } from './pool.ts';

/** The programs as they write themselves. */
export const PROGRAM_NAMES: Readonly<Record<PoolProgram, string>> = {
  'amm-v4': 'AMM v4',
  cpmm: 'CPMM',
  launchlab: 'LaunchLab',
  clmm: 'CLMM',
};

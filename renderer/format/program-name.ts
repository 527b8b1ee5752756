import type { PoolProgram } from '../../shared/pool.ts';

export const PROGRAM_NAMES: Readonly<Record<PoolProgram, string>> = {
  'amm-v4': 'AMM v4',
  cpmm: 'CPMM',
  launchlab: 'LaunchLab',
  clmm: 'CLMM',
};

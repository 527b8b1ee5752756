import type { Address } from '../../../shared/units.ts';
import {
  AMM_V4_PROGRAM,
  ASSOCIATED_TOKEN_PROGRAM,
  CLMM_PROGRAM,
  COMPUTE_BUDGET_PROGRAM,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  SYSTEM_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../protocol/programs.ts';
import type { Program } from '../runtime/invoke-context.ts';
import { ammV4Program } from './amm-v4-program.ts';
import { associatedTokenProgram } from './associated-token-program.ts';
import { clmmProgram } from './clmm-program.ts';
import { computeBudgetProgram } from './compute-budget-program.ts';
import { cpmmProgram } from './cpmm-program.ts';
import { launchLabProgram } from './launchlab-program.ts';
import { systemProgram } from './system-program.ts';
import { token2022Program } from './token-2022-program.ts';
import { tokenProgram } from './token-program.ts';

export type InstalledProgram = {
  readonly run: Program;
  /** Part of the runtime: it logs no compute units and has a smaller default budget. */
  readonly builtin: boolean;
};

/** Every program that this chain can run. */
export const INSTALLED_PROGRAMS: ReadonlyMap<Address, InstalledProgram> = new Map([
  [SYSTEM_PROGRAM, { run: systemProgram, builtin: true }],
  [COMPUTE_BUDGET_PROGRAM, { run: computeBudgetProgram, builtin: true }],
  [TOKEN_PROGRAM, { run: tokenProgram, builtin: false }],
  [TOKEN_2022_PROGRAM, { run: token2022Program, builtin: false }],
  [ASSOCIATED_TOKEN_PROGRAM, { run: associatedTokenProgram, builtin: false }],
  [AMM_V4_PROGRAM, { run: ammV4Program, builtin: false }],
  [CPMM_PROGRAM, { run: cpmmProgram, builtin: false }],
  [LAUNCHLAB_PROGRAM, { run: launchLabProgram, builtin: false }],
  [CLMM_PROGRAM, { run: clmmProgram, builtin: false }],
]);

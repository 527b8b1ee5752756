import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AMM_V4_PROGRAM,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../electron/protocol/programs.ts';
import type { Address } from '../../shared/units.ts';

/** A program that a route runs, and what to call it. */
export type WantedProgram = { readonly name: string; readonly id: Address };

export const ROUTE_PROGRAMS: readonly WantedProgram[] = [
  { name: 'AMM v4', id: AMM_V4_PROGRAM },
  { name: 'CPMM', id: CPMM_PROGRAM },
  { name: 'LaunchLab', id: LAUNCHLAB_PROGRAM },
];

/** The local SVM has its own builds of these; a dumped one takes their place. */
export const OPTIONAL_PROGRAMS: readonly WantedProgram[] = [
  { name: 'SPL Token', id: TOKEN_PROGRAM },
  { name: 'Token-2022', id: TOKEN_2022_PROGRAM },
];

export type ProgramFiles = {
  readonly found: ReadonlyMap<Address, Uint8Array>;
  /** Of the programs that routes run. */
  readonly missing: readonly WantedProgram[];
};

export function readProgramFiles(folder: string): ProgramFiles {
  const found = new Map<Address, Uint8Array>();
  for (const { id } of [...ROUTE_PROGRAMS, ...OPTIONAL_PROGRAMS]) {
    const file = join(folder, `${id}.so`);
    if (existsSync(file)) found.set(id, new Uint8Array(readFileSync(file)));
  }
  return { found, missing: ROUTE_PROGRAMS.filter(({ id }) => !found.has(id)) };
}

/** What to do about each missing file; nothing where none is missing. */
export function missingFilesMessage(missing: readonly WantedProgram[], folder: string): string {
  if (missing.length === 0) return '';
  const commands = missing.map(
    ({ name, id }) => `  ${name}: solana program dump --url mainnet-beta ${id} ${join(folder, `${id}.so`)}`,
  );
  return ['Not run, because the program’s file is missing:', ...commands].join('\n');
}

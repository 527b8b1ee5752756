import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AMM_V4_PROGRAM,
  CPMM_PROGRAM,
  LAUNCHLAB_PROGRAM,
  TOKEN_PROGRAM,
} from '../../electron/protocol/programs.ts';
import { missingFilesMessage, readProgramFiles } from './program-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swingaway-programs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (id: string): void => writeFileSync(join(folder, `${id}.so`), id);

describe('the program files of a folder', () => {
  it('are found by their ids, and those of routes that are not there are missing', () => {
    put(CPMM_PROGRAM);
    put(TOKEN_PROGRAM);
    writeFileSync(join(folder, 'other.so'), '');
    const { found, missing } = readProgramFiles(folder);
    expect([...found.keys()]).toEqual([CPMM_PROGRAM, TOKEN_PROGRAM]);
    expect(Buffer.from(found.get(CPMM_PROGRAM) ?? []).toString()).toBe(CPMM_PROGRAM);
    expect(missing.map(({ id }) => id)).toEqual([AMM_V4_PROGRAM, LAUNCHLAB_PROGRAM]);
  });

  it('that are missing are named with the command that dumps them', () => {
    put(AMM_V4_PROGRAM);
    put(CPMM_PROGRAM);
    const { missing } = readProgramFiles(folder);
    expect(missingFilesMessage(missing, folder)).toBe(
      'Not run, because the program’s file is missing:\n' +
        `  LaunchLab: solana program dump --url mainnet-beta ${LAUNCHLAB_PROGRAM} ` +
        join(folder, `${LAUNCHLAB_PROGRAM}.so`),
    );
    expect(missingFilesMessage([], folder)).toBe('');
  });
});

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDataFolder, chooseDataFolder, settleDataFolder } from '../../../electron/shell/data-folder.ts';
import { readEnvFile, settingIn } from '../../../electron/shell/env-file.ts';
import { tempFolder } from './support/temp-folder.ts';

describe('the data folder', () => {
  it('is the one that was asked for, from where the program was started', () => {
    const cwd = resolve('/home/me');
    expect(chooseDataFolder(undefined, '/standard', undefined, cwd)).toBe('/standard');
    expect(chooseDataFolder('  ', '/standard', undefined, cwd)).toBe('/standard');
    expect(chooseDataFolder('desk', '/standard', undefined, cwd)).toBe(join(cwd, 'desk'));
    expect(chooseDataFolder(resolve('/srv/desk'), '/standard', undefined, cwd)).toBe(resolve('/srv/desk'));
  });

  it('is each mode’s own where none was asked for', () => {
    const cwd = resolve('/home/me');
    expect(chooseDataFolder(undefined, '/standard', 'sim', cwd)).toBe('/standard');
    expect(chooseDataFolder('', '/standard', 'paper', cwd)).toBe(join('/standard', 'paper'));
    expect(chooseDataFolder(undefined, '/standard', ' live', cwd)).toBe(join('/standard', 'live'));
    expect(chooseDataFolder(undefined, '/standard', '../elsewhere', cwd)).toBe('/standard');
    expect(chooseDataFolder('/mine', '/standard', 'live', cwd)).toBe(resolve('/mine'));
  });

  it('is made where it is not there, and left empty', () => {
    const folder = join(tempFolder(), 'a', 'b');
    expect(checkDataFolder(folder)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is a problem that names it and the setting when it cannot be written', () => {
    const parent = tempFolder();
    writeFileSync(join(parent, 'file'), '');
    const problem = checkDataFolder(join(parent, 'file', 'data'));
    expect(problem?.what).toContain(join(parent, 'file', 'data'));
    expect(problem?.remedy).toContain('SWINGAWAY_DATA_DIR');
    expect(checkDataFolder(join(parent, 'file'))).not.toBeNull();
  });

  it('is replaced for the window alone when it cannot be written, until the window is gone', () => {
    const parent = tempFolder();
    const good = settleDataFolder(parent, () => {
      throw new Error('nothing to clean');
    });
    expect(good).toEqual({ path: parent, windowFolder: parent, problem: null });
    writeFileSync(join(parent, 'file'), '');
    const cleaners: (() => void)[] = [];
    const bad = settleDataFolder(join(parent, 'file'), (clean) => void cleaners.push(clean));
    expect(bad).toMatchObject({
      path: join(parent, 'file'),
      problem: { what: expect.any(String) as unknown },
    });
    writeFileSync(join(bad.windowFolder, 'cookie'), '');
    for (const clean of cleaners) clean();
    expect(existsSync(bad.windowFolder)).toBe(false);
  });
});

describe('the settings file', () => {
  it('is no problem when it is not there', () => {
    expect(readEnvFile(join(tempFolder(), '.env'))).toEqual({ text: null, problem: null });
  });

  it('is read as it is', () => {
    const file = join(tempFolder(), '.env');
    writeFileSync(file, 'SLIPPAGE=5\n');
    expect(readEnvFile(file)).toEqual({ text: 'SLIPPAGE=5\n', problem: null });
  });

  it('is a problem when it is there and cannot be read', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, '.env'));
    expect(readEnvFile(join(folder, '.env')).problem?.what).toContain('.env');
    writeFileSync(join(folder, 'long'), 'x'.repeat(70_000));
    expect(readEnvFile(join(folder, 'long')).problem?.found).toContain('70000 bytes');
    expect(existsSync(join(folder, 'long'))).toBe(true);
  });

  it.each([
    ['', undefined],
    ['# SWINGAWAY_DATA_DIR=/no', undefined],
    ['OLD_SWINGAWAY_DATA_DIR=/no', undefined],
    ['SWINGAWAY_DATA_DIR=/a', '/a'],
    ['X=1\r\nSWINGAWAY_DATA_DIR = /a b \r\nY=2', '/a b'],
    ['export SWINGAWAY_DATA_DIR="/a #b"', '/a #b'],
    ["SWINGAWAY_DATA_DIR='/a'", '/a'],
    ['SWINGAWAY_DATA_DIR=/a # mine', '/a'],
    ['SWINGAWAY_DATA_DIR=\nX=1', ''],
  ])('says where the data is: %j', (text, folder) => {
    expect(settingIn(text, 'SWINGAWAY_DATA_DIR')).toBe(folder);
  });
});

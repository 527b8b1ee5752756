import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extractFromTarball } from '../../../scripts/runtime/tar.mjs';
import { writeTar } from './archive-writer.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swingaway-tar-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const wanted = randomBytes(200_001);
const files = {
  'package/first': randomBytes(70_000),
  'package/wanted.zip': wanted,
  'package/last': Buffer.from('x'),
};

async function extract(name: string, tarball: Buffer): Promise<Buffer> {
  const archive = join(folder, 'a.tgz');
  writeFileSync(archive, tarball);
  await extractFromTarball(archive, name, join(folder, 'out'));
  return readFileSync(join(folder, 'out'));
}

describe('extracting from a tarball', () => {
  it('finds a file between others', async () => {
    expect((await extract('package/wanted.zip', gzipSync(writeTar(files)))).equals(wanted)).toBe(true);
  });

  it('says when it is not there', async () => {
    await expect(extract('package/other', gzipSync(writeTar(files)))).rejects.toThrow('has no package/other');
  });

  it('refuses one that is cut off', async () => {
    const tarball = gzipSync(writeTar(files));
    await expect(extract('package/wanted.zip', tarball.subarray(0, 150_000))).rejects.toThrow();
    await expect(
      extract('package/wanted.zip', gzipSync(writeTar(files).subarray(0, 100_000))),
    ).rejects.toThrow('cut off');
  });
});

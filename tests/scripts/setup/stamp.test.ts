import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint, readStamp, writeStamp } from '../../../scripts/setup/stamp.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swingaway-stamp-'));
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'src', 'deep', 'a.ts'), 'one');
  writeFileSync(join(folder, 'lock.json'), '{}');
});

afterEach(() => rmSync(folder, { recursive: true }));

const now = () => fingerprint(folder, ['src', 'lock.json', 'not-there']);

describe('a fingerprint', () => {
  it('stays while nothing changes', () => {
    expect(now()).toBe(now());
  });

  it('changes with a size, a time, a new file, a name and a single listed file', () => {
    const seen = new Set([now()]);
    writeFileSync(join(folder, 'src', 'deep', 'a.ts'), 'longer');
    seen.add(now());
    utimesSync(join(folder, 'src', 'deep', 'a.ts'), 1, 1);
    seen.add(now());
    writeFileSync(join(folder, 'src', 'b.ts'), '');
    utimesSync(join(folder, 'src', 'b.ts'), 1, 1);
    seen.add(now());
    rmSync(join(folder, 'src', 'b.ts'));
    writeFileSync(join(folder, 'src', 'c.ts'), '');
    utimesSync(join(folder, 'src', 'c.ts'), 1, 1);
    seen.add(now());
    writeFileSync(join(folder, 'lock.json'), '{"changed": true}');
    seen.add(now());
    expect(seen.size).toBe(6);
  });

  it('does not see what is outside the given paths', () => {
    const before = now();
    writeFileSync(join(folder, 'elsewhere.txt'), 'x');
    expect(now()).toBe(before);
  });
});

describe('a stamp', () => {
  it('reads back as written, in a folder made for it', () => {
    const file = join(folder, 'new', 'stamp');
    expect(readStamp(file)).toBeNull();
    writeStamp(file, 'value');
    expect(readStamp(file)).toBe('value');
  });
});

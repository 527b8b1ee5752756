import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLogFile } from '../../../electron/log/log-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swingaway-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);

describe('the file of the log', () => {
  it('takes lines as they are, for its owner alone', () => {
    const path = join(folder, 'logs', 'desk.log');
    const file = openLogFile(path);
    const odd = '{"a":"%c %s {text} \\u001b[31m"}';
    expect(file.write(['{"a":1}', odd])).toBe(true);
    expect(file.write(['{"a":2}'])).toBe(true);
    expect(linesOf(path)).toEqual(['{"a":1}', odd, '{"a":2}']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is moved away when it is over its bound, once, and one older file is kept', () => {
    const path = join(folder, 'desk.log');
    const file = openLogFile(path, 100);
    const line = (number: number): string => `{"line":${number},"pad":"${'x'.repeat(60)}"}`;
    for (let number = 0; number < 9; number += 1) expect(file.write([line(number)])).toBe(true);
    const kept = [...linesOf(join(folder, 'desk.old.log')), ...linesOf(path)];
    expect(kept.length).toBeLessThan(9);
    expect(kept).toEqual([3, 4, 5, 6, 7, 8].slice(-kept.length).map(line));
    expect(readdirSync(folder)).toEqual(['desk.log', 'desk.old.log']);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('says that it could not write, on no terminal, and goes on when it can again', () => {
    const terminal = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const path = join(folder, 'gone', 'desk.log');
    const file = openLogFile(path);
    expect(file.write(['{"a":1}'])).toBe(true);
    rmSync(join(folder, 'gone'), { recursive: true });
    expect(file.write(['{"a":2}'])).toBe(false);
    mkdirSync(join(folder, 'gone'));
    expect(file.write(['{"a":3}'])).toBe(true);
    expect(linesOf(path)).toEqual(['{"a":3}']);
    expect(terminal).not.toHaveBeenCalled();
  });

  it('says so when it could never be opened', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const path = join(folder, 'desk.log');
    mkdirSync(path);
    expect(openLogFile(path).write(['{"a":1}'])).toBe(false);
    expect(existsSync(`${path}.old`)).toBe(false);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replayPathProblem } from '../../../electron/config/replay-path.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swingaway-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a path of recorded frames', () => {
  it('is a .json file, or a folder that holds one', () => {
    writeFileSync(join(folder, 'frame.json'), '{}');
    expect(replayPathProblem(join(folder, 'frame.json'))).toBeNull();
    expect(replayPathProblem(folder)).toBeNull();
  });

  it('is refused when it does not exist, holds no frame or is no frame, with its name and what to do', () => {
    writeFileSync(join(folder, 'notes.txt'), '');
    mkdirSync(join(folder, 'empty'));
    const found = ['missing', 'notes.txt', 'empty', ''].map((name) => {
      const path = join(folder, name);
      const problem = replayPathProblem(path);
      expect(problem?.remedy).toContain('transactionNotification');
      return problem?.found.replace(path, '');
    });
    expect(found).toEqual([
      ' does not exist',
      ' is no .json or .jsonl file',
      ' holds no .json file',
      ' holds no .json file',
    ]);
  });

  it('is refused when it goes through a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(replayPathProblem(join(folder, 'file', 'frame.json'))).toMatchObject({ what: '--replay' });
  });
});

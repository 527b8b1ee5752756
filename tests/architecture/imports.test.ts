import { describe, expect, it } from 'vitest';
import { importOffences } from './import-offences.ts';
import { importTable } from './import-table.ts';
import { roomOf } from './room-of.ts';
import { filesBelow, parseSource, readSource } from './source-file.ts';

const sources = ['electron', 'renderer', 'shared'].flatMap((folder) => filesBelow(folder, ['.ts', '.tsx']));

const offencesIn = (path: string, text: string) => importOffences(parseSource(path, text));

describe('who imports whom', () => {
  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(0);
  });

  it('is as the table says, in every file', () => {
    expect(sources.flatMap((path) => importOffences(readSource(path)))).toEqual([]);
  });
});

describe('the table', () => {
  it('names only rooms that have a line of their own', () => {
    const paths = importTable.map(({ path }) => path);
    const named = importTable.flatMap(({ rooms, typesOf }) => [...rooms, ...(typesOf ?? [])]);
    expect(named.filter((path) => !paths.includes(path))).toEqual([]);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('gives Electron to the window side and the wallet alone', () => {
    const holders = importTable
      .filter(({ libraries }) => libraries?.includes('electron'))
      .map(({ path }) => path);
    expect(holders.toSorted()).toEqual([
      'electron/ipc',
      'electron/main.ts',
      'electron/preload.ts',
      'electron/shell',
      'electron/window.ts',
    ]);
  });

  it('puts a file in the closest room', () => {
    expect(roomOf('electron/core/swap/out.ts')?.path).toBe('electron/core/swap');
    expect(roomOf('electron/core/swapping.ts')?.path).toBe('electron/core');
    expect(roomOf('electron/engine/ports.ts')?.path).toBe('electron/engine/ports');
    expect(roomOf('electron/somewhere.ts')).toBeNull();
  });
});

describe('an offence', () => {
  it('is a room that the table does not give', () => {
    expect(offencesIn('electron/core/a.ts', `import { x } from '../chain/x.ts';`)).toHaveLength(1);
    expect(offencesIn('electron/feed/a.ts', `import { x } from '../chain/x.ts';`)).toHaveLength(1);
    expect(offencesIn('renderer/a.ts', `import { x } from '../electron/core/x.ts';`)).toHaveLength(1);
    expect(offencesIn('shared/a.ts', `import { x } from '../tests/x.ts';`)).toHaveLength(1);
  });

  it('is a library or a Node module that the table does not give', () => {
    expect(offencesIn('electron/core/a.ts', `import { readFileSync } from 'node:fs';`)).toHaveLength(1);
    expect(offencesIn('electron/core/a.ts', `import { readFileSync } from 'fs';`)).toHaveLength(1);
    expect(offencesIn('electron/chain/a.ts', `import { app } from 'electron';`)).toHaveLength(1);
    expect(offencesIn('renderer/a.ts', `import { z } from 'zod/v4';`)).toHaveLength(1);
    expect(offencesIn('electron/protocol/a.ts', `import { createHash } from 'node:crypto';`)).toEqual([]);
  });

  it('is a value where only types are given', () => {
    expect(offencesIn('electron/feed/a.ts', `import { x } from '../engine/ports/x.ts';`)).toHaveLength(1);
    expect(
      offencesIn('electron/feed/a.ts', `import { type X, y } from '../engine/ports/x.ts';`),
    ).toHaveLength(1);
    expect(offencesIn('electron/feed/a.ts', `import type { X } from '../engine/ports/x.ts';`)).toEqual([]);
    expect(offencesIn('electron/feed/a.ts', `import { type X } from '../engine/ports/x.ts';`)).toEqual([]);
  });

  it.each([
    ['a re-export', `export * from '../chain/x.ts';`],
    ['a named re-export', `export { x } from '../chain/x.ts';`],
    ['a bare import', `import '../chain/x.ts';`],
    ['a dynamic import', `const x = await import('../chain/x.ts');`],
    ['a require', `const x = require('../chain/x.ts');`],
    ['a type import in place', `type X = import('../chain/x.ts').X;`],
  ])('is found in %s', (_form, text) => {
    expect(offencesIn('electron/core/a.ts', text)).toHaveLength(1);
  });

  it('is not what stands in a comment or a string', () => {
    const text = `// import { x } from '../chain/x.ts';\nexport const s = "import { x } from '../chain/x.ts'";`;
    expect(offencesIn('electron/core/a.ts', text)).toEqual([]);
  });
});

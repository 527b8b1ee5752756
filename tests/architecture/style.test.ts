import { describe, expect, it } from 'vitest';
import { filesBelow, parseSource, readSource } from './source-file.ts';
import { configFiles, styleOffences } from './style-offences.ts';

const folders = ['electron', 'renderer', 'shared', 'scripts', 'tests'];
const sources = [...folders.flatMap((folder) => filesBelow(folder, ['.ts', '.tsx', '.mjs'])), ...configFiles];

const offencesIn = (path: string, text: string) => styleOffences(parseSource(path, text));

describe('house style', () => {
  it('has no barrel, no default export and no enum, in every file', () => {
    expect(sources.flatMap((path) => styleOffences(readSource(path)))).toEqual([]);
  });

  it('sees an index file and a file that only passes on', () => {
    expect(offencesIn('shared/index.ts', 'export const a = 1;')).toHaveLength(1);
    expect(offencesIn('shared/all.ts', `export * from './a.ts';\nexport { b } from './b.ts';`)).toHaveLength(
      1,
    );
    expect(offencesIn('shared/one.ts', `export * from './a.ts';\nexport const b = 1;`)).toEqual([]);
  });

  it('sees a default export in each of its forms, and allows it in a configuration', () => {
    expect(offencesIn('shared/a.ts', 'export default 1;')).toHaveLength(1);
    expect(offencesIn('shared/a.ts', 'const a = 1; export { a as default };')).toHaveLength(1);
    expect(offencesIn('vite.config.ts', 'export default {};')).toEqual([]);
  });

  it('sees an enum', () => {
    expect(offencesIn('shared/a.ts', 'export enum A { B }')).toHaveLength(1);
    expect(offencesIn('shared/a.ts', 'const enum A { B }')).toHaveLength(1);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTable, neededWithoutImport } from './import-table.ts';
import { filesBelow, projectRoot, readSource } from './source-file.ts';

const manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> } =
  JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));

const program = ['electron', 'renderer', 'shared'];

function librariesOfProgram(): ReadonlySet<string> {
  const fromCode = program
    .flatMap((folder) => filesBelow(folder, ['.ts', '.tsx']))
    .flatMap((path) => readSource(path).imports.flatMap((one) => (one.kind === 'library' ? [one.name] : [])));
  const fromStyles = program
    .flatMap((folder) => filesBelow(folder, ['.css']))
    .flatMap((path) => [
      ...readFileSync(join(projectRoot, path), 'utf8').matchAll(/@import\s+(?:url\()?['"]([^'"]+)['"]/g),
    ])
    .map(([, specifier = '']) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  return new Set([...fromCode, ...fromStyles]);
}

describe('the dependencies in package.json', () => {
  it('are all imported by the program, or say why not', () => {
    const used = librariesOfProgram();
    const idle = Object.keys(manifest.dependencies).filter(
      (name) => !used.has(name) && !(name in neededWithoutImport),
    );
    expect(idle).toEqual([]);
  });

  it('hold everything that the import table gives to a room', () => {
    const given = new Set(importTable.flatMap(({ libraries }) => libraries ?? []));
    const known = new Set([...Object.keys(manifest.dependencies), 'electron']);
    expect([...given].filter((name) => !known.has(name))).toEqual([]);
  });

  it('are pinned to one version each', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    const floating = all.filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version));
    expect(floating).toEqual([]);
  });
});

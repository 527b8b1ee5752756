import { asNode, type SourceFile, type SyntaxNode } from './source-file.ts';

/** Files that a tool reads through their default export. */
export const configFiles: readonly string[] = [
  'vite.config.ts',
  'vitest.config.ts',
  'tests/e2e/playwright.config.ts',
];

/** Barrels, default exports and enums. */
export function styleOffences(file: SourceFile): readonly string[] {
  const name = file.path.split('/').at(-1) ?? '';
  const offences: string[] = [];
  if (/^index\.\w+$/.test(name)) offences.push('is an index file');
  if (isBarrel(file)) offences.push('only passes on what other files export');
  if (file.hasDefaultExport && !configFiles.includes(file.path)) offences.push('has a default export');
  if (file.nodes.some(({ type }) => type === 'TSEnumDeclaration')) offences.push('declares an enum');
  return offences.map((offence) => `${file.path}: ${offence}`);
}

function isBarrel(file: SourceFile): boolean {
  const body = asNode(file.nodes[0])?.['body'];
  const statements: readonly unknown[] = Array.isArray(body) ? body : [];
  return statements.length > 0 && statements.every((statement) => isReExport(asNode(statement)));
}

function isReExport(node: SyntaxNode | null): boolean {
  if (node?.type === 'ExportAllDeclaration') return true;
  return node?.type === 'ExportNamedDeclaration' && asNode(node['source']) !== null;
}

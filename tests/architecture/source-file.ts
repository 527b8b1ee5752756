import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

export type Import =
  | { readonly kind: 'file'; readonly path: string; readonly typeOnly: boolean }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'library'; readonly name: string };

export type SourceFile = {
  /** From the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly hasDefaultExport: boolean;
  readonly nodes: readonly SyntaxNode[];
};

export type SyntaxNode = { readonly type: string; readonly [field: string]: unknown };

const ignored = new Set(['node_modules', 'dist']);

/** The paths, from the project, of the files below a folder whose names end so; empty when there is no such folder. */
export function filesBelow(
  folder: string,
  endings: readonly string[],
  root = projectRoot,
): readonly string[] {
  const found: string[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory() && !ignored.has(entry.name)) visit(inside);
      else if (entry.isFile() && endings.some((ending) => entry.name.endsWith(ending))) found.push(inside);
    }
  };
  if (readdirSync(root).includes(folder)) visit(folder);
  return found.toSorted();
}

export function readSource(path: string, root = projectRoot): SourceFile {
  return parseSource(path, readFileSync(join(root, path), 'utf8'));
}

export function parseSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message ?? ''}`);
  const nodes = syntaxNodes(program);
  const hasDefaultExport = module.staticExports.some(({ entries }) =>
    entries.some(({ exportName }) => exportName.kind === 'Default' || exportName.name === 'default'),
  );
  return { path, text, imports: importsOf(path, nodes), hasDefaultExport, nodes };
}

function importsOf(path: string, nodes: readonly SyntaxNode[]): readonly Import[] {
  const imports: Import[] = [];
  for (const node of nodes) {
    const specifier = specifierOf(node);
    if (specifier !== null) imports.push(classify(path, specifier, isTypeOnly(node)));
  }
  return imports;
}

/** What an import in any of its forms names: static, re-export, dynamic, `require`, or a type's `import('…')`. */
function specifierOf(node: SyntaxNode): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literal(node['source']);
    case 'TSExternalModuleReference':
      return literal(node['expression']);
    case 'CallExpression': {
      const callee = asNode(node['callee']);
      const [argument] = asNodes(node['arguments']);
      return callee?.type === 'Identifier' && callee['name'] === 'require' ? literal(argument) : null;
    }
    default:
      return null;
  }
}

function isTypeOnly(node: SyntaxNode): boolean {
  if (node.type === 'TSImportType') return true;
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = asNodes(node['specifiers']);
  return (
    specifiers.length > 0 &&
    specifiers.every((specifier) => specifier['importKind'] === 'type' || specifier['exportKind'] === 'type')
  );
}

function classify(from: string, specifier: string, typeOnly: boolean): Import {
  const plain = specifier.replace(/\?.*$/, '');
  if (plain.startsWith('.')) return { kind: 'file', path: posix.join(posix.dirname(from), plain), typeOnly };
  const bare = plain.replace(/^node:/, '');
  if (plain.startsWith('node:') || builtinModules.includes(bare)) return { kind: 'node', name: bare };
  const [first = '', second = ''] = plain.split('/');
  return { kind: 'library', name: first.startsWith('@') ? `${first}/${second}` : first };
}

function syntaxNodes(program: unknown): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
      return;
    }
    const node = asNode(value);
    if (node === null) return;
    found.push(node);
    for (const field of Object.values(node)) if (typeof field === 'object') visit(field);
  };
  visit(program);
  return found;
}

export function asNode(value: unknown): SyntaxNode | null {
  return isNode(value) ? value : null;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function asNodes(value: unknown): readonly SyntaxNode[] {
  return Array.isArray(value) ? value.flatMap((item: unknown) => asNode(item) ?? []) : [];
}

function literal(value: unknown): string | null {
  const node = asNode(value);
  return node?.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : null;
}

import { asNode, type SourceFile, type SyntaxNode } from './source-file.ts';

/** Rooms that know no clock, no timer and no chance: those come in as values. */
export const pureRooms: readonly string[] = ['electron/core/', 'electron/protocol/', 'shared/'];

const impureMembers = new Set([
  'Date.now',
  'performance.now',
  'Math.random',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]);

const impureGlobals = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'fetch',
]);

/** What a pure file must not reach for. */
export function purityOffences(file: SourceFile): readonly string[] {
  return file.nodes.flatMap((node) => {
    const used = impureUse(node);
    return used === null ? [] : [`${file.path}: uses ${used}`];
  });
}

function impureUse(node: SyntaxNode): string | null {
  if (node.type === 'MemberExpression') {
    const member = memberName(node);
    return member !== null && impureMembers.has(member) ? member : null;
  }
  if (node.type === 'CallExpression') {
    const callee = asNode(node['callee']);
    const name = callee?.type === 'Identifier' ? String(callee['name']) : null;
    return name !== null && impureGlobals.has(name) ? name : null;
  }
  // `new Date(ms)` is arithmetic; `new Date()` reads the clock.
  if (node.type !== 'NewExpression' || asNode(node['callee'])?.['name'] !== 'Date') return null;
  const given = node['arguments'];
  return Array.isArray(given) && given.length === 0 ? 'new Date()' : null;
}

/** `a.b` of `a.b`, `globalThis.a.b` and `a['b']`. */
export function memberName(node: SyntaxNode): string | null {
  const object = asNode(node['object']);
  const property = asNode(node['property']);
  const owner = object?.type === 'MemberExpression' ? object['property'] : object;
  const ownerName = asNode(owner)?.['name'];
  const propertyName = node['computed'] === true ? property?.['value'] : property?.['name'];
  return typeof ownerName === 'string' && typeof propertyName === 'string'
    ? `${ownerName}.${propertyName}`
    : null;
}

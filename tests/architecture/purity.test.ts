import { describe, expect, it } from 'vitest';
import { memberName, pureRooms, purityOffences } from './purity-offences.ts';
import { filesBelow, parseSource, readSource } from './source-file.ts';

const sources = ['electron', 'shared', 'renderer'].flatMap((folder) => filesBelow(folder, ['.ts', '.tsx']));

describe('the pure rooms', () => {
  it('reach for no clock, timer, chance or network, in every file', () => {
    const pure = sources.filter((path) => pureRooms.some((room) => path.startsWith(room)));
    expect(pure.flatMap((path) => purityOffences(readSource(path)))).toEqual([]);
  });

  it.each([
    'Date.now()',
    'globalThis.Date.now()',
    `Date['now']()`,
    'const now = Date.now;',
    'performance.now()',
    'Math.random()',
    'setTimeout(f, 1)',
    'setInterval(f, 1)',
    'new Date()',
    'crypto.randomUUID()',
  ])('would be caught at %s', (text) => {
    expect(purityOffences(parseSource('shared/a.ts', text))).toHaveLength(1);
  });

  it.each(['new Date(ms)', 'Math.max(1, 2)', 'clock.now()', '// Date.now()'])('may say %s', (text) => {
    expect(purityOffences(parseSource('shared/a.ts', text))).toEqual([]);
  });
});

describe('window.desktop', () => {
  it('is touched in renderer/bridge.ts alone', () => {
    const touching = sources.filter((path) => {
      const { nodes } = readSource(path);
      return nodes.some((node) => node.type === 'MemberExpression' && memberName(node) === 'window.desktop');
    });
    expect(touching.filter((path) => path !== 'renderer/bridge.ts')).toEqual([]);
  });
});

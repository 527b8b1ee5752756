import { describe, expect, it } from 'vitest';
import { makeLruMap } from '../../../electron/chain/lru-map.ts';

describe('a map of what was used last', () => {
  it('drops what was not used for longest', () => {
    const map = makeLruMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    expect(map.get('a')).toBe(1);
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
    map.set('a', 9);
    expect([map.get('a'), map.size()]).toEqual([9, 2]);
  });
});

import { describe, expect, it } from 'vitest';
import { mapFilter, mapWith, mapWithout } from '../../../electron/core/map-with.ts';

const MAP: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['b', 2],
]);

describe('maps that do not change', () => {
  it('give a copy with an entry more, in which an old key keeps its place', () => {
    expect([...mapWith(MAP, 'a', 9)]).toEqual([
      ['a', 9],
      ['b', 2],
    ]);
    expect(mapWith(MAP, 'c', 3).size).toBe(3);
    expect(MAP).toEqual(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    );
  });

  it('give a copy without an entry, and themselves when it was not there', () => {
    expect(mapWithout(MAP, 'a')).toEqual(new Map([['b', 2]]));
    expect(mapWithout(MAP, 'c')).toBe(MAP);
    expect(MAP.size).toBe(2);
  });

  it('give a copy of what is kept, and themselves when that is all', () => {
    expect(mapFilter(MAP, (value, key) => value === 1 && key === 'a')).toEqual(new Map([['a', 1]]));
    expect(mapFilter(MAP, () => true)).toBe(MAP);
  });
});

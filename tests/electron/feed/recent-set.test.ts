import { describe, expect, it } from 'vitest';
import { makeRecentSet } from '../../../electron/feed/recent-set.ts';

describe('a set of the newest values', () => {
  it('takes each once', () => {
    const set = makeRecentSet<string>(3);
    expect([set.add('a'), set.add('a'), set.add('b')]).toEqual([true, false, true]);
    expect([set.has('a'), set.has('c')]).toEqual([true, false]);
  });

  it('forgets the oldest beyond its capacity and no other', () => {
    const set = makeRecentSet<number>(2);
    for (const value of [1, 2, 3]) set.add(value);
    expect([1, 2, 3].map((value) => set.has(value))).toEqual([false, true, true]);
  });
});

import { describe, expect, it } from 'vitest';
import { pushBounded, unshiftBounded, without } from '../../shared/bounded-list.ts';

describe('a bounded list', () => {
  it('grows at its end up to the limit and then loses its front', () => {
    expect(pushBounded([1, 2], 3, 3)).toEqual([1, 2, 3]);
    expect(pushBounded([1, 2, 3], 4, 3)).toEqual([2, 3, 4]);
    expect(pushBounded([1, 2, 3, 4, 5], 6, 3)).toEqual([4, 5, 6]);
    expect(pushBounded([1], 2, 1)).toEqual([2]);
  });

  it('grows at its front up to the limit and then loses its end', () => {
    expect(unshiftBounded([2, 1], 3, 3)).toEqual([3, 2, 1]);
    expect(unshiftBounded([3, 2, 1], 4, 3)).toEqual([4, 3, 2]);
    expect(unshiftBounded([1], 2, 1)).toEqual([2]);
  });

  it('is never changed in place', () => {
    const list = [1, 2];
    pushBounded(list, 3, 2);
    unshiftBounded(list, 3, 2);
    expect(list).toEqual([1, 2]);
  });
});

describe('a record without a key', () => {
  it('has all the others', () => {
    const record = { a: 1, b: 2 };
    expect(without(record, 'a')).toEqual({ b: 2 });
    expect(without<string, number>(record, 'c')).toEqual(record);
    expect(record).toEqual({ a: 1, b: 2 });
  });
});

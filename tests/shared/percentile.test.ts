import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentileOf, sorted } from '../../shared/percentile.ts';

describe('the nearest-rank percentile', () => {
  it('is the value of the rank, never one in between', () => {
    const hundred = sorted(Array.from({ length: 100 }, (_, index) => 100 - index));
    expect([50, 95, 99, 100].map((percent) => percentileOf(hundred, percent))).toEqual([50, 95, 99, 100]);
    expect(percentileOf(sorted([15, 20, 35, 40, 50]), 30)).toBe(20);
    expect(percentileOf(sorted([15, 20, 35, 40, 50]), 40)).toBe(20);
    expect(percentileOf(sorted([15, 20, 35, 40, 50]), 41)).toBe(35);
  });

  it('is null of nothing and the value itself of one', () => {
    expect(percentileOf([], 99)).toBeNull();
    expect(percentileOf([7], 1)).toBe(7);
  });

  it('leaves at least its share of the values at or under it, and is the smallest such value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        (values, percent) => {
          const ascending = sorted(values);
          const value = percentileOf(ascending, percent) ?? Number.NaN;
          const needed = (percent / 100) * values.length;
          const atOrUnder = values.filter((other) => other <= value).length;
          const under = values.filter((other) => other < value).length;
          return values.includes(value) && atOrUnder >= needed - 1e-9 && under < needed;
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { makeTokenBucket } from '../../../electron/chain/token-bucket.ts';
import { monoUs } from '../../../shared/units.ts';

const at = (ms: number) => monoUs(ms * 1000);

describe('a budget of requests', () => {
  it('gives a second’s worth at once, and then as many as a second brings', () => {
    const bucket = makeTokenBucket(2, at(0));
    expect([0, 1, 2].map(() => bucket.tryTake(at(0)))).toEqual([true, true, false]);
    expect(bucket.waitMs(at(0))).toBe(500);
    expect(bucket.tryTake(at(499))).toBe(false);
    expect(bucket.tryTake(at(500))).toBe(true);
    expect([0, 1, 2].map(() => bucket.tryTake(at(60_000)))).toEqual([true, true, false]);
  });

  it('can be overdrawn by a second’s worth, which fills up first', () => {
    const bucket = makeTokenBucket(2, at(0));
    for (let i = 0; i < 100; i += 1) bucket.overdraw(at(0));
    expect(bucket.waitMs(at(0))).toBe(1_500);
    expect(bucket.tryTake(at(1_499))).toBe(false);
    expect(bucket.tryTake(at(1_500))).toBe(true);
  });

  it('refuses a budget of nothing', () => {
    expect(() => makeTokenBucket(0, at(0))).toThrow(RangeError);
    expect(() => makeTokenBucket(Number.NaN, at(0))).toThrow(RangeError);
  });
});

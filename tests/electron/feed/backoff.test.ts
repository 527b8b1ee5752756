import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backoffDelay,
  backoffFrom,
  JITTER,
  LONGEST_RECONNECT_DELAY_MS,
} from '../../../electron/feed/backoff.ts';
import { millis } from '../../../shared/units.ts';

describe('the wait before connecting again', () => {
  it('starts with the first delay and doubles until its bound', () => {
    const plan = backoffFrom(millis(5000));
    const middle = [1, 2, 3, 4, 5, 100].map((attempt) => backoffDelay(plan, attempt, 0.5));
    expect(middle).toEqual([5000, 10_000, 20_000, 30_000, 30_000, 30_000]);
  });

  it('is spread by the jitter on both sides', () => {
    const plan = backoffFrom(millis(1000));
    expect(backoffDelay(plan, 1, 0)).toBe(750);
    expect(backoffDelay(plan, 1, 1)).toBe(1250);
  });

  it('is bounded by a first delay that is longer than the bound', () => {
    expect(backoffDelay(backoffFrom(millis(120_000)), 9, 0.5)).toBe(120_000);
  });

  it('stays within its bounds for every attempt', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300_000 }),
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (first, attempt, random) => {
          const delay = backoffDelay(backoffFrom(millis(first)), attempt, random);
          const longest = Math.max(first, LONGEST_RECONNECT_DELAY_MS);
          expect(delay).toBeGreaterThanOrEqual(Math.floor(first * (1 - JITTER)));
          expect(delay).toBeLessThanOrEqual(Math.ceil(longest * (1 + JITTER)));
        },
      ),
    );
  });
});

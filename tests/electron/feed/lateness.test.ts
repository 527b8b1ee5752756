import { describe, expect, it } from 'vitest';
import { makeLateness } from '../../../electron/feed/lateness.ts';

describe('how late a feed is', () => {
  it('is not known before the first value', () => {
    expect(makeLateness().percentile(0.5)).toBeNull();
  });

  it('is by nearest rank, to a tenth of a millisecond', () => {
    const lateness = makeLateness();
    for (let ms = 100; ms >= 1; ms -= 1) lateness.add(ms + 0.04);
    expect([0, 0.5, 0.99, 1].map((share) => lateness.percentile(share))).toEqual([1, 50, 99, 100]);
  });

  it('is of the newest values only', () => {
    const lateness = makeLateness(3);
    for (const ms of [900, 1, 2, 3]) lateness.add(ms);
    expect(lateness.percentile(1)).toBe(3);
  });
});

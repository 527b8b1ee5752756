import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buysInHour, hourFreeAt } from '../../../../electron/core/limits/hour-window.ts';
import { unixMs, type UnixMs } from '../../../../shared/units.ts';
import { HOUR, NOON } from '../../../support/pools.ts';

const ago = (ms: number): UnixMs => unixMs(NOON - ms);

describe('the hour window', () => {
  it('counts a buy for 60 minutes less a millisecond, and then no more', () => {
    expect(buysInHour([ago(HOUR - 1)], NOON)).toHaveLength(1);
    expect(buysInHour([ago(HOUR)], NOON)).toHaveLength(0);
  });

  it('counts a buy of this very millisecond', () => {
    expect(buysInHour([NOON], NOON)).toHaveLength(1);
  });

  it('drops only what is too old', () => {
    expect(buysInHour([ago(HOUR + 5), ago(HOUR), ago(HOUR - 1), NOON], NOON)).toEqual([ago(HOUR - 1), NOON]);
  });

  it('is free below the limit', () => {
    expect(hourFreeAt([ago(10), ago(5)], 3, NOON)).toBeNull();
  });

  it('is full at the limit, until its oldest buy is 60 minutes old', () => {
    const buys = [ago(30_000), ago(20_000), ago(10_000)];
    const freeAt = hourFreeAt(buys, 3, NOON);
    expect(freeAt).toBe(NOON - 30_000 + HOUR);
    expect(hourFreeAt(buys, 3, unixMs(Number(freeAt) - 1))).toBe(freeAt);
    expect(hourFreeAt(buys, 3, unixMs(Number(freeAt)))).toBeNull();
  });

  it('waits for more than one buy to grow old when the limit was lowered', () => {
    const buys = [ago(40_000), ago(30_000), ago(20_000), ago(10_000)];
    expect(hourFreeAt(buys, 2, NOON)).toBe(NOON - 20_000 + HOUR);
  });

  it('is never free with a limit of none', () => {
    expect(hourFreeAt([], 0, NOON)).toBe(NOON + HOUR);
    expect(hourFreeAt([NOON], 0, NOON)).toBe(NOON + HOUR);
  });

  it('never allows more than the limit in any 60 minutes, and always as many', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: HOUR / 3 }), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 5 }), (waits, limit) => {
        let now: number = NOON;
        let buys: readonly UnixMs[] = [];
        const all: number[] = [];
        for (const wait of waits) {
          now += wait;
          const counted = all.filter((at) => at > now - HOUR).length;
          const freeAt = hourFreeAt(buys, limit, unixMs(now));
          expect(freeAt === null).toBe(counted < limit);
          if (freeAt !== null) continue;
          all.push(now);
          buys = [...buysInHour(buys, unixMs(now)), unixMs(now)];
        }
      }),
      { numRuns: 60 },
    );
  });
});

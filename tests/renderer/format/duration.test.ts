import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { micros, millis } from '../../../shared/units.ts';
import {
  formatAge,
  formatCountdown,
  formatHeld,
  formatLatency,
  formatLength,
  formatMillisOfUs,
  formatStage,
  parseSeconds,
  secondsInput,
} from '../../../renderer/format/duration.ts';

describe('lengths of time', () => {
  it('run down to 0:00 only when they are over', () => {
    expect(formatCountdown(291_000)).toBe('4:51');
    expect(formatCountdown(1)).toBe('0:01');
    expect(formatCountdown(0)).toBe('0:00');
    expect(formatCountdown(-5)).toBe('0:00');
    expect(formatCountdown(3_729_000)).toBe('1:02:09');
  });

  it('of what is held keep one width', () => {
    expect(formatHeld(21_900)).toBe('00:21');
    expect(formatHeld(700_000)).toBe('11:40');
    expect(formatHeld(11_100_000)).toBe('3 h 05');
  });

  it('of an age get coarser as it grows', () => {
    expect([1_370, 12_900, 180_000, 7_300_000].map(formatAge)).toEqual(['1.3 s', '12 s', '3 min', '2 h']);
  });

  it('of orders are in milliseconds with two decimals, of stages in microseconds', () => {
    expect(formatMillisOfUs(micros(174))).toBe('0.17');
    expect(formatStage(micros(21))).toBe('21 µs');
    expect(formatStage(micros(1_240))).toBe('1.24 ms');
    expect(formatLatency(12.4)).toBe('12 ms');
    expect(formatLatency(1_240)).toBe('1.2 s');
  });

  it('in words are whole where they can be', () => {
    expect(
      [30_000, 1_500, 300_000, 1_800_000, 5_400_000, 7_200_000, 90_000].map((ms) => formatLength(millis(ms))),
    ).toEqual(['30 s', '1.5 s', '5 min', '30 min', '1 h 30 min', '2 h', '1:30 min']);
  });

  it('are typed in seconds and read back to the millisecond', () => {
    expect(parseSeconds('1.5')).toEqual({ ok: true, value: 1_500 });
    expect(parseSeconds('1.0005')).toEqual({ ok: false, error: 'Seconds have at most 3 decimals' });
    expect(parseSeconds('soon')).toEqual({ ok: false, error: 'Type a number of seconds such as 30' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 604_800_000 }), (ms) => {
        const read = parseSeconds(secondsInput(millis(ms)));
        return read.ok && read.value === ms;
      }),
    );
  });
});

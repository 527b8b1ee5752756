import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../shared/units.ts';
import { deskClockAt, followClock, readClock } from '../../../renderer/store/desk-clock.ts';

describe('the window’s reading of the engine’s clock', () => {
  it('goes on between events with the window’s own clock', () => {
    const clock = deskClockAt(unixMs(10_000), 500);
    expect(readClock(clock, 1_750)).toBe(11_250);
  });

  it('is not thrown back by an event that came late', () => {
    const clock = deskClockAt(unixMs(10_000), 500);
    expect(followClock(clock, unixMs(10_100), 640)).toBe(clock);
  });

  it('moves on when an event shows that the engine is ahead', () => {
    const clock = followClock(deskClockAt(unixMs(10_000), 500), unixMs(10_300), 700);
    expect(readClock(clock, 700)).toBe(10_300);
  });

  it('starts anew when the engine’s clock stood still', () => {
    const clock = followClock(deskClockAt(unixMs(10_000), 500), unixMs(10_000), 4_500);
    expect(readClock(clock, 4_500)).toBe(10_000);
  });
});

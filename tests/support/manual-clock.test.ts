import { describe, expect, it } from 'vitest';
import { millis } from '../../shared/units.ts';
import { manualClock } from './manual-clock.ts';

describe('the hand-driven clock', () => {
  it('stands still until it is moved', () => {
    const clock = manualClock(5_000);
    expect([clock.nowMs(), clock.monoUs()]).toEqual([5_000, 0]);
    clock.advance(250);
    expect([clock.nowMs(), clock.monoUs()]).toEqual([5_250, 250_000]);
  });

  it('fires timers in the order of their due times, each at its own moment', () => {
    const clock = manualClock(0);
    const fired: string[] = [];
    const note = (name: string) => () => void fired.push(`${name}@${clock.nowMs()}`);
    clock.after(millis(30), note('late'));
    clock.every(millis(10), note('each'));
    clock.after(millis(10), note('tied'));
    clock.advance(30);
    expect(fired).toEqual(['each@10', 'tied@10', 'each@20', 'late@30', 'each@30']);
  });

  it('fires timers that a timer sets, if they fall due in the same advance', () => {
    const clock = manualClock(0);
    const fired: number[] = [];
    clock.after(millis(5), () => void clock.after(millis(5), () => void fired.push(clock.nowMs())));
    clock.advance(20);
    expect(fired).toEqual([10]);
  });

  it('forgets cancelled timers, also when one timer cancels another', () => {
    const clock = manualClock(0);
    const fired: string[] = [];
    const cancel = clock.after(millis(2), () => void fired.push('cancelled'));
    clock.after(millis(1), cancel);
    const stop = clock.every(millis(1), () => {
      fired.push('once');
      stop();
    });
    clock.advance(10);
    expect(fired).toEqual(['once']);
    expect(clock.timers()).toBe(0);
  });

  it('refuses timers that set each other for ever', () => {
    const clock = manualClock(0);
    const again = (): void => void clock.after(millis(0), again);
    again();
    expect(() => clock.advance(1)).toThrow('for ever');
  });
});

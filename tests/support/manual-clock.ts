import type { Clock } from '../../electron/engine/ports/clock.ts';
import { millis, monoUs, unixMs, type Millis } from '../../shared/units.ts';

export type ManualClock = Clock & {
  /** Moves time on; timers that fall due fire in order of their due times, each seeing its own moment as now. */
  advance(byMs: number): void;
  /** How many timers are set: zero after a clean close. */
  timers(): number;
  /** How far off the next timer is; null when none is set. */
  nextInMs(): number | null;
};

type Timer = {
  dueUs: number;
  readonly order: number;
  readonly everyUs: number | null;
  readonly run: () => void;
};

const MAX_FIRED_AT_ONCE = 100_000;

/** A clock that stands still until it is told to move; a timer of no delay fires in the next `advance`, even of 0. */
export function manualClock(startMs = 1_700_000_000_000): ManualClock {
  let nowUs = 0;
  let made = 0;
  const timers = new Set<Timer>();

  const set = (delay: Millis, everyUs: number | null, run: () => void): (() => void) => {
    if (!Number.isFinite(delay) || delay < 0) throw new RangeError(`a timer of ${delay} ms`);
    made += 1;
    const timer: Timer = { dueUs: nowUs + delay * 1000, order: made, everyUs, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };

  const nextDue = (byUs: number): Timer | null => {
    let next: Timer | null = null;
    for (const timer of timers) {
      if (timer.dueUs > byUs) continue;
      const sooner = next === null || timer.dueUs < next.dueUs;
      if (sooner || (timer.dueUs === next?.dueUs && timer.order < next.order)) next = timer;
    }
    return next;
  };

  return {
    nowMs: () => unixMs(startMs + Math.floor(nowUs / 1000)),
    monoUs: () => monoUs(nowUs),
    after: (delay, run) => set(delay, null, run),
    every: (period, run) => {
      if (period <= 0) throw new RangeError(`a period of ${period} ms never ends`);
      return set(period, period * 1000, run);
    },
    advance: (byMs) => {
      if (!(byMs >= 0)) throw new RangeError('time does not run backwards');
      const target = nowUs + millis(byMs) * 1000;
      let fired = 0;
      for (let timer = nextDue(target); timer !== null; timer = nextDue(target)) {
        fired += 1;
        if (fired > MAX_FIRED_AT_ONCE) throw new Error('timers set each other for ever');
        nowUs = Math.max(nowUs, timer.dueUs);
        if (timer.everyUs === null) timers.delete(timer);
        else timer.dueUs += timer.everyUs;
        timer.run();
      }
      nowUs = target;
    },
    timers: () => timers.size,
    nextInMs: () => {
      const next = nextDue(Number.POSITIVE_INFINITY);
      return next === null ? null : (next.dueUs - nowUs) / 1000;
    },
  };
}

import type { Clock } from '../engine/ports/clock.ts';
import { monoUs } from '../../shared/units.ts';

/** The part of the clock that the shell needs: lengths of time and timers. Wall time is the engine's affair. */
export type MonotonicClock = Pick<Clock, 'after' | 'monoUs'>;

export const monotonicClock: MonotonicClock = {
  monoUs: () => monoUs(performance.now() * 1000),
  after: (delay, run) => {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
};

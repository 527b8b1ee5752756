import type { SystemClock } from '../../electron/engine/system-clock.ts';
import { monoUs, unixMs } from '../../shared/units.ts';
import { manualClock, type ManualClock } from './manual-clock.ts';

export type ManualSystemClock = ManualClock &
  SystemClock & {
    /** The wall clock is set back, as by a user while the desk is closed. Durations are not touched by it. */
    setBack(byMs: number): void;
  };

/**
 * The whole desk's clock in the test's hand. Each reading of the monotonic clock takes a microsecond, so that stage
 * times are there and add up, while timers move only with `advance`.
 */
export function manualSystemClock(startMs?: number): ManualSystemClock {
  const hand = manualClock(startMs);
  let offsetMs = 0;
  let readings = 0;
  const nowMs = (): ReturnType<ManualClock['nowMs']> => unixMs(hand.nowMs() + offsetMs);
  return {
    ...hand,
    nowMs,
    monoUs: () => {
      readings += 1;
      return monoUs(hand.monoUs() + readings);
    },
    notBefore: (moment) => {
      offsetMs += Math.max(0, moment - nowMs());
    },
    setBack: (byMs) => {
      offsetMs -= byMs;
    },
  };
}

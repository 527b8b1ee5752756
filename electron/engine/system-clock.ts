import type { MonoUs, UnixMs } from '../../shared/units.ts';
import type { Clock } from './ports/clock.ts';

/** A clock that can be told of a moment that has been: it goes on from there and never shows an earlier one. */
export type SystemClock = Clock & { notBefore(moment: UnixMs): void };

export function makeSystemClock(): SystemClock {
  const zeroMs = performance.now();
  let startMs = Date.now();
  const nowMs = (): UnixMs => Math.floor(startMs + performance.now() - zeroMs) as UnixMs;
  return {
    nowMs,
    notBefore(moment) {
      startMs += Math.max(0, moment - nowMs());
    },
    monoUs: () => (performance.now() * 1_000) as MonoUs,
    after(delay, run) {
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
    every(period, run) {
      const timer = setInterval(run, period);
      return () => clearInterval(timer);
    },
  };
}

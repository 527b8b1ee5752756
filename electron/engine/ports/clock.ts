import type { Millis, MonoUs, UnixMs } from '../../../shared/units.ts';

/**
 * The engine's only source of time. `nowMs` starts at max(wall clock, last persisted moment) and then follows a
 * monotonic clock: it never runs backwards, within a run or across restarts. `monoUs` measures durations.
 */
export type Clock = {
  nowMs(): UnixMs;
  monoUs(): MonoUs;
  /** Calls back once after `delay`, unless the returned function is called first. */
  after(delay: Millis, run: () => void): () => void;
  /** Calls back every `period` until the returned function is called. */
  every(period: Millis, run: () => void): () => void;
};

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { EngineHealth } from '../../shared/status.ts';
import { micros } from '../../shared/units.ts';

const RESOLUTION_MS = 10;
const NS_PER_US = 1_000;
const BYTES_PER_MB = 1_048_576;

export type ProcessHealth = {
  /** The time since the sample before. */
  sample(): EngineHealth;
  close(): void;
};

/** How late the event loop runs and how much memory is in use. */
export function watchProcessHealth(): ProcessHealth {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  return {
    sample: () => {
      // The histogram counts the sampling timer's own period in.
      const late = Math.max(0, delay.percentile(99) / NS_PER_US - RESOLUTION_MS * 1_000);
      delay.reset();
      const { heapUsed } = process.memoryUsage();
      return { loopDelayP99Us: micros(Math.round(late)), heapMb: Math.round(heapUsed / BYTES_PER_MB) };
    },
    close: () => delay.disable(),
  };
}

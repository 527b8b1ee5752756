import { unixMs, type UnixMs } from '../../shared/units.ts';

/** The engine's clock as the window sees it: what to add to a reading of the window's monotonic clock. */
export type DeskClock = { readonly offsetMs: number };

/** An engine time this far behind what the window expected means that the engine's clock stood still, not that it was slow. */
const RESET_BEHIND_MS = 1_500;

export const deskClockAt = (deskNowMs: UnixMs, monoMs: number): DeskClock => ({
  offsetMs: deskNowMs - monoMs,
});

/**
 * Follows the engine's clock from the times of its events. Each reading is late by its way through the bridge,
 * so the largest offset is the best; a reading far behind starts anew.
 */
export function followClock(clock: DeskClock, deskNowMs: UnixMs, monoMs: number): DeskClock {
  const offsetMs = deskNowMs - monoMs;
  const keep = offsetMs <= clock.offsetMs && offsetMs > clock.offsetMs - RESET_BEHIND_MS;
  return keep ? clock : { offsetMs };
}

export const readClock = (clock: DeskClock, monoMs: number): UnixMs => unixMs(clock.offsetMs + monoMs);

import { HOUR_MS } from '../../../shared/desk.ts';
import type { UnixMs } from '../../../shared/units.ts';

/** The buys that still count at `nowMs`: those of the last 60 minutes. */
export const buysInHour = (buys: readonly UnixMs[], nowMs: UnixMs): readonly UnixMs[] =>
  buys[0] !== undefined && buys[0] <= nowMs - HOUR_MS ? buys.filter((at) => at > nowMs - HOUR_MS) : buys;

/** When the next buy is allowed: null means now. `buys` is oldest first. */
export function hourFreeAt(buys: readonly UnixMs[], limit: number, nowMs: UnixMs): UnixMs | null {
  const counted = buysInHour(buys, nowMs);
  if (counted.length < limit) return null;
  const blocking = counted[counted.length - limit];
  return ((blocking ?? nowMs) + HOUR_MS) as UnixMs;
}

import type { Slot, UnixMs } from '../../shared/units.ts';
import type { Session } from './session.ts';
import { MAX_CLOCK_SILENCE_MS } from './session.ts';

/** The moment by the chain's own clock, which programs compare opening times with; the engine's until it was told. */
export const chainMs = ({ chainTime }: Session, nowMs: UnixMs): UnixMs =>
  chainTime === null ? nowMs : ((chainTime.unixS * 1_000) as UnixMs);

/** Whether the chain's clock was told, and lately. */
export const clockRuns = ({ chainTime }: Session, nowMs: UnixMs): boolean =>
  chainTime !== null && nowMs - chainTime.toldAtMs <= MAX_CLOCK_SILENCE_MS;

/** Whether a time of this slot is news: endpoints tell the same slot twice, and late ones again. */
export const isNewer = ({ chainTime }: Session, slot: Slot): boolean =>
  chainTime === null || slot > chainTime.slot;

import type { UnixMs } from '../../shared/units.ts';

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** The viewer's own time of day: `10:42:07`. */
export function formatClock(at: UnixMs): string {
  const date = new Date(at);
  return `${pad(date.getHours(), 2)}:${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}`;
}

/** The same to the millisecond, for the tape. */
export function formatClockMs(at: UnixMs): string {
  return `${formatClock(at)}.${pad(new Date(at).getMilliseconds(), 3)}`;
}

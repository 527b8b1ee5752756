import { err, ok, type Result } from '../../shared/result.ts';
import { millis, type Micros, type Millis } from '../../shared/units.ts';
import { shownFraction } from './decimal.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** What is left, rounded up so that it reads 0:00 only when it is over: `4:51`, `1:02:09`. */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** How long something has been there, in a column of its own: `00:21`, `11:40`, `3 h 05`. */
export function formatHeld(heldMs: number): string {
  const seconds = Math.max(0, Math.floor(heldMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours} h ${two(minutes)}` : `${two(minutes)}:${two(seconds % 60)}`;
}

/** An age in running text: `0.4 s`, `12 s`, `3 min`, `2 h`. */
export function formatAge(ageMs: number): string {
  const age = Math.max(0, ageMs);
  if (age < 10_000) return `${(Math.floor(age / 100) / 10).toFixed(1)} s`;
  if (age < 120_000) return `${Math.floor(age / 1000)} s`;
  if (age < 7_200_000) return `${Math.floor(age / 60_000)} min`;
  return `${Math.floor(age / 3_600_000)} h`;
}

/** A network time: whole milliseconds, from a second on in seconds. */
export function formatLatency(latencyMs: number): string {
  return latencyMs < 1000 ? `${Math.round(latencyMs)} ms` : `${(latencyMs / 1000).toFixed(1)} s`;
}

/** Milliseconds with two decimals, without the unit: the figure of event to wire. */
export function formatMillisOfUs(us: Micros): string {
  return (us / 1000).toFixed(2);
}

/** One stage of an order: `21 µs`, from a millisecond on `1.24 ms`. */
export function formatStage(us: Micros): string {
  return us < 1000 ? `${Math.round(us)} µs` : `${formatMillisOfUs(us)} ms`;
}

/** A length in words: `5 min`, `30 s`, `1.5 s`, `1 h 30 min`. */
export function formatLength(length: Millis): string {
  if (length < 60_000) return `${secondsInput(length)} s`;
  const minutes = Math.round(length / 60_000);
  if (minutes < 60) return length % 60_000 === 0 ? `${minutes} min` : `${formatCountdown(length)} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** The plain text that `parseSeconds` reads back to the same length. */
export function secondsInput(length: Millis): string {
  return shownFraction(BigInt(length), 3, 3)
    .replaceAll('\u202f', '')
    .replace(/\.?0+$/, '');
}

/** Reads seconds typed with up to three decimals into whole milliseconds. */
export function parseSeconds(text: string): Result<Millis, string> {
  const match = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim());
  if (!match) return err('Type a number of seconds such as 30');
  const fraction = match[2] ?? '';
  if (fraction.length > 3) return err('Seconds have at most 3 decimals');
  return ok(millis(Number(match[1]) * 1000 + Number(fraction.padEnd(3, '0'))));
}

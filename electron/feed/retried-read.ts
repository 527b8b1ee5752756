import type { Clock } from '../engine/ports/clock.ts';
import type { Result } from '../../shared/result.ts';
import { millis, type Millis } from '../../shared/units.ts';

/**
 * The waits between the attempts to read what a notice at `processed` is about: nodes show it once it is confirmed,
 * usually after one to two seconds. 9.3 s in all.
 */
export const READ_WAITS_MS: readonly Millis[] = [300, 600, 1200, 2400, 4800].map(millis);

/**
 * What `read` gives once it gives anything; null when it did not after the last wait, or the signal ended it. An error
 * and an absence are waited out the same way: a node that lags has both.
 */
export async function retriedRead<T>(
  read: () => Promise<Result<T | null, string>>,
  clock: Clock,
  signal: AbortSignal,
): Promise<T | null> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const answer = await read();
    if (signal.aborted) return null;
    if (answer.ok && answer.value !== null) return answer.value;
    const wait = READ_WAITS_MS[attempt];
    if (wait === undefined) return null;
    await pause(wait, clock, signal);
  }
  return null;
}

/** Ends early, and without an error, when the signal does. */
export function pause(length: Millis, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(length, end);
    signal.addEventListener('abort', end, { once: true });
    return undefined;
  });
}

import { millis, type Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';

/** Waits on the injected clock; ends at once, with 'aborted', when the signal fires. */
export function delay(clock: Clock, length: Millis, signal: AbortSignal): Promise<'elapsed' | 'aborted'> {
  if (signal.aborted) return Promise.resolve('aborted');
  return new Promise((resolve) => {
    const onAbort = (): void => {
      cancel();
      resolve('aborted');
    };
    const cancel = clock.after(length, () => {
      signal.removeEventListener('abort', onAbort);
      resolve('elapsed');
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

export type Backoff = { readonly firstMs: Millis; readonly mostMs: Millis };

/**
 * The wait before try `attempt` (0 is the first repetition): doubled each time up to `mostMs`, and up to a quarter
 * more at random, so that many clients of one server do not come back all at once.
 */
export function backoffMs(backoff: Backoff, attempt: number, random: () => number): Millis {
  const doubled = Math.min(backoff.firstMs * 2 ** attempt, backoff.mostMs);
  return millis(doubled * (1 + random() / 4));
}

import type { Millis } from '../../shared/units.ts';
import type { MonotonicClock } from './monotonic-clock.ts';

const nothing = (): void => undefined;

/** Waits for `work`, but no longer than `limit`: true when it ended in time. A rejection is passed on. */
export async function within(clock: MonotonicClock, limit: Millis, work: Promise<unknown>): Promise<boolean> {
  let cancel = nothing;
  const late = new Promise<false>((fulfil) => {
    cancel = clock.after(limit, () => fulfil(false));
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    cancel();
  }
}

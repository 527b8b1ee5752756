import { millis, type Millis } from '../../shared/units.ts';

/** How long to wait before each attempt to connect again. */
export type BackoffPlan = {
  readonly first: Millis;
  readonly longest: Millis;
};

/** The wait never grows beyond this, or beyond the first delay where that is longer. */
export const LONGEST_RECONNECT_DELAY_MS = 30_000;
/** Each wait is drawn from its length give or take this share, so that many clients do not come back at once. */
export const JITTER = 0.25;

export function backoffFrom(first: Millis): BackoffPlan {
  return { first, longest: millis(Math.max(first, LONGEST_RECONNECT_DELAY_MS)) };
}

/** The wait before attempt `attempt` (from 1): doubling from the first, bounded. `random` is in [0, 1). */
export function backoffDelay(plan: BackoffPlan, attempt: number, random: number): Millis {
  // 2^30 first delays are past any bound, and keep the power finite.
  const doublings = Math.min(Math.max(attempt - 1, 0), 30);
  const length = Math.min(plan.first * 2 ** doublings, plan.longest);
  return millis(Math.round(length * (1 - JITTER + 2 * JITTER * random)));
}

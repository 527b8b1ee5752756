import { millis, type Millis } from '../../shared/units.ts';
import { backoffMs } from './delay.ts';
import { isPassing, isTooManyRequests, type RpcError } from './rpc-error.ts';

/** How often one endpoint is asked the same. */
export const MAX_READ_TRIES = 3;

const READ_BACKOFF = { firstMs: millis(150), mostMs: millis(1_000) };
/** Who is asked to come back later than this gives up: what is read for a pool would be of no use by then. */
const PATIENCE_MS = 5_000;

/**
 * How long to wait before asking an endpoint again that failed so; null: not again. `attempt` is 0 after the first
 * try. A timeout has used up its time already. A 429 is waited out for as long as it asks.
 */
export function waitBeforeRetry(error: RpcError, attempt: number, random: () => number): Millis | null {
  if (!isPassing(error) || error.code === 'timeout' || attempt + 1 >= MAX_READ_TRIES) return null;
  const wait = backoffMs(READ_BACKOFF, attempt, random);
  if (!isTooManyRequests(error) || error.code !== 'http-status') return wait;
  const asked = error.retryAfterMs ?? 0;
  return asked > PATIENCE_MS ? null : millis(Math.max(wait, asked));
}

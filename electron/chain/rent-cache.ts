import { millis, type Lamports } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import { TOKEN_ACCOUNT_BYTES } from '../protocol/token-account.ts';
import { makeRefresher } from './refresher.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import type { RpcError } from './rpc-error.ts';
import { lamportsSchema } from './rpc-schemas.ts';

export type RentCache = {
  /** What a token account of 165 bytes must hold; null until it was read from the cluster. */
  tokenAccountLamports(): Lamports | null;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
};

/** Rent changes by a vote of the cluster, so seldom that this is often enough. */
const REFRESH_MS = millis(600_000);

export function makeRentCache(
  endpoints: RpcEndpoints,
  clock: Clock,
  log: Log,
  changed: () => void,
): RentCache {
  let rent: Lamports | null = null;
  const refresher = makeRefresher({ what: 'rent', periodMs: REFRESH_MS, clock, log, refresh });

  async function refresh(signal: AbortSignal): Promise<RpcError | null> {
    const params = [TOKEN_ACCOUNT_BYTES];
    const answered = await endpoints.read(
      'getMinimumBalanceForRentExemption',
      params,
      lamportsSchema,
      signal,
    );
    if (!answered.ok) return answered.error;
    const before = rent;
    rent = answered.value;
    if (rent !== before) changed();
    return null;
  }

  return {
    tokenAccountLamports: () => rent,
    refresh: refresher.now,
    start: refresher.start,
    stop: refresher.stop,
  };
}

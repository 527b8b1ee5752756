import { z } from 'zod';
import { millis, type Address, type Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import { makeRefresher } from './refresher.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import { isMethodMissing, type RpcError } from './rpc-error.ts';

/** Millionths of a lamport for each compute unit asked for. */
export type FeePolicy = {
  /** Which of the recent prices to offer: 75 means more than three quarters of them were at most this. */
  readonly percentile: number;
  readonly floorMicroLamports: bigint;
  readonly capMicroLamports: bigint;
};

export const DEFAULT_FEE_POLICY: FeePolicy = {
  percentile: 75,
  floorMicroLamports: 10_000n,
  capMicroLamports: 5_000_000n,
};

export type FeeCache = {
  /** The price to offer; the floor until the first answer. */
  microLamportsPerUnit(): bigint;
  ageMs(): Millis | null;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
};

const REFRESH_MS = millis(10_000);

const SCHEMA = z.array(z.object({ prioritizationFee: z.int().nonnegative() }));

/** What others lately paid to have transactions with `accounts` included. A fresh pool has no history of its own. */
export function makeFeeCache(
  endpoints: RpcEndpoints,
  accounts: readonly Address[],
  policy: FeePolicy,
  clock: Clock,
  log: Log,
  changed: () => void,
): FeeCache {
  let price = policy.floorMicroLamports;
  let isMissing = false;
  const refresher = makeRefresher({ what: 'fee', periodMs: REFRESH_MS, clock, log, refresh });

  async function refresh(signal: AbortSignal): Promise<RpcError | null> {
    if (isMissing) return null;
    const answered = await endpoints.read(
      'getRecentPrioritizationFees',
      [accounts],
      SCHEMA,
      signal,
      'metadata',
    );
    if (!answered.ok && isMethodMissing(answered.error)) {
      isMissing = true;
      const offered = `${price} micro-lamports per unit`;
      log.warn('the priority fee stays at its floor', { missing: 'getRecentPrioritizationFees', offered });
      return null;
    }
    if (!answered.ok) return answered.error;
    const recent = answered.value.map((each) => BigInt(each.prioritizationFee));
    const before = price;
    price = priceToOffer(recent, policy);
    if (price !== before) changed();
    return null;
  }

  return {
    microLamportsPerUnit: () => price,
    ageMs: () => (isMissing ? null : refresher.ageMs()),
    refresh: refresher.now,
    start: refresher.start,
    stop: refresher.stop,
  };
}

/** The percentile by nearest rank, held between floor and cap; the floor when there is nothing to go by. */
export function priceToOffer(recent: readonly bigint[], policy: FeePolicy): bigint {
  const sorted = recent.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const rank = Math.ceil((policy.percentile / 100) * sorted.length);
  const found = sorted[Math.max(rank, 1) - 1] ?? policy.floorMicroLamports;
  if (found < policy.floorMicroLamports) return policy.floorMicroLamports;
  return found > policy.capMicroLamports ? policy.capMicroLamports : found;
}

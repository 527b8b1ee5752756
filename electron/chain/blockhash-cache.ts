import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { millis, type Blockhash, type Millis, type MonoUs } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import { makeRefresher } from './refresher.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import type { RpcError } from './rpc-error.ts';
import { blockhashSchema, inContext } from './rpc-schemas.ts';

export type FreshBlockhash = {
  readonly blockhash: Blockhash;
  /** A transaction with it can land in blocks up to this height. */
  readonly lastValidBlockHeight: number;
};

/** `ageMs` is null when none was ever read. */
export type StaleBlockhash = { readonly ageMs: Millis | null };

export type BlockhashCache = {
  fresh(nowUs: MonoUs): Result<FreshBlockhash, StaleBlockhash>;
  ageMs(nowUs: MonoUs): Millis | null;
  refresh(): Promise<void>;
  start(): void;
  stop(): void;
};

const REFRESH_MS = millis(2_000);
/** A third of the 60 s that a blockhash lives: older, the order would have too little time left to land. */
const MAX_AGE_MS = 20_000;

const SCHEMA = inContext(
  z.object({ blockhash: blockhashSchema, lastValidBlockHeight: z.int().nonnegative() }),
);

/**
 * Keeps a recent blockhash at hand. Commitment `confirmed`: a `finalized` one has lost 13 of its 60 seconds already,
 * and a `processed` one may belong to a fork that is dropped, with which nothing can land.
 */
export function makeBlockhashCache(endpoints: RpcEndpoints, clock: Clock, log: Log): BlockhashCache {
  let held: (FreshBlockhash & { readonly askedUs: MonoUs }) | null = null;

  const refresher = makeRefresher({ what: 'blockhash', periodMs: REFRESH_MS, clock, log, refresh });

  async function refresh(signal: AbortSignal): Promise<RpcError | null> {
    // The age counts from the question: the answer may have been on its way for long.
    const askedUs = clock.monoUs();
    const params = [{ commitment: 'confirmed' }];
    const answered = await endpoints.read('getLatestBlockhash', params, SCHEMA, signal);
    if (!answered.ok) return answered.error;
    const { blockhash, lastValidBlockHeight } = answered.value.value;
    // An endpoint that is behind must not put an older one back.
    if (held === null || lastValidBlockHeight >= held.lastValidBlockHeight) {
      held = { blockhash, lastValidBlockHeight, askedUs };
    }
    return null;
  }

  const ageMs = (nowUs: MonoUs): Millis | null =>
    held === null ? null : millis((nowUs - held.askedUs) / 1000);

  return {
    fresh: (nowUs) => {
      const age = ageMs(nowUs);
      if (held === null || age === null || age > MAX_AGE_MS) return err({ ageMs: age });
      return ok(held);
    },
    ageMs,
    refresh: refresher.now,
    start: refresher.start,
    stop: refresher.stop,
  };
}

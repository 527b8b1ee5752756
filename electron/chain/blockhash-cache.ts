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

type Held = FreshBlockhash & { readonly askedUs: MonoUs };

const REFRESH_MS = millis(2_000);
/** A third of the 60 s that a blockhash lives: older, the order would have too little time left to land. */
const MAX_AGE_MS = 20_000;
/** No cluster makes blocks faster. */
const LEAST_BLOCK_US = 100_000;
/** How far apart the endpoints of one cluster can be: as long as a blockhash lives. */
const MOST_AHEAD = 150;

const SCHEMA = inContext(
  z.object({ blockhash: blockhashSchema, lastValidBlockHeight: z.int().nonnegative() }),
);
// Commitment `confirmed`: a `finalized` blockhash has lost 13 of its 60 seconds already, and a `processed` one may
// belong to a fork that is dropped, with which nothing can land.
const PARAMS = [{ commitment: 'confirmed' }];

/**
 * Keeps a recent blockhash at hand. It does not go back to an older one, and a height far ahead of what the time that
 * passed allows must be borne out by another endpoint where there is one. A held one too old to be used holds nothing up.
 */
export function makeBlockhashCache(endpoints: RpcEndpoints, clock: Clock, log: Log): BlockhashCache {
  let held: Held | null = null;

  const refresher = makeRefresher({ what: 'blockhash', periodMs: REFRESH_MS, clock, log, refresh });

  const furthest = (since: Held): number =>
    since.lastValidBlockHeight + (clock.monoUs() - since.askedUs) / LEAST_BLOCK_US + MOST_AHEAD;

  async function refresh(signal: AbortSignal): Promise<RpcError | null> {
    // The age counts from the question: the answer may have been on its way for long.
    const askedUs = clock.monoUs();
    const answered = await endpoints.read('getLatestBlockhash', PARAMS, SCHEMA, signal, 'buy');
    if (!answered.ok) return answered.error;
    const found: Held = { ...pick(answered.value.value), askedUs };
    const before = held;
    const isUsable = before !== null && (clock.monoUs() - before.askedUs) / 1000 <= MAX_AGE_MS;
    if (before === null || !isUsable) held = found;
    else if (found.lastValidBlockHeight > furthest(before)) held = await borneOut(found, before, signal);
    else if (found.lastValidBlockHeight >= before.lastValidBlockHeight) held = found;
    return null;
  }

  /** The newest that two endpoints are near, or that one can be; what was held where there is none. */
  async function borneOut(found: Held, before: Held, signal: AbortSignal): Promise<Held> {
    if (endpoints.all.length === 1) return found;
    log.warn('a blockhash far ahead is checked', { height: found.lastValidBlockHeight });
    const answers = await Promise.all(
      endpoints.all.map((client) => client.call('getLatestBlockhash', PARAMS, SCHEMA, signal, 'buy')),
    );
    const all = answers.flatMap((each): readonly Held[] =>
      each.ok ? [{ ...pick(each.value.value), askedUs: found.askedUs }] : [],
    );
    const isNear = (one: Held, other: Held): boolean =>
      Math.abs(one.lastValidBlockHeight - other.lastValidBlockHeight) <= MOST_AHEAD;
    const good = all.filter(
      (each) =>
        each.lastValidBlockHeight <= furthest(before) ||
        all.some((other) => other !== each && isNear(each, other)),
    );
    return good.reduce(
      (best, each) => (each.lastValidBlockHeight >= best.lastValidBlockHeight ? each : best),
      before,
    );
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

const pick = ({ blockhash, lastValidBlockHeight }: FreshBlockhash): FreshBlockhash => ({
  blockhash,
  lastValidBlockHeight,
});

import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { millis, type Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { makeCircuitBreaker, type BreakerState } from './circuit-breaker.ts';
import { delay } from './delay.ts';
import { waitBeforeRetry } from './read-retry.ts';
import { redactUrl, secretScrubber } from './redact-url.ts';
import { makeRequestGate } from './request-gate.ts';
import { isEndpointFailure, isTooManyRequests, type RpcError } from './rpc-error.ts';
import { makeRpcExchange } from './rpc-exchange.ts';
import type { RpcPriority } from './rpc-priority.ts';

export type RpcAnswer<T> = Promise<Result<T, RpcError>>;

type Ask<Given extends readonly unknown[]> = <T>(
  method: string,
  params: readonly unknown[],
  schema: z.ZodType<T>,
  signal: AbortSignal,
  ...priority: Given
) => RpcAnswer<T>;

export type RpcClientState = {
  readonly breaker: BreakerState;
  /** It asked to be left alone for a while, which has not passed. */
  readonly heldBack: boolean;
  /** Answers that said "too many requests", since the start. */
  readonly throttled: number;
  /** Why it is not asked any more; null while it is. */
  readonly excluded: string | null;
};

export type RpcClient = {
  /** The redacted URL. */
  readonly name: string;
  /** One try. For calls that change something; those are exits unless they say otherwise. */
  readonly call: Ask<[priority?: RpcPriority]>;
  /** Tries again after failures that may pass. For calls that change nothing. */
  readonly read: Ask<[priority: RpcPriority]>;
  state(): RpcClientState;
  /** Whether its breaker lets this through: one alone while it is half open. Whoever is admitted must `call`. */
  admits(): boolean;
  /** Nothing is asked of it any more. */
  exclude(why: string): void;
  /** Ends the connections; calls under way come back as 'aborted' or 'unreachable'. */
  close(): Promise<void>;
};

export type RpcClientOptions = {
  readonly url: string;
  readonly timeoutMs: Millis;
  /** The endpoint's budget. Over it, and after a 429, metadata waits; trades go on. */
  readonly requestsPerSecond?: number;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
};

/** Under what most providers allow, and far over what a quiet desk needs. */
export const REQUESTS_PER_SECOND = 25;

const MAX_ERROR_TEXT = 300;
/** How long metadata leaves an endpoint alone that said 429 without saying for how long. */
const HOLD_BACK_MS = millis(2_000);

const ENVELOPE = z.object({
  id: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z
    .object({ code: z.number(), message: z.string().catch(''), data: z.unknown().optional() })
    .nullish(),
});

/** JSON-RPC 2.0 over HTTP. Every failure is a value; it never throws. */
export function makeRpcClient(options: RpcClientOptions): RpcClient {
  const { url, timeoutMs, clock, random } = options;
  const name = redactUrl(url);
  const scrub = secretScrubber(url);
  const exchange = makeRpcExchange(url, timeoutMs, clock);
  const gate = makeRequestGate(options.requestsPerSecond ?? REQUESTS_PER_SECOND, timeoutMs, clock);
  const breaker = makeCircuitBreaker();
  let throttled = 0;
  let excluded: string | null = null;
  let lastId = 0;

  async function ask<T>(
    method: string,
    params: readonly unknown[],
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): RpcAnswer<T> {
    lastId += 1;
    const id = lastId;
    const answered = await exchange.post(JSON.stringify({ jsonrpc: '2.0', id, method, params }), signal);
    if (!answered.ok) return answered;
    const malformed = (detail: string): Result<never, RpcError> =>
      err({ code: 'malformed', endpoint: name, detail: `${method}: ${detail}` });
    const envelope = ENVELOPE.safeParse(answered.value);
    if (!envelope.success) return malformed('not a JSON-RPC answer');
    const { error, result } = envelope.data;
    if (error != null) {
      const message = scrub(error.message).slice(0, MAX_ERROR_TEXT);
      return err({ code: 'rpc-error', endpoint: name, rpc: { code: error.code, message, data: error.data } });
    }
    if (envelope.data.id !== id) return malformed('the answer to another request');
    const parsed = schema.safeParse(result);
    // Where it differs, not what it holds.
    return parsed.success ? ok(parsed.data) : malformed(pathOfFirstIssue(parsed.error));
  }

  function learnFrom(error: RpcError): void {
    if (isTooManyRequests(error)) {
      throttled += 1;
      const asked = error.code === 'http-status' ? error.retryAfterMs : null;
      gate.holdBack(asked ?? HOLD_BACK_MS);
    }
    if (error.code === 'aborted') breaker.cancelled();
    else if (isEndpointFailure(error)) breaker.failed(clock.monoUs());
    // It answered, if not what was hoped for.
    else breaker.succeeded();
  }

  const notAsked = (detail: string): Result<never, RpcError> =>
    err({ code: 'not-asked', endpoint: name, detail });

  const call: RpcClient['call'] = async (method, params, schema, signal, priority = 'exit') => {
    if (excluded !== null) return notAsked(excluded);
    const entering = gate.enter(priority, signal);
    // Without a wait where none is needed: an order's bytes go out in the turn that signed them.
    const entered = entering === 'entered' ? entering : await entering;
    if (entered !== 'entered') {
      breaker.cancelled();
      return entered === 'aborted'
        ? err({ code: 'aborted', endpoint: name })
        : notAsked('too much waits for its answers');
    }
    const answered = await ask(method, params, schema, signal);
    if (answered.ok) breaker.succeeded();
    else learnFrom(answered.error);
    gate.leave(priority);
    return answered;
  };

  return {
    name,
    call,
    read: async (method, params, schema, signal, priority) => {
      for (let attempt = 0; ; attempt += 1) {
        const answered = await call(method, params, schema, signal, priority);
        const waitMs = answered.ok ? null : waitBeforeRetry(answered.error, attempt, random);
        if (waitMs === null) return answered;
        const waited = await delay(clock, waitMs, signal);
        if (waited === 'aborted') return err({ code: 'aborted', endpoint: name });
      }
    },
    state: () => ({
      breaker: breaker.state(clock.monoUs()),
      heldBack: gate.isHeldBack(),
      throttled,
      excluded,
    }),
    admits: () => excluded === null && breaker.admits(clock.monoUs()),
    exclude: (why) => {
      excluded = why;
    },
    close: () => {
      gate.close();
      return exchange.close();
    },
  };
}

function pathOfFirstIssue(error: z.ZodError): string {
  const path = error.issues[0]?.path.map(String).join('.') ?? '';
  return path === '' ? 'unexpected shape' : `unexpected shape at ${path}`;
}

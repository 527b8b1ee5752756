import { Pool } from 'undici';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { millis, type Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { backoffMs, delay } from './delay.ts';
import { redactUrl, secretScrubber } from './redact-url.ts';
import { isPassing, type RpcError } from './rpc-error.ts';
import { systemCode } from './system-code.ts';

export type RpcAnswer<T> = Promise<Result<T, RpcError>>;

export type RpcClient = {
  /** The redacted URL. */
  readonly name: string;
  /** One try. For calls that change something. */
  call<T>(
    method: string,
    params: readonly unknown[],
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): RpcAnswer<T>;
  /** Tries again after failures that may pass. For calls that change nothing. */
  read<T>(
    method: string,
    params: readonly unknown[],
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): RpcAnswer<T>;
  /** Ends the connections; calls under way come back as 'aborted' or 'unreachable'. */
  close(): Promise<void>;
};

export type RpcClientOptions = {
  readonly url: string;
  readonly timeoutMs: Millis;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
};

const CONNECTIONS = 8;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const MAX_ERROR_TEXT = 300;
const MAX_READ_TRIES = 3;
const READ_BACKOFF = { firstMs: millis(150), mostMs: millis(1_000) };
/** Connections stay open between orders: a TLS handshake in the hot path would cost more than all the rest of it. */
const KEEP_ALIVE_MS = 60_000;
const KEEP_ALIVE_MOST_MS = 600_000;

const ENVELOPE = z.object({
  id: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() }).optional(),
});

/** JSON-RPC 2.0 over HTTP with kept-alive connections. Every failure is a value; it never throws. */
export function makeRpcClient({ url, timeoutMs, clock, random }: RpcClientOptions): RpcClient {
  const { origin, pathname, search, username, password } = new URL(url);
  const path = pathname + search;
  const name = redactUrl(url);
  const scrub = secretScrubber(url);
  const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' };
  if (username !== '' || password !== '') {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    headers['authorization'] = `Basic ${Buffer.from(credentials).toString('base64')}`;
  }
  // The one timeout is ours, on the injected clock; undici's own are off, but for the connecting.
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: timeoutMs },
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MOST_MS,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  let lastId = 0;

  async function exchange(body: string, signal: AbortSignal): Promise<Result<unknown, RpcError>> {
    const stop = new AbortController();
    let timedOut = false;
    const onAbort = (): void => stop.abort();
    if (signal.aborted) return err({ code: 'aborted', endpoint: name });
    signal.addEventListener('abort', onAbort, { once: true });
    const cancelTimer = clock.after(timeoutMs, () => {
      timedOut = true;
      stop.abort();
    });
    try {
      const answer = await pool.request({ method: 'POST', path, headers, body, signal: stop.signal });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) {
        return err({ code: 'http-status', endpoint: name, status: answer.statusCode });
      }
      return ok(JSON.parse(text));
    } catch (thrown) {
      if (timedOut) return err({ code: 'timeout', endpoint: name, afterMs: timeoutMs });
      if (signal.aborted) return err({ code: 'aborted', endpoint: name });
      if (thrown instanceof SyntaxError) {
        return err({ code: 'malformed', endpoint: name, detail: 'not JSON' });
      }
      return err({ code: 'unreachable', endpoint: name, detail: systemCode(thrown) });
    } finally {
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
    }
  }

  const call: RpcClient['call'] = async (method, params, schema, signal) => {
    lastId += 1;
    const id = lastId;
    const answered = await exchange(JSON.stringify({ jsonrpc: '2.0', id, method, params }), signal);
    if (!answered.ok) return answered;
    const malformed = (detail: string): Result<never, RpcError> =>
      err({ code: 'malformed', endpoint: name, detail: `${method}: ${detail}` });
    const envelope = ENVELOPE.safeParse(answered.value);
    if (!envelope.success) return malformed('not a JSON-RPC answer');
    const { error, result } = envelope.data;
    if (error !== undefined) {
      const message = scrub(error.message).slice(0, MAX_ERROR_TEXT);
      return err({ code: 'rpc-error', endpoint: name, rpc: { code: error.code, message, data: error.data } });
    }
    if (envelope.data.id !== id) return malformed('the answer to another request');
    const parsed = schema.safeParse(result);
    // Where it differs, not what it holds.
    return parsed.success ? ok(parsed.data) : malformed(pathOfFirstIssue(parsed.error));
  };

  return {
    name,
    call,
    read: async (method, params, schema, signal) => {
      for (let attempt = 0; ; attempt += 1) {
        const answered = await call(method, params, schema, signal);
        // A timeout has used up its time already: whoever asks can turn to another endpoint.
        const again = !answered.ok && isPassing(answered.error) && answered.error.code !== 'timeout';
        if (!again || attempt + 1 >= MAX_READ_TRIES) return answered;
        const waited = await delay(clock, backoffMs(READ_BACKOFF, attempt, random), signal);
        if (waited === 'aborted') return err({ code: 'aborted', endpoint: name });
      }
    },
    close: () => pool.destroy(),
  };
}

function pathOfFirstIssue(error: z.ZodError): string {
  const path = error.issues[0]?.path.map(String).join('.') ?? '';
  return path === '' ? 'unexpected shape' : `unexpected shape at ${path}`;
}

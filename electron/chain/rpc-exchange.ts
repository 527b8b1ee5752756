import { Pool } from 'undici';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Millis } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { redactUrl } from './redact-url.ts';
import { readRetryAfter } from './retry-after.ts';
import type { RpcError } from './rpc-error.ts';
import { systemCode } from './system-code.ts';

export type RpcExchange = {
  /** Posts the text and gives the JSON that came back. The request is on its socket when this returns, if one is free. */
  post(body: string, signal: AbortSignal): Promise<Result<unknown, RpcError>>;
  close(): Promise<void>;
};

/** More than the gate lets in at once, so that an exit finds one free. */
const CONNECTIONS = 16;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** Connections stay open between orders: a TLS handshake in the hot path would cost more than all the rest of it. */
const KEEP_ALIVE_MS = 60_000;
const KEEP_ALIVE_MOST_MS = 600_000;

/** JSON over HTTP with kept-alive connections. One that hangs, or is half open, ends with the timeout and its socket. */
export function makeRpcExchange(url: string, timeoutMs: Millis, clock: Clock): RpcExchange {
  const { origin, pathname, search, username, password } = new URL(url);
  const path = pathname + search;
  const endpoint = redactUrl(url);
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

  return {
    post: async (body, signal) => {
      const stop = new AbortController();
      let timedOut = false;
      const onAbort = (): void => stop.abort();
      if (signal.aborted) return err({ code: 'aborted', endpoint });
      signal.addEventListener('abort', onAbort, { once: true });
      const cancelTimer = clock.after(timeoutMs, () => {
        timedOut = true;
        stop.abort();
      });
      try {
        const answer = await pool.request({ method: 'POST', path, headers, body, signal: stop.signal });
        const text = await answer.body.text();
        const { statusCode: status } = answer;
        if (status !== 200) {
          const retryAfterMs = readRetryAfter(answer.headers['retry-after'], clock.nowMs());
          return err({ code: 'http-status', endpoint, status, retryAfterMs });
        }
        return ok(JSON.parse(text));
      } catch (thrown) {
        if (timedOut) return err({ code: 'timeout', endpoint, afterMs: timeoutMs });
        if (signal.aborted) return err({ code: 'aborted', endpoint });
        if (thrown instanceof SyntaxError) return err({ code: 'malformed', endpoint, detail: 'not JSON' });
        return err({ code: 'unreachable', endpoint, detail: systemCode(thrown) });
      } finally {
        cancelTimer();
        signal.removeEventListener('abort', onAbort);
      }
    },
    close: () => pool.destroy(),
  };
}

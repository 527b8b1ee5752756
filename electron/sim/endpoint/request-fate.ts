import type { Random } from '../prng/random.ts';
import { isObject } from '../rpc/rpc-params.ts';
import type { EndpointFaults } from './endpoint-faults.ts';

/** What becomes of one request to an endpoint. */
export type RequestFate =
  | { readonly kind: 'answered'; readonly afterMs: number }
  | { readonly kind: 'refused'; readonly status: number; readonly retryAfterS: number | null }
  | { readonly kind: 'hangs' };

const TOO_MANY_REQUESTS = 429;
const WINDOW_MS = 1_000;
const AT_ONCE: RequestFate = { kind: 'answered', afterMs: 0 };

/** Decides the fate of each request by the faults that are set; the order is hang, 5xx, 429, latency. */
export class RequestFates {
  readonly #faults: EndpointFaults;
  readonly #random: Random;
  readonly #nowMs: () => number;
  #windowStartMs = 0;
  #inWindow = 0;

  constructor(faults: EndpointFaults, random: Random, nowMs: () => number) {
    this.#faults = faults;
    this.#random = random;
    this.#nowMs = nowMs;
  }

  of(body: string): RequestFate {
    const faults = this.#faults;
    if (faults.onlyMethods !== null && !concerns(body, faults.onlyMethods)) return AT_ONCE;
    if (faults.hangs > 0) {
      faults.hangs -= 1;
      return { kind: 'hangs' };
    }
    if (faults.serverErrors > 0) {
      faults.serverErrors -= 1;
      return { kind: 'refused', status: faults.serverErrorStatus, retryAfterS: null };
    }
    const limited = this.#isOverLimit();
    if (limited || faults.tooManyRequests > 0) {
      if (!limited) faults.tooManyRequests -= 1;
      return { kind: 'refused', status: TOO_MANY_REQUESTS, retryAfterS: faults.retryAfterS };
    }
    const jitterMs = faults.rpcJitterMs > 0 ? this.#random.between(0, faults.rpcJitterMs) : 0;
    return { kind: 'answered', afterMs: faults.rpcLatencyMs + jitterMs };
  }

  #isOverLimit(): boolean {
    const { requestsASecond } = this.#faults;
    if (requestsASecond === null) return false;
    const now = this.#nowMs();
    if (now - this.#windowStartMs >= WINDOW_MS) {
      this.#windowStartMs = now;
      this.#inWindow = 0;
    }
    this.#inWindow += 1;
    return this.#inWindow > requestsASecond;
  }
}

/** Whether a request, or one of its batch, asks for one of the methods. */
function concerns(body: string, methods: readonly string[]): boolean {
  let request: unknown;
  try {
    request = JSON.parse(body);
  } catch {
    return false;
  }
  const requests: readonly unknown[] = Array.isArray(request) ? request : [request];
  return requests.some((each) => isObject(each) && methods.some((method) => each['method'] === method));
}

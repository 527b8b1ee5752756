import { assertNever } from '../../shared/assert-never.ts';
import type { Millis } from '../../shared/units.ts';

/** Why a JSON-RPC call gave nothing. `endpoint` is the redacted URL; no text in here holds a key. */
export type RpcError =
  | { readonly code: 'timeout'; readonly endpoint: string; readonly afterMs: number }
  /** No answer for want of a connection; `detail` is the system's code, such as ECONNREFUSED. */
  | { readonly code: 'unreachable'; readonly endpoint: string; readonly detail: string }
  /** `retryAfterMs` is what the answer's Retry-After asks for; null where there is none. */
  | {
      readonly code: 'http-status';
      readonly endpoint: string;
      readonly status: number;
      readonly retryAfterMs: Millis | null;
    }
  /** The node answered with an error of its own. */
  | {
      readonly code: 'rpc-error';
      readonly endpoint: string;
      readonly rpc: { readonly code: number; readonly message: string; readonly data: unknown };
    }
  | { readonly code: 'malformed'; readonly endpoint: string; readonly detail: string }
  /** Not asked at all: it failed too often of late, too many wait for it, or it is of another cluster. */
  | { readonly code: 'not-asked'; readonly endpoint: string; readonly detail: string }
  | { readonly code: 'aborted'; readonly endpoint: string };

/** The error in one line, for logs and for people. */
export function describeRpcError(error: RpcError): string {
  switch (error.code) {
    case 'timeout':
      return `${error.endpoint} did not answer within ${error.afterMs} ms`;
    case 'unreachable':
      return `${error.endpoint} cannot be reached (${error.detail})`;
    case 'http-status':
      return `${error.endpoint} answered with HTTP status ${error.status}`;
    case 'rpc-error':
      return `${error.endpoint} answered with error ${error.rpc.code}: ${error.rpc.message}`;
    case 'malformed':
      return `${error.endpoint} gave an answer that cannot be read (${error.detail})`;
    case 'not-asked':
      return `${error.endpoint} is not asked (${error.detail})`;
    case 'aborted':
      return `the call to ${error.endpoint} was cancelled`;
    default:
      return assertNever(error, 'RPC error');
  }
}

// JSON-RPC codes of a node that is behind: another node, or the same one later, can answer.
const NODE_UNHEALTHY = -32_005;
const MIN_CONTEXT_SLOT_NOT_REACHED = -32_016;
const METHOD_NOT_FOUND = -32_601;
const TOO_MANY_REQUESTS = 429;
/** Some providers say it in the body of a good answer. */
const TOO_MANY_REQUESTS_CODES: readonly number[] = [429, -32_429];

/** The server has no such method, today or tomorrow. */
export const isMethodMissing = (error: RpcError): boolean =>
  error.code === 'rpc-error' && error.rpc.code === METHOD_NOT_FOUND;

export function isTooManyRequests(error: RpcError): boolean {
  if (error.code === 'rpc-error') return TOO_MANY_REQUESTS_CODES.includes(error.rpc.code);
  return error.code === 'http-status' && error.status === TOO_MANY_REQUESTS;
}

/** Whether asking again could give another answer; a refusal of the call itself stays one. */
export function isPassing(error: RpcError): boolean {
  if (isTooManyRequests(error)) return true;
  switch (error.code) {
    case 'timeout':
    case 'unreachable':
    case 'malformed':
      return true;
    case 'http-status':
      return error.status >= 500;
    case 'rpc-error':
      return error.rpc.code === NODE_UNHEALTHY || error.rpc.code === MIN_CONTEXT_SLOT_NOT_REACHED;
    case 'not-asked':
    case 'aborted':
      return false;
    default:
      return assertNever(error, 'RPC error');
  }
}

/** Whether another endpoint may do better: the fault is this one's (its state, its key, what it offers), not the call's. */
export const isOfThisEndpoint = (error: RpcError): boolean =>
  isPassing(error) || isMethodMissing(error) || error.code === 'http-status' || error.code === 'not-asked';

/** Whether it speaks against the endpoint's health. One that is asked too much is well, only busy. */
export const isEndpointFailure = (error: RpcError): boolean => isPassing(error) && !isTooManyRequests(error);

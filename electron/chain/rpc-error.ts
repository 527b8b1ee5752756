import { assertNever } from '../../shared/assert-never.ts';

/** Why a JSON-RPC call gave nothing. `endpoint` is the redacted URL; no text in here holds a key. */
export type RpcError =
  | { readonly code: 'timeout'; readonly endpoint: string; readonly afterMs: number }
  /** No answer for want of a connection; `detail` is the system's code, such as ECONNREFUSED. */
  | { readonly code: 'unreachable'; readonly endpoint: string; readonly detail: string }
  | { readonly code: 'http-status'; readonly endpoint: string; readonly status: number }
  /** The node answered with an error of its own. */
  | {
      readonly code: 'rpc-error';
      readonly endpoint: string;
      readonly rpc: { readonly code: number; readonly message: string; readonly data: unknown };
    }
  | { readonly code: 'malformed'; readonly endpoint: string; readonly detail: string }
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
    case 'aborted':
      return `the call to ${error.endpoint} was cancelled`;
    default:
      return assertNever(error, 'RPC error');
  }
}

// JSON-RPC codes of a node that is behind: another node, or the same one later, can answer.
const NODE_UNHEALTHY = -32_005;
const MIN_CONTEXT_SLOT_NOT_REACHED = -32_016;
const TOO_MANY_REQUESTS = 429;

/** Whether asking again could give another answer; a refusal of the call itself stays one. */
export function isPassing(error: RpcError): boolean {
  switch (error.code) {
    case 'timeout':
    case 'unreachable':
    case 'malformed':
      return true;
    case 'http-status':
      return error.status === TOO_MANY_REQUESTS || error.status >= 500;
    case 'rpc-error':
      return error.rpc.code === NODE_UNHEALTHY || error.rpc.code === MIN_CONTEXT_SLOT_NOT_REACHED;
    case 'aborted':
      return false;
    default:
      return assertNever(error, 'RPC error');
  }
}

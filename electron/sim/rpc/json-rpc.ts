import { ACCOUNT_METHODS } from './account-methods.ts';
import { CLUSTER_METHODS } from './cluster-methods.ts';
import { failure, type RpcAnswer } from './rpc-answer.ts';
import type { RpcContext, RpcMethod } from './rpc-context.ts';
import { isObject } from './rpc-params.ts';
import { SEND_METHODS } from './send-methods.ts';
import { TRANSACTION_METHODS } from './transaction-methods.ts';

const METHODS: ReadonlyMap<string, RpcMethod> = new Map(
  Object.entries({ ...CLUSTER_METHODS, ...ACCOUNT_METHODS, ...TRANSACTION_METHODS, ...SEND_METHODS }),
);

export const MAX_BATCH = 256;

export type RpcResponse = { readonly jsonrpc: '2.0'; readonly id: unknown } & (
  { readonly result: unknown } | { readonly error: unknown }
);

const respond = (id: unknown, answered: RpcAnswer): RpcResponse =>
  answered.ok
    ? { jsonrpc: '2.0', id, result: answered.value }
    : { jsonrpc: '2.0', id, error: answered.error };

/** Answers the text of a request, single or batched. Never throws for what a client sends. */
export function answerText(text: string, context: RpcContext): RpcResponse | readonly RpcResponse[] {
  const request = parse(text);
  if (request === undefined) return respond(null, failure('parseError', 'Parse error'));
  if (!Array.isArray(request)) return answerRequest(request, context);
  if (request.length === 0 || request.length > MAX_BATCH) {
    return respond(null, failure('invalidRequest', `a batch holds 1 to ${MAX_BATCH} requests`));
  }
  return request.map((each) => answerRequest(each, context));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function answerRequest(request: unknown, context: RpcContext): RpcResponse {
  if (!isObject(request) || typeof request['method'] !== 'string') {
    return respond(null, failure('invalidRequest', 'Invalid request'));
  }
  const id = request['id'] ?? null;
  const params = request['params'] ?? [];
  if (!Array.isArray(params))
    return respond(id, failure('invalidParams', 'Invalid params: a list is expected'));
  const method = METHODS.get(request['method']);
  if (method === undefined) return respond(id, failure('methodNotFound', 'Method not found'));
  return respond(id, method(params, context));
}

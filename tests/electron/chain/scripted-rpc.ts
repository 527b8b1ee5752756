import { createServer, type IncomingHttpHeaders } from 'node:http';
import { JSON_RPC_REQUEST, portOf } from './json-rpc-request.ts';

export type RpcReply =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly raw: string }
  | 'hang'
  | 'drop-connection';

export type RpcCall = {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
};

export type ScriptedRpc = {
  readonly url: string;
  readonly calls: readonly RpcCall[];
  callsOf(method: string): readonly RpcCall[];
  on(method: string, reply: RpcReply | ((params: readonly unknown[]) => RpcReply)): void;
  /** Answers every method that was not scripted as a server does that lacks it. */
  lacksTheRest(): void;
  connections(): number;
  /** Throws when a method was called that nobody scripted. */
  close(): Promise<void>;
};

/** A JSON-RPC node on a loopback port that says what it was told to say. */
export async function scriptedRpc(): Promise<ScriptedRpc> {
  const handlers = new Map<string, (params: readonly unknown[]) => RpcReply>();
  const calls: RpcCall[] = [];
  const unexpected: string[] = [];
  let connections = 0;
  let isBare = false;

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
      const { id, method, params } = JSON_RPC_REQUEST.parse(body);
      calls.push({ method, params, path: request.url ?? '', headers: request.headers });
      const handler = handlers.get(method);
      if (handler === undefined && !isBare) unexpected.push(method);
      const rest: RpcReply = isBare
        ? { error: { code: -32601, message: 'Method not found' } }
        : { status: 501 };
      const reply = handler?.(params) ?? rest;
      if (reply === 'hang') return;
      if (reply === 'drop-connection') return void request.socket.destroy();
      if ('status' in reply) return void response.writeHead(reply.status, reply.headers).end('no');
      const text = 'raw' in reply ? reply.raw : JSON.stringify({ jsonrpc: '2.0', id, ...reply });
      response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method),
    on: (method, reply) => void handlers.set(method, typeof reply === 'function' ? reply : () => reply),
    lacksTheRest: () => {
      isBare = true;
    },
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (unexpected.length > 0) throw new Error(`unexpected calls: ${unexpected.join(', ')}`);
    },
  };
}

/** An answer with the slot that it is true of. */
export const inContext = (value: unknown, slot = 100): RpcReply => ({ result: { context: { slot }, value } });

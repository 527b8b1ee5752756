import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { RequestFates } from '../endpoint/request-fate.ts';
import type { Scheduler } from '../scheduler.ts';
import { failure, type RpcAnswer } from './rpc-answer.ts';
import { answerText } from './json-rpc.ts';
import type { RpcContext } from './rpc-context.ts';

export const MAX_REQUEST_BYTES = 1_048_576;
/** Where Jito's block engine and Helius Sender take transactions. */
const SENDER_PATHS: readonly string[] = ['/api/v1/transactions', '/fast'];
const KEEP_ALIVE_MS = 65_000;
const MAX_CONNECTIONS = 256;

/** JSON-RPC over HTTP POST, kept alive. */
export function createRpcServer(
  context: RpcContext,
  fates: Pick<RequestFates, 'of'>,
  scheduler: Scheduler,
): Server {
  const server = createServer((request, response) => {
    if (context.faults.chainDown) {
      request.socket.destroy();
      return;
    }
    if (request.method === 'GET' && request.url === '/health') {
      response.end('ok');
      return;
    }
    if (request.method !== 'POST') {
      response.writeHead(405, { allow: 'POST' }).end();
      return;
    }
    const skipsPreflight = SENDER_PATHS.includes(request.url ?? '');
    readBody(request, (text) => {
      if (text === null) {
        tooLarge(response);
        return;
      }
      const reply = (): void => {
        if (context.faults.chainDown) request.socket.destroy();
        else sendJson(response, 200, answerText(text, { ...context, skipsPreflight }));
      };
      const fate = fates.of(text);
      if (fate.kind === 'hangs') return;
      if (fate.kind === 'refused') refuse(response, fate.status, fate.retryAfterS);
      else if (fate.afterMs > 0) scheduler.after(fate.afterMs, reply);
      else reply();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

function readBody(request: IncomingMessage, done: (text: string | null) => void): void {
  const parts: Buffer[] = [];
  let bytes = 0;
  request.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes <= MAX_REQUEST_BYTES) parts.push(part);
    else {
      request.removeAllListeners('data').removeAllListeners('end').resume();
      done(null);
    }
  });
  request.on('end', () => done(Buffer.concat(parts).toString('utf8')));
  // A client that goes away in the middle is no event of ours.
  request.on('error', () => request.destroy());
}

function refuse(response: ServerResponse, status: number, retryAfterS: number | null): void {
  if (retryAfterS !== null) response.setHeader('retry-after', String(retryAfterS));
  const message = STATUS_CODES[status] ?? 'Unknown status';
  sendJson(response, status, { jsonrpc: '2.0', id: null, error: { code: status, message } });
}

function tooLarge(response: ServerResponse): void {
  const answered: RpcAnswer = failure('invalidRequest', `request body over ${MAX_REQUEST_BYTES} bytes`);
  response.setHeader('connection', 'close');
  sendJson(response, 413, { jsonrpc: '2.0', id: null, ...(answered.ok ? {} : { error: answered.error }) });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type RpcRequest = { readonly method: string; readonly params: readonly unknown[] };

/** What a market's RPC is asked, seen at its own socket: requests that were read there, whoever sent them. */
export type RpcTap = {
  readonly requests: readonly RpcRequest[];
  of(method: string): readonly RpcRequest[];
  /** The bytes of every sendTransaction in base64, in order, rebroadcasts too. */
  sends(): readonly string[];
  /** Requests whose answer is not written yet. */
  inFlight(): number;
  close(): void;
};

type RequestStart = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
};

const CHANNEL = 'http.server.request.start';

/** Listens in on the HTTP server of this process that `rpcUrl` names. */
export function tapRpc(rpcUrl: string): RpcTap {
  const port = Number(new URL(rpcUrl).port);
  const requests: RpcRequest[] = [];
  const open = new Set<ServerResponse>();

  const onStart = (message: unknown): void => {
    const { request, response, socket } = message as RequestStart;
    if (socket.localPort !== port) return;
    open.add(response);
    response.once('close', () => open.delete(response));
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => requests.push(...read(Buffer.concat(parts).toString('utf8'))));
  };
  subscribe(CHANNEL, onStart);

  const of = (method: string): readonly RpcRequest[] => requests.filter((each) => each.method === method);
  return {
    requests,
    of,
    sends: () => of('sendTransaction').map(({ params }) => String(params[0])),
    inFlight: () => open.size,
    close: () => void unsubscribe(CHANNEL, onStart),
  };
}

function read(text: string): readonly RpcRequest[] {
  const body = JSON.parse(text) as RpcRequest | readonly RpcRequest[];
  return 'method' in body ? [body] : body;
}

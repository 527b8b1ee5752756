import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

export type NodeRequest = {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
};

/** A node's websocket that confirms subscriptions and says what the test tells it to. */
export type FakeNode = {
  readonly url: string;
  readonly requests: NodeRequest[];
  readonly clients: () => number;
  /** What it does with a request; confirms it unless set otherwise. */
  answer: (socket: WebSocket, request: NodeRequest) => void;
  say(...texts: string[]): void;
  notify(method: string, result: unknown): void;
  slot(slot: number): void;
  /** From now on nothing is answered, pings neither, and nothing is closed: a line that is dead. */
  freeze(): void;
  cut(): void;
  close(): Promise<void>;
};

export const confirm = (socket: WebSocket, { id }: NodeRequest): void =>
  socket.send(JSON.stringify({ jsonrpc: '2.0', id, result: 7000 + id }));

export async function startFakeNode(path = ''): Promise<FakeNode> {
  const http: Server = createServer();
  const server = new WebSocketServer({ server: http });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const bound = http.address();
  if (bound === null || typeof bound === 'string') throw new Error('not listening on a port');

  const node: FakeNode = {
    url: `ws://127.0.0.1:${bound.port}${path}`,
    requests: [],
    clients: () => server.clients.size,
    answer: confirm,
    say: (...texts) => {
      for (const client of server.clients) for (const text of texts) client.send(text);
    },
    notify: (method, result) => {
      node.say(JSON.stringify({ jsonrpc: '2.0', method, params: { subscription: 7001, result } }));
    },
    slot: (slot) => node.notify('slotNotification', { slot, parent: slot - 1, root: slot - 32 }),
    freeze: () => {
      for (const client of server.clients) client.pause();
    },
    cut: () => {
      for (const client of server.clients) client.terminate();
    },
    close: async () => {
      node.cut();
      server.close();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const request: NodeRequest = JSON.parse(Buffer.isBuffer(data) ? data.toString() : '');
      node.requests.push(request);
      node.answer(socket, request);
    });
  });
  return node;
}

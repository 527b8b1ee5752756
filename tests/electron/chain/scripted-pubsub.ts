import { WebSocketServer, type WebSocket } from 'ws';
import { JSON_RPC_REQUEST, portOf } from './json-rpc-request.ts';

export type PubsubRequest = {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
};

export type ScriptedPubsub = {
  readonly url: string;
  /** Over all connections, in order. */
  readonly requests: readonly PubsubRequest[];
  requestsOf(method: string): readonly PubsubRequest[];
  connections(): number;
  /** How many pings came. */
  pings(): number;
  stopAnsweringPings(): void;
  /** Subscriptions of this method are answered so from now on: with a number (the usual), not at all, or an error. */
  answer(method: string, how: 'number' | 'silence' | 'refusal'): void;
  /** Numbers of the present connection's subscriptions to this, oldest first. */
  subscriptions(method: string, firstParam?: unknown): readonly number[];
  notify(subscription: number, method: string, result: unknown): void;
  slot(slot: number): void;
  sendRaw(text: string): void;
  dropConnection(): void;
  close(): Promise<void>;
};

/** A PubSub node on a loopback port: it acknowledges subscriptions and tells what the test has it tell. */
export async function scriptedPubsub(): Promise<ScriptedPubsub> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false });
  await new Promise((resolve) => server.once('listening', resolve));
  const requests: PubsubRequest[] = [];
  const answers = new Map<string, 'number' | 'silence' | 'refusal'>();
  let current: { socket: WebSocket; subscribed: Map<number, PubsubRequest> } | null = null;
  let connections = 0;
  let pings = 0;
  let answersPings = true;
  // Every connection numbers anew, as nodes may: old numbers must not be taken for new ones.
  let lastNumber = 0;

  server.on('connection', (socket) => {
    connections += 1;
    lastNumber = 1000 * connections;
    const subscribed = new Map<number, PubsubRequest>();
    current = { socket, subscribed };
    socket.on('ping', (data) => {
      pings += 1;
      if (answersPings) socket.pong(data);
    });
    socket.on('message', (data: Buffer) => {
      const request = JSON_RPC_REQUEST.parse(JSON.parse(data.toString('utf8')));
      requests.push(request);
      const how = answers.get(request.method) ?? 'number';
      const reply = (body: object): void =>
        socket.send(JSON.stringify({ jsonrpc: '2.0', id: request.id, ...body }));
      if (request.method.endsWith('Unsubscribe')) {
        const known = subscribed.delete(Number(request.params[0]));
        reply(known ? { result: true } : { error: { code: -32602, message: 'Invalid subscription id.' } });
      } else if (how === 'refusal') reply({ error: { code: -32602, message: 'no' } });
      else if (how === 'number') {
        lastNumber += 1;
        subscribed.set(lastNumber, request);
        reply({ result: lastNumber });
      }
    });
  });

  const present = () => {
    if (current === null) throw new Error('nobody is connected');
    return current;
  };
  const subscriptions = (method: string, firstParam?: unknown): readonly number[] =>
    [...(current?.subscribed ?? [])]
      .filter(([, request]) => request.method === method)
      .filter(([, request]) => firstParam === undefined || request.params[0] === firstParam)
      .map(([number]) => number);
  const notify = (subscription: number, method: string, result: unknown): void =>
    present().socket.send(JSON.stringify({ jsonrpc: '2.0', method, params: { result, subscription } }));

  return {
    url: `ws://127.0.0.1:${portOf(server)}`,
    requests,
    requestsOf: (method) => requests.filter((request) => request.method === method),
    connections: () => connections,
    pings: () => pings,
    stopAnsweringPings: () => {
      answersPings = false;
    },
    answer: (method, how) => void answers.set(method, how),
    subscriptions,
    notify,
    slot: (slot) => {
      const [subscription] = subscriptions('slotSubscribe');
      if (subscription === undefined) throw new Error('nobody follows slots');
      notify(subscription, 'slotNotification', { parent: slot - 1, root: slot - 32, slot });
    },
    sendRaw: (text) => present().socket.send(text),
    dropConnection: () => present().socket.terminate(),
    close: async () => {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

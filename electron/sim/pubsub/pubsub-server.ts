import { createServer, type Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Chain } from '../chain/chain.ts';
import type { EndpointFaults } from '../endpoint/endpoint-faults.ts';
import { SocketSilencer } from '../endpoint/socket-silencer.ts';
import { matchesAccounts } from './subscription.ts';
import { PubsubClient } from './pubsub-client.ts';

const MAX_MESSAGE_BYTES = 1_048_576;
export const MAX_CLIENTS = 64;

export type PubsubServer = {
  readonly http: Server;
  /** How many subscriptions to transactions there are. */
  transactionSubscribers(): number;
  /** Plays a recorded notification to everybody who asked for such a transaction; only the subscription id is theirs. */
  play(result: unknown, accounts: readonly string[]): void;
  clients(): number;
  subscriptions(): number;
  /** Makes every connection half-open. */
  silence(): void;
  /** Cuts every connection. */
  cut(): void;
  close(): void;
};

/** Solana's PubSub and Helius' transactionSubscribe over one WebSocket port. Pings are answered by `ws` itself. */
export function createPubsubServer(chain: Chain, faults: EndpointFaults): PubsubServer {
  const http = createServer((_request, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({
    server: http,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const silencer = new SocketSilencer(http);
  const clients = new Map<WebSocket, PubsubClient>();
  let lastId = 0;
  sockets.on('connection', (socket, request) => {
    if (faults.chainDown || clients.size >= MAX_CLIENTS) {
      socket.terminate();
      return;
    }
    clients.set(socket, new PubsubClient(socket, { chain, faults }, () => (lastId += 1)));
    if (faults.halfOpenSockets) silencer.silence(request.socket);
    socket.on('close', () => clients.delete(socket));
    // A reset connection or an oversized message closes the socket; there is nothing else to do about it.
    socket.on('error', () => socket.terminate());
  });
  // Errors of opening the port are the listener's affair; ws repeats them here.
  sockets.on('error', () => undefined);
  const stop = chain.listen({
    reached: (block, commitment) => clients.forEach((client) => client.reached(block, commitment)),
    received: (signature, slot) => clients.forEach((client) => client.received(signature, slot)),
  });
  const matching = (accounts: readonly string[]) =>
    [...clients.values()].flatMap((client) =>
      [...client.subscriptions].flatMap(([id, subscription]) =>
        subscription.kind === 'transaction' && matchesAccounts(subscription, accounts)
          ? [{ client, id }]
          : [],
      ),
    );
  const cut = (): void => clients.forEach((_client, socket) => socket.terminate());
  return {
    http,
    transactionSubscribers: () =>
      [...clients.values()].reduce((sum, client) => sum + client.countOf('transaction'), 0),
    play: (result, accounts) => {
      for (const { client, id } of matching(accounts))
        client.notify(id, { method: 'transactionNotification', result });
    },
    clients: () => clients.size,
    subscriptions: () => [...clients.values()].reduce((sum, client) => sum + client.subscriptions.size, 0),
    silence: () => silencer.silenceAll(),
    cut,
    close: () => {
      stop();
      cut();
      sockets.close();
    },
  };
}

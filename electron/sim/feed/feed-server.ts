import { createServer, type Server } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import { WebSocketServer } from 'ws';
import type { MarketFaults } from '../market-faults.ts';

export const FEED_EVENT = 'newPool';
const MAX_FRAME_BYTES = 1_000_000;
const PING_INTERVAL_MS = 25_000;
const PING_TIMEOUT_MS = 60_000;

export type FeedServer = {
  readonly http: Server;
  announce(message: unknown): void;
  clients(): number;
  /** Cuts every connection. */
  cut(): void;
  close(): Promise<void>;
};

/** The Socket.IO server that announces new pools. */
export function createFeedServer(faults: MarketFaults): FeedServer {
  const http = createServer();
  const io = new SocketServer(http, {
    maxHttpBufferSize: MAX_FRAME_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    // Named here because engine.io's own `require('ws').Server` finds nothing once it is bundled.
    wsEngine: WebSocketServer,
    allowRequest: (_request, allow) => allow(faults.feedDown ? 'the feed is down' : null, !faults.feedDown),
  });
  return {
    http,
    announce: (message) => {
      if (!faults.feedDown) io.emit(FEED_EVENT, message);
    },
    clients: () => io.engine.clientsCount,
    // Ending the transport, and not a polite goodbye: to the client it is a lost connection.
    cut: () => {
      for (const socket of io.sockets.sockets.values()) socket.conn.close();
    },
    close: async () => {
      await io.close();
    },
  };
}

import { createServer, type Server } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import { WebSocketServer } from 'ws';
import { SocketSilencer } from '../endpoint/socket-silencer.ts';
import type { SharedFaults } from '../market-faults.ts';

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
  /** Makes every connection half-open. */
  silence(): void;
  close(): Promise<void>;
};

/** The Socket.IO server that announces new pools. */
export function createFeedServer(faults: SharedFaults): FeedServer {
  const http = createServer();
  const silencer = new SocketSilencer(http);
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
  io.on('connection', (socket) => {
    if (faults.feedHalfOpen) silencer.silence(socket.request.socket);
  });
  return {
    http,
    announce: (message) => {
      if (!faults.feedDown) io.emit(FEED_EVENT, message);
    },
    clients: () => io.engine.clientsCount,
    // Ending the transport, and not a polite goodbye: to the client it is a lost connection.
    cut: () => {
      silencer.cutSilenced();
      for (const socket of io.sockets.sockets.values()) socket.conn.close();
    },
    silence: () => silencer.silenceAll(),
    close: async () => {
      silencer.cutSilenced();
      await io.close();
    },
  };
}

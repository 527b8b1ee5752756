import type { Socket } from 'socket.io-client';

/** What the feed uses of the `ws` socket under a Socket.IO connection. */
export type RawWebSocket = {
  ping(): void;
  terminate(): void;
  on(event: 'pong', listener: () => void): unknown;
};

/**
 * The WebSocket that carries a Socket.IO connection, or null. In that protocol only the server pings, so that the
 * client learns no round trip from it; a ping of the WebSocket itself is answered by any server.
 */
export function rawWebSocket(socket: Socket): RawWebSocket | null {
  const transport: unknown = socket.io.engine?.transport;
  if (typeof transport !== 'object' || transport === null) return null;
  const raw: unknown = Reflect.get(transport, 'ws');
  return isRawWebSocket(raw) ? raw : null;
}

function isRawWebSocket(value: unknown): value is RawWebSocket {
  if (typeof value !== 'object' || value === null) return false;
  return ['ping', 'terminate', 'on'].every((name) => typeof Reflect.get(value, name) === 'function');
}

import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Makes the connections of a server half-open: they stay up, but nothing that is written leaves, and nothing that comes
 * is read. What was silenced stays so until it is cut.
 */
export class SocketSilencer {
  readonly #sockets = new Set<Socket>();
  readonly #silenced = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        this.#silenced.delete(socket);
      });
    });
  }

  /** All that are connected now. */
  silenceAll(): void {
    for (const socket of this.#sockets) this.silence(socket);
  }

  silence(socket: Socket): void {
    if (this.#silenced.has(socket)) return;
    this.#silenced.add(socket);
    // A writer that corks and uncorks for itself never gets below this cork.
    socket.cork();
    socket.pause();
  }

  /** A polite goodbye would never leave them. */
  cutSilenced(): void {
    for (const socket of this.#silenced) socket.destroy();
  }
}

import type { Server } from 'node:http';
import { err, ok, type Result } from '../../shared/result.ts';

export const LOOPBACK = '127.0.0.1';

/** Opens a server on loopback only; port 0 takes a free one. The error is a sentence for people. */
export function listenOnLoopback(
  server: Server,
  port: number,
  what: string,
): Promise<Result<number, string>> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      const reason =
        error.code === 'EADDRINUSE'
          ? 'is in use by another program'
          : `cannot be opened (${error.code ?? 'unknown'})`;
      resolve(err(`Port ${port} for ${what} ${reason}: choose another one, or 0 for any free one.`));
    };
    server.once('error', failed);
    server.listen(port, LOOPBACK, () => {
      server.off('error', failed);
      const bound = server.address();
      resolve(ok(typeof bound === 'object' && bound !== null ? bound.port : port));
    });
  });
}

/** Closes a server and every connection to it. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

import type { z } from 'zod';
import { err, type Result } from '../../shared/result.ts';
import { isPassing, type RpcError } from './rpc-error.ts';
import type { RpcClient } from './rpc-client.ts';

/** Several endpoints of one cluster, asked as one. */
export type RpcEndpoints = {
  /** In the order given: the first is preferred. Never empty. */
  readonly all: readonly RpcClient[];
  /** Asks the endpoint that answered last, then the others in turn, until one does not fail in passing. */
  read<T>(
    method: string,
    params: readonly unknown[],
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<Result<T, RpcError>>;
  close(): Promise<void>;
};

export function makeRpcEndpoints(clients: readonly RpcClient[]): RpcEndpoints {
  if (clients.length === 0) throw new Error('a chain needs at least one RPC endpoint');
  let answeredLast = 0;
  return {
    all: clients,
    read: async (method, params, schema, signal) => {
      const start = answeredLast;
      let failed: RpcError = { code: 'aborted', endpoint: '' };
      for (let step = 0; step < clients.length; step += 1) {
        const index = (start + step) % clients.length;
        const client = clients[index];
        if (client === undefined) break;
        const answered = await client.read(method, params, schema, signal);
        if (answered.ok || !isPassing(answered.error)) {
          // An endpoint that was cancelled has not shown that it works.
          if (answered.ok) answeredLast = index;
          return answered;
        }
        failed = answered.error;
      }
      return err(failed);
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

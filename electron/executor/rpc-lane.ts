import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SendLane } from './send-lane.ts';

/** What is needed of an RPC client, and of the errors that it gives. */
export type RpcCaller<E> = {
  readonly name: string;
  call<T>(
    method: string,
    params: readonly unknown[],
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<Result<T, E>>;
};

// No preflight: it costs a round trip and judges by a bank that is behind. No retries: the node would go on sending
// until the blockhash expires, also after a stop.
const OPTIONS = { encoding: 'base64', skipPreflight: true, maxRetries: 0 };

/** Sends through a node's sendTransaction. `describe` puts the client's error in one line. */
export function makeRpcLane<E>(client: RpcCaller<E>, describe: (error: E) => string): SendLane {
  return {
    name: client.name,
    send: async (transactionBase64, signal) => {
      const params = [transactionBase64, OPTIONS];
      const answered = await client.call('sendTransaction', params, z.string(), signal);
      return answered.ok ? ok(null) : err(describe(answered.error));
    },
  };
}

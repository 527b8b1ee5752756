import { z } from 'zod';
import { err, type Result } from '../../shared/result.ts';
import { slot, type Millis, type Slot } from '../../shared/units.ts';
import type { Clock } from '../engine/ports/clock.ts';
import { delay } from './delay.ts';
import { waitBeforeRetry } from './read-retry.ts';
import { isOfThisEndpoint, type RpcError } from './rpc-error.ts';
import type { RpcClient } from './rpc-client.ts';
import type { RpcPriority } from './rpc-priority.ts';

/** Several endpoints of one cluster, asked as one. */
export type RpcEndpoints = {
  /** In the order given: the first is preferred. Never empty. */
  readonly all: readonly RpcClient[];
  /**
   * Asks the endpoint that answered last, then the others in turn, until one does not fail for reasons of its own;
   * those whose failure may pass are asked again after a while. Endpoints that fail too often, or asked to be left
   * alone, come last.
   */
  read<T>(
    method: string,
    params: readonly unknown[],
    schema: z.ZodType<T>,
    signal: AbortSignal,
    priority: RpcPriority,
  ): Promise<Result<T, RpcError>>;
  close(): Promise<void>;
};

export type RpcEndpointsOptions = {
  readonly clock: Clock;
  readonly random: () => number;
  /** Whether an answer can be of this slot. One that cannot is not believed, and another endpoint is asked. */
  readonly isBelievable?: (client: RpcClient, told: Slot) => boolean;
};

export function makeRpcEndpoints(clients: readonly RpcClient[], options: RpcEndpointsOptions): RpcEndpoints {
  if (clients.length === 0) throw new Error('a chain needs at least one RPC endpoint');
  const { clock, random, isBelievable } = options;
  let answeredLast = 0;

  /** Those in good order first; each group from the one that answered last on. */
  function candidates(): readonly RpcClient[] {
    const turned = [...clients.slice(answeredLast), ...clients.slice(0, answeredLast)];
    return turned.toSorted((a, b) => rank(a) - rank(b));
  }

  function believed<T>(client: RpcClient, answered: Result<T, RpcError>): Result<T, RpcError> {
    const told = answered.ok ? contextSlot(answered.value) : null;
    if (told === null || isBelievable === undefined || isBelievable(client, told)) return answered;
    const detail = `slot ${told} is too far ahead of what others tell`;
    return err({ code: 'malformed', endpoint: client.name, detail });
  }

  return {
    all: clients,
    read: async (method, params, schema, signal, priority) => {
      let failed: RpcError = { code: 'aborted', endpoint: '' };
      const done = new Set<RpcClient>();
      for (let attempt = 0; ; attempt += 1) {
        let waitMs: Millis | null = null;
        for (const client of candidates()) {
          if (done.has(client)) continue;
          // Trades may have no other endpoint; background reads can wait until this one is well.
          if (!client.admits() && priority === 'metadata') {
            failed = { code: 'not-asked', endpoint: client.name, detail: 'it failed too often of late' };
            continue;
          }
          const called = await client.call(method, params, schema, signal, priority);
          const answered = believed(client, called);
          if (answered.ok) {
            answeredLast = clients.indexOf(client);
            return answered;
          }
          failed = answered.error;
          if (!isOfThisEndpoint(failed)) return answered;
          const again = waitBeforeRetry(failed, attempt, random);
          if (again === null) done.add(client);
          else if (waitMs === null || again < waitMs) waitMs = again;
        }
        if (waitMs === null) return err(failed);
        if ((await delay(clock, waitMs, signal)) === 'aborted') {
          return err({ code: 'aborted', endpoint: failed.endpoint });
        }
      }
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

/** Lower is asked sooner. */
function rank(client: RpcClient): number {
  const { breaker, heldBack, excluded } = client.state();
  if (excluded !== null) return 3;
  if (breaker === 'open') return 2;
  return breaker === 'half-open' || heldBack ? 1 : 0;
}

// Slot 0 stands for one that was not told.
const IN_CONTEXT = z.object({ context: z.object({ slot: z.number().positive() }) });

function contextSlot(value: unknown): Slot | null {
  const parsed = IN_CONTEXT.safeParse(value);
  return parsed.success ? slot(parsed.data.context.slot) : null;
}

import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Address, Slot } from '../../shared/units.ts';
import type { AccountBytes } from '../protocol/chain-reads.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import { describeRpcError } from './rpc-error.ts';
import { accountSchema, inContext } from './rpc-schemas.ts';

/** What a transaction would do now. `err` is null where it would succeed. */
export type Simulation = {
  readonly err: unknown;
  readonly logs: readonly string[];
  /** Null where the server does not tell. */
  readonly unitsConsumed: number | null;
  readonly slot: Slot;
  /** As they would be afterwards, in the order asked, null where there is none; all null after a failure. */
  readonly accounts: readonly (AccountBytes | null)[];
};

const SCHEMA = inContext(
  z
    .object({
      err: z.unknown().optional(),
      logs: z.array(z.string()).nullish(),
      unitsConsumed: z.int().nonnegative().nullish(),
      accounts: z.array(accountSchema.nullable()).nullish(),
    })
    .refine((value) => 'err' in value),
);

/**
 * Runs a transaction without sending it: signatures are not checked and the blockhash is replaced, so that neither a key
 * nor a fresh blockhash is needed. The error is one line for people.
 */
export async function simulate(
  endpoints: RpcEndpoints,
  transactionBase64: string,
  addresses: readonly Address[],
  signal: AbortSignal,
): Promise<Result<Simulation, string>> {
  const options = {
    encoding: 'base64',
    sigVerify: false,
    replaceRecentBlockhash: true,
    commitment: 'processed',
    ...(addresses.length === 0 ? {} : { accounts: { encoding: 'base64', addresses } }),
  };
  const params = [transactionBase64, options];
  const answered = await endpoints.read('simulateTransaction', params, SCHEMA, signal, 'buy');
  if (!answered.ok) return err(describeRpcError(answered.error));
  const { context, value } = answered.value;
  const failed = value.err ?? null;
  const told = value.accounts ?? [];
  if (failed === null && told.length !== addresses.length) {
    return err(`a simulation told of ${told.length} accounts for ${addresses.length} asked for`);
  }
  return ok({
    err: failed,
    logs: value.logs ?? [],
    unitsConsumed: value.unitsConsumed ?? null,
    slot: context.slot,
    accounts: addresses.map((_, at) => told[at] ?? null),
  });
}

import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { slot, type Signature, type Slot } from '../../shared/units.ts';
import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import { readTransactionAnswer } from '../protocol/transaction-frame.ts';
import type { RpcClient } from './rpc-client.ts';
import { describeRpcError, isMethodMissing, type RpcError } from './rpc-error.ts';
import { inContext, slotSchema } from './rpc-schemas.ts';

/** How far the cluster has voted for what happened to a transaction; `err` is null where it succeeded. */
export type SignatureStatus = {
  readonly slot: Slot;
  readonly level: 'processed' | 'confirmed' | 'finalized';
  readonly err: unknown;
};

/** What one endpoint knows of sent transactions. Errors are one line for people. */
export type SettlementEndpoint = {
  readonly name: string;
  /** In the order asked, null for one it does not know; `history` looks further back than the last 300 slots. */
  statuses(
    signatures: readonly Signature[],
    search: 'recent' | 'history',
    signal: AbortSignal,
  ): Promise<Result<readonly (SignatureStatus | null)[], string>>;
  /** The confirmed transaction; null where the endpoint does not have it (yet). */
  transaction(signature: Signature, signal: AbortSignal): Promise<Result<ChainTransaction | null, string>>;
  finalizedBlockHeight(signal: AbortSignal): Promise<Result<number, string>>;
};

const LEVEL = z.enum(['processed', 'confirmed', 'finalized']);
const STATUSES = inContext(
  z.array(
    z
      .object({
        slot: slotSchema.nullish(),
        err: z.unknown().optional(),
        confirmations: z.number().nullish(),
        // Old and small nodes leave it out.
        confirmationStatus: LEVEL.nullish(),
      })
      .refine((status) => 'err' in status)
      .transform(({ slot: at, err: failed, confirmations, confirmationStatus }): SignatureStatus => ({
        slot: at ?? slot(0),
        // "confirmations: null" means rooted; what says nothing of its level is not taken for confirmed.
        level: confirmationStatus ?? (confirmations === null ? 'finalized' : 'processed'),
        err: failed,
      }))
      .nullable(),
  ),
);
const HEIGHT = z.int().nonnegative();
const LATEST = inContext(z.object({ lastValidBlockHeight: HEIGHT }));
/** `MAX_PROCESSING_AGE` of the runtime. */
const BLOCKHASH_BLOCKS = 150;

/**
 * One endpoint that is asked what became of orders. `newestSlot` is what all sources agree on, null where nobody tells
 * slots: a chain has at least a slot for each block, so that a finalized height beyond it is a false one, and an order
 * must not be given up for it.
 */
export function makeSettlementEndpoint(client: RpcClient, newestSlot: () => Slot | null): SettlementEndpoint {
  const believable = (height: number): Result<number, string> =>
    height <= (newestSlot() ?? Infinity)
      ? ok(height)
      : err(`${client.name} tells of a finalized block that cannot be there yet`);

  return {
    name: client.name,
    statuses: async (signatures, search, signal) => {
      const params = [signatures, { searchTransactionHistory: search === 'history' }];
      const answered = inWords(
        await client.read('getSignatureStatuses', params, STATUSES, signal, 'confirm'),
      );
      if (!answered.ok) return answered;
      const { value } = answered.value;
      if (value.length !== signatures.length) return err(`${client.name} answered for other signatures`);
      return ok(value);
    },
    transaction: async (signature, signal) => {
      const options = { encoding: 'base64', commitment: 'confirmed', maxSupportedTransactionVersion: 0 };
      const answered = await client.read(
        'getTransaction',
        [signature, options],
        z.unknown(),
        signal,
        'confirm',
      );
      if (!answered.ok) return inWords(answered);
      if (answered.value == null) return ok(null);
      const read = readTransactionAnswer(answered.value);
      if (!read.ok) return err(`${client.name}: transaction ${read.error.code} at ${read.error.field}`);
      if (read.value.signature !== signature) return err(`${client.name} answered with another transaction`);
      return ok(read.value);
    },
    finalizedBlockHeight: async (signal) => {
      const params = [{ commitment: 'finalized' }];
      const answered = await client.read('getBlockHeight', params, HEIGHT, signal, 'confirm');
      if (answered.ok) return believable(answered.value);
      if (!isMethodMissing(answered.error)) return inWords(answered);
      // Without it: a blockhash lives for that many blocks from the one that it is of.
      const latest = await client.read('getLatestBlockhash', params, LATEST, signal, 'confirm');
      if (!latest.ok) return inWords(latest);
      return believable(Math.max(0, latest.value.value.lastValidBlockHeight - BLOCKHASH_BLOCKS));
    },
  };
}

const inWords = <T>(answered: Result<T, RpcError>): Result<T, string> =>
  answered.ok ? answered : err(describeRpcError(answered.error));

import { z } from 'zod';
import { err, ok } from '../../shared/result.ts';
import { slot } from '../../shared/units.ts';
import type { ChainReads } from '../protocol/chain-reads.ts';
import { readTransactionAnswer } from '../protocol/transaction-frame.ts';
import type { AccountReader } from './account-reader.ts';
import type { LookupTables } from './lookup-tables.ts';
import type { RpcEndpoints } from './rpc-endpoints.ts';
import { describeRpcError } from './rpc-error.ts';
import { signatureSchema, slotSchema } from './rpc-schemas.ts';

const SIGNATURES = z.array(
  z
    .object({ signature: signatureSchema, slot: slotSchema.nullish(), err: z.unknown().optional() })
    .transform(({ signature, slot: at, err: failed }) => ({
      signature,
      slot: at ?? slot(0),
      failed: failed != null,
    })),
);

/** What feeds ask of the chain, over all endpoints. */
export function makeChainReader(
  endpoints: RpcEndpoints,
  reader: AccountReader,
  tables: LookupTables,
): ChainReads {
  return {
    accounts: async (addresses, signal) => {
      if (addresses.length === 0) return ok({ slot: slot(0), accounts: [] });
      const answered = await reader.read(addresses, signal, 'buy');
      return answered.ok ? answered : err(describeRpcError(answered.error));
    },
    transaction: async (signature, signal) => {
      const options = { encoding: 'base64', commitment: 'confirmed', maxSupportedTransactionVersion: 0 };
      const params = [signature, options];
      const answered = await endpoints.read('getTransaction', params, z.unknown(), signal, 'buy');
      if (!answered.ok) return err(describeRpcError(answered.error));
      if (answered.value == null) return ok(null);
      let read = readTransactionAnswer(answered.value);
      if (!read.ok && read.error.code === 'lookup-tables-left-out') {
        const loaded = await tables.load(read.error.tables, signal);
        if (!loaded.ok) return loaded;
        read = readTransactionAnswer(answered.value, loaded.value);
      }
      if (!read.ok) return err(`transaction ${read.error.code} at ${read.error.field}`);
      return read.value.signature === signature ? ok(read.value) : err('another transaction was answered');
    },
    loadedAddresses: (uses, signal) => tables.load(uses, signal),
    signaturesFor: async (address, { until, limit }, signal) => {
      const options = { limit, commitment: 'confirmed', ...(until === null ? {} : { until }) };
      const method = 'getSignaturesForAddress';
      const answered = await endpoints.read(method, [address, options], SIGNATURES, signal, 'metadata');
      return answered.ok ? answered : err(describeRpcError(answered.error));
    },
  };
}

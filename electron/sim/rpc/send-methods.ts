import type { Address } from '../../../shared/units.ts';
import { encodeSignature } from '../../protocol/base58.ts';
import { decodeTransaction, type DecodedTransaction } from '../../protocol/transaction-wire.ts';
import type { Execution } from '../runtime/execute-transaction.ts';
import { describeTransactionError, type TransactionError } from '../runtime/transaction-error.ts';
import { accountJson } from './account-json.ts';
import { answer, atSlot, failure, invalidParams, type RpcAnswer } from './rpc-answer.ts';
import type { RpcContext, RpcMethods } from './rpc-context.ts';
import { innerInstructionsJson } from './transaction-json.ts';
import { isObject, readAddresses, readBytes, readConfig, type JsonObject } from './rpc-params.ts';

const MAX_ACCOUNTS_SHOWN = 64;
const NOTHING_RAN = { accounts: null, logs: [], returnData: null, unitsConsumed: 0, innerInstructions: null };

export const SEND_METHODS: RpcMethods = {
  sendTransaction: ([encoded, config], context) => {
    const read = readConfig(config);
    const bytes = read === null ? null : readBytes(encoded, read['encoding']);
    const transaction = bytes === null ? null : decodeTransaction(bytes);
    if (read === null || bytes === null || transaction === null) {
      return invalidParams('failed to deserialize solana_transaction::versioned::VersionedTransaction');
    }
    if (read['skipPreflight'] !== true && context.skipsPreflight !== true) {
      const refused = preflight(transaction, context);
      if (refused !== null) return refused;
    }
    return send(bytes, transaction, context);
  },
  simulateTransaction: ([encoded, config], context) => {
    const read = readConfig(config);
    const bytes = read === null ? null : readBytes(encoded, read['encoding']);
    const transaction = bytes === null ? null : decodeTransaction(bytes);
    if (read === null || transaction === null) {
      return invalidParams('failed to deserialize solana_transaction::versioned::VersionedTransaction');
    }
    return simulate(transaction, read, context);
  },
};

const firstSignature = (transaction: DecodedTransaction) =>
  encodeSignature(transaction.signatures[0] ?? new Uint8Array(64));

/** A node refuses only what it looks at; without preflight everything is accepted, and what is wrong with it never lands. */
function send(bytes: Uint8Array, transaction: DecodedTransaction, { chain, faults }: RpcContext): RpcAnswer {
  const signature = firstSignature(transaction);
  if (faults.dropSends > 0) {
    faults.dropSends -= 1;
    return answer(signature);
  }
  return chain.submit(bytes) === 'queue-full'
    ? failure('nodeBusy', 'Node is behind: too many transactions wait')
    : answer(signature);
}

function preflight(transaction: DecodedTransaction, { chain }: RpcContext): RpcAnswer | null {
  const obstacle = chain.obstacle(transaction, firstSignature(transaction), true);
  if (obstacle === 'SignatureFailure') {
    return failure('signatureVerificationFailure', 'Transaction signature verification failure');
  }
  if (obstacle !== null) return preflightFailure(obstacle, { err: obstacle, ...NOTHING_RAN });
  const execution = chain.simulate(transaction);
  const error = errorOf(execution);
  return error === null
    ? null
    : preflightFailure(error, { err: error, ...resultJson(execution, null), accounts: null });
}

function preflightFailure(error: TransactionError, data: unknown): RpcAnswer {
  return failure(
    'preflightFailure',
    `Transaction simulation failed: ${describeTransactionError(error)}`,
    data,
  );
}

const errorOf = (execution: Execution): TransactionError | null =>
  execution.kind === 'refused' ? execution.error : execution.meta.error;

/** `innerOf` is the message whose inner instructions are to be shown. */
function resultJson(execution: Execution, innerOf: DecodedTransaction | null) {
  if (execution.kind === 'refused') return { ...NOTHING_RAN, logs: execution.logs };
  const { logs, unitsConsumed, inner, loaded } = execution.meta;
  const keys = [...(innerOf?.accountKeys ?? []), ...loaded.writable, ...loaded.readonly];
  const innerInstructions = innerOf === null ? null : innerInstructionsJson(inner, keys, 'json');
  return { logs, unitsConsumed, returnData: null, innerInstructions };
}

function simulate(transaction: DecodedTransaction, config: JsonObject, { chain }: RpcContext): RpcAnswer {
  const replace = config['replaceRecentBlockhash'] === true;
  const verify = config['sigVerify'] === true;
  if (replace && verify) return invalidParams('sigVerify may not be used with replaceRecentBlockhash');
  const shown = readShown(config['accounts']);
  if (shown === null)
    return invalidParams(`accounts: an encoding and up to ${MAX_ACCOUNTS_SHOWN} addresses are expected`);
  const block = chain.blockAt('processed');
  const obstacle = chain.obstacle(transaction, firstSignature(transaction), verify);
  const blockedBy = replace && obstacle === 'BlockhashNotFound' ? null : obstacle;
  const replacement = replace
    ? {
        replacementBlockhash: {
          blockhash: block.blockhash,
          lastValidBlockHeight: chain.lastValidHeight(block.blockhash),
        },
      }
    : {};
  if (blockedBy !== null) return atSlot(block.slot, { err: blockedBy, ...NOTHING_RAN, ...replacement });
  const execution = chain.simulate(transaction);
  const writes = execution.kind === 'executed' ? execution.writes : new Map<Address, null>();
  const read = (address: Address) => {
    const written = writes.get(address);
    return written === undefined ? chain.accounts.get(address) : (written ?? undefined);
  };
  const accounts =
    shown.length === 0
      ? null
      : shown.map((each) => accountJson(read(each), { encoding: 'base64', slice: null }, read));
  const result = resultJson(execution, config['innerInstructions'] === true ? transaction : null);
  return atSlot(block.slot, { err: errorOf(execution), ...result, accounts, ...replacement });
}

/** The accounts to show after the simulation, in base64. */
function readShown(value: unknown): readonly Address[] | null {
  if (value === undefined || value === null) return [];
  if (!isObject(value) || (value['encoding'] ?? 'base64') !== 'base64') return null;
  return readAddresses(value['addresses'], MAX_ACCOUNTS_SHOWN);
}

import { encodeBase58, encodeSignature } from '../../protocol/base58.ts';
import {
  accountRoles,
  resolveInstructions,
  type DecodedTransaction,
} from '../../protocol/transaction-wire.ts';
import { accountsOf, type TransactionRecord } from '../chain/transaction-record.ts';
import type { InnerInstruction, TokenBalanceMeta, TransactionMeta } from '../runtime/transaction-meta.ts';
import { tokenAmountJson } from './token-amount-json.ts';

export type TransactionEncoding = 'json' | 'base58' | 'base64' | 'jsonParsed';

const statusJson = (error: TransactionMeta['error']) => (error === null ? { Ok: null } : { Err: error });

/** A landed transaction as getTransaction and transactionSubscribe show it. */
export function confirmedTransactionJson(record: TransactionRecord, encoding: TransactionEncoding) {
  return {
    transaction: transactionJson(record, encoding),
    meta: metaJson(record, encoding),
    version: record.transaction.version,
  };
}

export function transactionJson(record: TransactionRecord, encoding: TransactionEncoding): unknown {
  if (encoding === 'base64') return [Buffer.from(record.bytes).toString('base64'), 'base64'];
  if (encoding === 'base58') return [encodeBase58(record.bytes), 'base58'];
  const { transaction } = record;
  const signatures = transaction.signatures.map(encodeSignature);
  const message = encoding === 'json' ? messageJson(transaction) : messageWithAddresses(record);
  return { signatures, message };
}

function messageJson(transaction: DecodedTransaction) {
  const { header } = transaction;
  return {
    header: {
      numRequiredSignatures: header.requiredSignatures,
      numReadonlySignedAccounts: header.readonlySigners,
      numReadonlyUnsignedAccounts: header.readonlyOthers,
    },
    accountKeys: transaction.accountKeys,
    recentBlockhash: transaction.recentBlockhash,
    instructions: transaction.instructions.map(({ programIdIndex, accountIndexes, data }) => ({
      programIdIndex,
      accounts: accountIndexes,
      data: encodeBase58(data),
      stackHeight: null,
    })),
    ...lookupsJson(transaction),
  };
}

function lookupsJson({ version, lookupTables }: DecodedTransaction) {
  if (version === 'legacy') return {};
  const addressTableLookups = lookupTables.map(({ table, writableIndexes, readonlyIndexes }) => ({
    accountKey: table,
    writableIndexes,
    readonlyIndexes,
  }));
  return { addressTableLookups };
}

/** The form of jsonParsed that a node uses for programs it does not know; here for all of them. */
function messageWithAddresses({ transaction, meta: { loaded } }: TransactionRecord) {
  const own = transaction.accountKeys.length;
  return {
    accountKeys: accountRoles(transaction, loaded).map(({ address, signer, writable }, index) => ({
      pubkey: address,
      writable,
      signer,
      source: index < own ? 'transaction' : 'lookupTable',
    })),
    recentBlockhash: transaction.recentBlockhash,
    instructions: (resolveInstructions(transaction, loaded) ?? []).map(({ programId, accounts, data }) => ({
      programId,
      accounts,
      data: encodeBase58(data),
      stackHeight: null,
    })),
    ...lookupsJson(transaction),
  };
}

function metaJson(record: TransactionRecord, encoding: TransactionEncoding) {
  const { meta } = record;
  return {
    err: meta.error,
    status: statusJson(meta.error),
    fee: Number(meta.feeLamports),
    preBalances: meta.before.lamports.map(Number),
    postBalances: meta.after.lamports.map(Number),
    innerInstructions: innerInstructionsJson(meta.inner, accountsOf(record), encoding),
    logMessages: meta.logs,
    preTokenBalances: meta.before.tokens.map(tokenBalanceJson),
    postTokenBalances: meta.after.tokens.map(tokenBalanceJson),
    rewards: [],
    ...(encoding === 'jsonParsed' ? {} : { loadedAddresses: meta.loaded }),
    computeUnitsConsumed: meta.unitsConsumed,
  };
}

/** By the outer instruction that called them. */
export function innerInstructionsJson(
  inner: TransactionMeta['inner'],
  accountKeys: readonly string[],
  encoding: TransactionEncoding,
) {
  return [...inner].map(([index, instructions]) => ({
    index,
    instructions: instructions.map((each) => innerJson(each, accountKeys, encoding)),
  }));
}

function innerJson(inner: InnerInstruction, accountKeys: readonly string[], encoding: TransactionEncoding) {
  const { programId, accounts, data, stackHeight } = inner;
  if (encoding === 'jsonParsed') return { programId, accounts, data: encodeBase58(data), stackHeight };
  return {
    programIdIndex: accountKeys.indexOf(programId),
    accounts: accounts.map((address) => accountKeys.indexOf(address)),
    data: encodeBase58(data),
    stackHeight,
  };
}

const tokenBalanceJson = ({ accountIndex, mint, owner, program, amount, decimals }: TokenBalanceMeta) => ({
  accountIndex,
  mint,
  owner,
  programId: program,
  uiTokenAmount: tokenAmountJson(amount, decimals),
});

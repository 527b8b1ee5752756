import { encodeBase58, encodeSignature } from '../../protocol/base58.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import {
  accountRoles,
  resolveInstructions,
  type DecodedTransaction,
} from '../../protocol/transaction-wire.ts';
import type { TransactionRecord } from '../chain/transaction-record.ts';
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
  const message = encoding === 'json' ? messageJson(transaction) : messageWithAddresses(transaction);
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
    ...(transaction.version === 'legacy' ? {} : { addressTableLookups: [] }),
  };
}

/** The form of jsonParsed that a node uses for programs it does not know; here for all of them. */
function messageWithAddresses(transaction: DecodedTransaction) {
  return {
    accountKeys: accountRoles(transaction).map(({ address, signer, writable }) => ({
      pubkey: address,
      writable,
      signer,
      source: 'transaction',
    })),
    recentBlockhash: transaction.recentBlockhash,
    instructions: (resolveInstructions(transaction) ?? []).map(({ programId, accounts, data }) => ({
      programId,
      accounts,
      data: encodeBase58(data),
      stackHeight: null,
    })),
    ...(transaction.version === 'legacy' ? {} : { addressTableLookups: [] }),
  };
}

function metaJson({ meta, transaction }: TransactionRecord, encoding: TransactionEncoding) {
  const { accountKeys } = transaction;
  return {
    err: meta.error,
    status: statusJson(meta.error),
    fee: Number(meta.feeLamports),
    preBalances: meta.before.lamports.map(Number),
    postBalances: meta.after.lamports.map(Number),
    innerInstructions: [...meta.inner].map(([index, instructions]) => ({
      index,
      instructions: instructions.map((each) => innerJson(each, accountKeys, encoding)),
    })),
    logMessages: meta.logs,
    preTokenBalances: meta.before.tokens.map(tokenBalanceJson),
    postTokenBalances: meta.after.tokens.map(tokenBalanceJson),
    rewards: [],
    ...(encoding === 'jsonParsed' ? {} : { loadedAddresses: { writable: [], readonly: [] } }),
    computeUnitsConsumed: meta.unitsConsumed,
  };
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

const tokenBalanceJson = ({ accountIndex, mint, owner, amount, decimals }: TokenBalanceMeta) => ({
  accountIndex,
  mint,
  owner,
  programId: TOKEN_PROGRAM,
  uiTokenAmount: tokenAmountJson(amount, decimals),
});

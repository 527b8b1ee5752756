import { parseAddress, parseSignature } from '../../protocol/base58.ts';
import { BLOCKHASH_VALID_BLOCKS } from '../chain/blockhash-queue.ts';
import { reaches } from '../chain/commitment.ts';
import type { TransactionRecord } from '../chain/transaction-record.ts';
import { answer, atSlot, failure, invalidParams } from './rpc-answer.ts';
import type { RpcContext, RpcMethods } from './rpc-context.ts';
import { isWhole, readCommitment, readConfig, readSignatures } from './rpc-params.ts';
import { confirmedTransactionJson, type TransactionEncoding } from './transaction-json.ts';

const MAX_STATUSES = 256;
const MAX_SIGNATURES = 1_000;
const ENCODINGS = [
  'json',
  'jsonParsed',
  'base58',
  'base64',
] as const satisfies readonly TransactionEncoding[];

const readEncoding = (value: unknown) => ENCODINGS.find((each) => each === (value ?? 'json')) ?? null;
const ENCODING_WORDS = 'the encodings are json, jsonParsed, base58 and base64';

/** A node's history begins where blocks are confirmed. */
const NOT_PROCESSED = 'Method does not support commitment below `confirmed`';

/** What landed, and what became of it. */
export const TRANSACTION_METHODS: RpcMethods = {
  getSignatureStatuses: ([list, config], { chain, faults }) => {
    const signatures = readSignatures(list, MAX_STATUSES);
    const read = readConfig(config);
    if (signatures === null || read === null)
      return invalidParams(`up to ${MAX_STATUSES} signatures are expected`);
    const newest = chain.blockAt('processed').slot;
    const oldest = read['searchTransactionHistory'] === true ? 0 : newest - BLOCKHASH_VALID_BLOCKS;
    return atSlot(
      newest,
      signatures.map((signature) => {
        const record = chain.history.get(signature);
        if (record === undefined)
          return faults.statusLie === 'unknown-confirmed' ? confirmedAt(newest) : null;
        const told = faults.statusLie !== 'known-missing' && record.slot >= oldest;
        return told ? statusJson(record, chain) : null;
      }),
    );
  },
  getSignaturesForAddress: ([key, config], { chain }) => {
    const address = parseAddress(key);
    const read = readConfig(config);
    const commitment = read === null ? null : readCommitment(read);
    if (address === null || read === null || commitment === null)
      return invalidParams('an address is expected');
    if (commitment === 'processed') return invalidParams(NOT_PROCESSED);
    const limit = read['limit'] ?? MAX_SIGNATURES;
    if (!isWhole(limit, 1, MAX_SIGNATURES))
      return invalidParams(`a limit of 1 to ${MAX_SIGNATURES} is expected`);
    const before = read['before'] === undefined ? null : parseSignature(read['before']);
    const until = read['until'] === undefined ? null : parseSignature(read['until']);
    const all = chain.history.mentioning(address);
    const start = before === null ? 0 : all.findIndex((record) => record.signature === before) + 1;
    const end = until === null ? -1 : all.findIndex((record) => record.signature === until);
    const window = all
      .slice(start, end < 0 ? undefined : end)
      .filter((record) => reaches(chain.commitmentOf(record.slot), commitment));
    return answer(window.slice(0, limit).map((record) => signatureJson(record, chain)));
  },
  getTransaction: ([key, config], { chain, faults }) => {
    const signature = parseSignature(key);
    // The second param can be the encoding alone, an old form.
    const read = readConfig(typeof config === 'string' ? { encoding: config } : config);
    const commitment = read === null ? null : readCommitment(read);
    if (signature === null || read === null || commitment === null)
      return invalidParams('a signature is expected');
    if (commitment === 'processed') return invalidParams(NOT_PROCESSED);
    const encoding = readEncoding(read['encoding']);
    if (encoding === null) return invalidParams(ENCODING_WORDS);
    const record = faults.statusLie === 'known-missing' ? undefined : chain.history.get(signature);
    if (record === undefined || !reaches(chain.commitmentOf(record.slot), commitment)) return answer(null);
    if (record.transaction.version !== 'legacy' && read['maxSupportedTransactionVersion'] === undefined) {
      return failure(
        'invalidRequest',
        'Transaction version (0) is not supported by the requesting client. Please try the request again with the ' +
          'following configuration parameter: "maxSupportedTransactionVersion": 0',
      );
    }
    return answer({
      slot: record.slot,
      blockTime: record.blockTimeS,
      ...confirmedTransactionJson(record, encoding),
    });
  },
  getBlocks: ([first, second, config], { chain }) => {
    const last = isWhole(second, 0, Number.MAX_SAFE_INTEGER) ? second : null;
    const read = readConfig(last === null ? second : config);
    const commitment = read === null ? null : readCommitment(read);
    if (!isWhole(first, 0, Number.MAX_SAFE_INTEGER) || commitment === null || commitment === 'processed')
      return invalidParams('a first and a last slot, and confirmed or finalized, are expected');
    const newest = chain.blockAt(commitment).slot;
    return answer(slotsBetween(chain, first, Math.min(last ?? newest, newest)));
  },
  getBlock: ([slot, config], { chain }) => {
    const read = readConfig(config);
    const commitment = read === null ? null : readCommitment(read);
    if (!isWhole(slot, 0, Number.MAX_SAFE_INTEGER) || read === null)
      return invalidParams('a slot is expected');
    if (commitment === null || commitment === 'processed')
      return invalidParams('confirmed or finalized is expected');
    const encoding = readEncoding(read['encoding']);
    if (encoding === null) return invalidParams(ENCODING_WORDS);
    const block = chain.block(slot);
    if (block === undefined || !reaches(chain.commitmentOf(slot), commitment)) {
      return failure('blockNotAvailable', `Block not available for slot ${slot}`);
    }
    const details = read['transactionDetails'] ?? 'full';
    const content =
      details === 'full'
        ? { transactions: block.records.map((record) => confirmedTransactionJson(record, encoding)) }
        : details === 'signatures'
          ? { signatures: block.records.map((record) => record.signature) }
          : {};
    return answer({
      blockHeight: block.height,
      blockTime: block.timeS,
      blockhash: block.blockhash,
      previousBlockhash: block.previousBlockhash,
      parentSlot: block.parentSlot,
      rewards: [],
      ...content,
    });
  },
};

/** What an endpoint says that lies about what it does not know. */
const confirmedAt = (slot: number) => ({
  slot,
  confirmations: 1,
  err: null,
  status: { Ok: null },
  confirmationStatus: 'confirmed',
});

function statusJson(record: TransactionRecord, chain: RpcContext['chain']) {
  const confirmationStatus = chain.commitmentOf(record.slot);
  const confirmations =
    confirmationStatus === 'finalized' ? null : chain.blockAt('processed').slot - record.slot;
  const { error } = record.meta;
  const status = error === null ? { Ok: null } : { Err: error };
  return { slot: record.slot, confirmations, err: error, status, confirmationStatus };
}

/** Those that hold a block and can still be asked for. */
function slotsBetween(chain: RpcContext['chain'], first: number, last: number): readonly number[] {
  const start = Math.max(first, chain.oldestSlot);
  return Array.from({ length: Math.max(0, last - start + 1) }, (_, index) => start + index).filter(
    (slot) => chain.block(slot) !== undefined,
  );
}

const signatureJson = (record: TransactionRecord, chain: RpcContext['chain']) => ({
  signature: record.signature,
  slot: record.slot,
  err: record.meta.error,
  memo: null,
  blockTime: record.blockTimeS,
  confirmationStatus: chain.commitmentOf(record.slot),
});

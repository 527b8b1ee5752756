import { lamports, tokenUnits, type Address, type Lamports } from '../../shared/units.ts';
import type { ChainTransaction, TokenBalance } from './chain-transaction.ts';
import {
  address,
  count,
  faultOf,
  knownKeys,
  list,
  MAX_ACCOUNTS,
  MAX_LOG_LINES,
  object,
  type JsonObject,
} from './frame-json.ts';
import type { AccountRole } from './instruction.ts';

const metaFault = faultOf('malformed-meta');
const U64_TEXT = /^\d{1,20}$/;

export type FrameMeta = Pick<
  ChainTransaction,
  | 'err'
  | 'feeLamports'
  | 'computeUnits'
  | 'logMessages'
  | 'preBalances'
  | 'postBalances'
  | 'preTokenBalances'
  | 'postTokenBalances'
>;

/** Everything that a node reports beside the transaction itself. */
export function readFrameMeta(meta: JsonObject, keys: readonly AccountRole[]): FrameMeta {
  if (!('err' in meta)) throw metaFault('meta.err');
  const { computeUnitsConsumed } = meta;
  return {
    err: meta['err'] ?? null,
    feeLamports: readLamports(meta['fee'], 'meta.fee'),
    computeUnits:
      computeUnitsConsumed == null ? null : count(computeUnitsConsumed, 'meta.computeUnits', metaFault),
    logMessages: readLogs(meta['logMessages']),
    preBalances: readBalances(meta['preBalances'], 'meta.preBalances', keys.length),
    postBalances: readBalances(meta['postBalances'], 'meta.postBalances', keys.length),
    preTokenBalances: readTokenBalances(meta['preTokenBalances'], 'meta.preTokenBalances', keys),
    postTokenBalances: readTokenBalances(meta['postTokenBalances'], 'meta.postTokenBalances', keys),
  };
}

const readLamports = (value: unknown, field: string): Lamports =>
  lamports(BigInt(count(value, field, metaFault)));

function readBalances(value: unknown, field: string, keys: number): readonly Lamports[] {
  const balances = list(value, field, MAX_ACCOUNTS, metaFault);
  if (balances.length !== keys) throw metaFault(field);
  return balances.map((each) => readLamports(each, field));
}

function readLogs(value: unknown): readonly string[] {
  // Null where the node does not record them.
  const lines = list(value ?? [], 'meta.logMessages', MAX_LOG_LINES, metaFault);
  if (!lines.every((line) => typeof line === 'string')) throw metaFault('meta.logMessages');
  return lines;
}

function readTokenBalances(
  value: unknown,
  field: string,
  keys: readonly AccountRole[],
): readonly TokenBalance[] {
  const known = knownKeys(keys);
  const addressAt = (text: unknown, name: string): Address =>
    known.get(text) ?? address(text, `${field}.${name}`, metaFault);
  return list(value ?? [], field, MAX_ACCOUNTS, metaFault).map((each) => {
    const balance = object(each, field, metaFault);
    const accountIndex = count(balance['accountIndex'], `${field}.accountIndex`, metaFault);
    const key = keys[accountIndex];
    if (key === undefined) throw metaFault(`${field}.accountIndex`);
    const shown = object(balance['uiTokenAmount'], `${field}.uiTokenAmount`, metaFault);
    const { amount } = shown;
    if (typeof amount !== 'string' || !U64_TEXT.test(amount))
      throw metaFault(`${field}.uiTokenAmount.amount`);
    return {
      accountIndex,
      account: key.address,
      mint: addressAt(balance['mint'], 'mint'),
      owner: balance['owner'] == null ? null : addressAt(balance['owner'], 'owner'),
      amount: tokenUnits(BigInt(amount)),
      decimals: count(shown['decimals'], `${field}.uiTokenAmount.decimals`, metaFault),
    };
  });
}

import { accountsOf, type TransactionRecord } from '../../electron/sim/chain/transaction-record.ts';
import type { Market } from '../../electron/sim/market.ts';
import type { BalancesMeta } from '../../electron/sim/runtime/transaction-meta.ts';
import type { OrderView } from '../../shared/order.ts';
import type { Address } from '../../shared/units.ts';

/** A landed order in the chain's own books: what each account gained by it, of SOL and of tokens. */
export type LandedOrder = {
  readonly slot: number;
  readonly blockTimeS: number;
  readonly error: unknown;
  readonly feeLamports: bigint;
  lamports(account: Address): bigint;
  tokens(account: Address): bigint;
};

type Read = (balances: BalancesMeta, index: number) => bigint;

const lamportsOf: Read = ({ lamports }, index) => lamports[index] ?? 0n;
const tokensOf: Read = ({ tokens }, index) =>
  tokens.find((each) => each.accountIndex === index)?.amount ?? 0n;

export function landedOrder(market: Market, order: OrderView): LandedOrder {
  const record = order.signature === null ? null : market.landed(order.signature);
  if (record === null) throw new Error(`order ${order.id} has not landed`);
  const { slot, blockTimeS, meta } = record;
  return {
    slot,
    blockTimeS,
    error: meta.error,
    feeLamports: meta.feeLamports,
    lamports: (account) => gained(record, account, lamportsOf),
    tokens: (account) => gained(record, account, tokensOf),
  };
}

function gained(record: TransactionRecord, account: Address, read: Read): bigint {
  const index = accountsOf(record).indexOf(account);
  return index === -1 ? 0n : read(record.meta.after, index) - read(record.meta.before, index);
}

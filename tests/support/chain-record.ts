import { associatedTokenAddress } from '../../electron/protocol/pda.ts';
import { TOKEN_PROGRAM } from '../../electron/protocol/programs.ts';
import type { AmmV4Keys } from '../../electron/protocol/amm-v4-keys.ts';
import type { TransactionRecord } from '../../electron/sim/chain/transaction-record.ts';
import type { Market } from '../../electron/sim/market.ts';
import type { BalancesMeta } from '../../electron/sim/runtime/transaction-meta.ts';
import type { OrderView } from '../../shared/order.ts';
import { WSOL_MINT, type Address } from '../../shared/units.ts';

/** How a landed transaction changed the chain, from the chain's own books. */
export type ChainRecord = {
  readonly source: 'chain';
  readonly slot: number;
  readonly error: unknown;
  /** What the wallet's account of the token gained. */
  readonly tokenUnits: bigint;
  /** What the pool's SOL vault gained. */
  readonly solLamports: bigint;
  readonly feeLamports: bigint;
  /** Scenarios have no lane that asks for one. */
  readonly tipLamports: 0n;
  /** Lamports that the wallet's token account gained. */
  readonly rentLamports: bigint;
  /** Lamports that the wallet gained. */
  readonly walletLamports: bigint;
};

/** The chain's record of an order on the pool with these keys. */
export function chainRecord(market: Market, order: OrderView, keys: AmmV4Keys, wallet: Address): ChainRecord {
  const record = order.signature === null ? null : market.landed(order.signature);
  if (record === null) throw new Error(`order ${order.id} has not landed`);
  const solIsCoin = keys.coinMint === WSOL_MINT;
  const vault = solIsCoin ? keys.coinVault : keys.pcVault;
  const token = associatedTokenAddress(wallet, solIsCoin ? keys.pcMint : keys.coinMint, TOKEN_PROGRAM);
  return {
    source: 'chain',
    slot: record.slot,
    error: record.meta.error,
    tokenUnits: gained(record, token, tokensOf),
    solLamports: gained(record, vault, tokensOf),
    feeLamports: record.meta.feeLamports,
    tipLamports: 0n,
    rentLamports: gained(record, token, lamportsOf),
    walletLamports: gained(record, wallet, lamportsOf),
  };
}

type Read = (balances: BalancesMeta, index: number) => bigint;

const tokensOf: Read = ({ tokens }, index) =>
  tokens.find((each) => each.accountIndex === index)?.amount ?? 0n;
const lamportsOf: Read = ({ lamports }, index) => lamports[index] ?? 0n;

function gained({ transaction, meta }: TransactionRecord, account: Address, read: Read): bigint {
  const index = transaction.accountKeys.indexOf(account);
  return index === -1 ? 0n : read(meta.after, index) - read(meta.before, index);
}

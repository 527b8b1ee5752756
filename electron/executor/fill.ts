import type { Fill, OrderTicket } from '../../shared/order.ts';
import { solReserves, type Reserves } from '../../shared/pool.ts';
import { lamports, tokenUnits, type Address, type Lamports } from '../../shared/units.ts';
import type { ChainTransaction, TokenBalance } from '../protocol/chain-transaction.ts';

/** How one account changed; what is not there counts as nothing. */
type Change = { readonly before: bigint; readonly after: bigint };

/**
 * What a landed swap did, from the balances that the node recorded before and after it: tokens by the wallet's token
 * account, SOL by the pool's vault. Null when nothing was exchanged, which a transaction without error can come to.
 */
export function readFill(
  ticket: OrderTicket,
  wallet: Address,
  tokenAccount: Address,
  transaction: ChainTransaction,
): Fill | null {
  const { baseVault, quoteVault } = ticket.pool.accounts;
  const vaults: Reserves = {
    base: tokenUnits(gained(tokenChange(transaction, baseVault))),
    quote: tokenUnits(gained(tokenChange(transaction, quoteVault))),
  };
  const intoPool = solReserves(ticket.pool.solSide, vaults).sol;
  const toWallet = gained(tokenChange(transaction, tokenAccount));
  // Both positive for a trade as ordered.
  const sol = ticket.side === 'buy' ? intoPool : 0n - intoPool;
  const tokens = ticket.side === 'buy' ? toWallet : 0n - toWallet;
  if (sol <= 0n || tokens <= 0n) return null;
  return {
    slot: transaction.slot,
    tokenUnits: tokenUnits(tokens),
    solLamports: lamports(sol),
    feeLamports: transaction.feeLamports,
    rentLamports: lamports(gained(lamportChange(transaction, tokenAccount))),
    walletLamports: lamports(gained(lamportChange(transaction, wallet))),
  };
}

/** Whether the fill accounts for all of the wallet's change: else something else moved SOL in the same transaction. */
export function isBalanced(ticket: OrderTicket, fill: Fill): boolean {
  const traded = ticket.side === 'buy' ? 0n - fill.solLamports : fill.solLamports;
  return fill.walletLamports === traded - fill.feeLamports - fill.rentLamports;
}

/** What the wallet's token account holds after the transaction. */
export function heldAfter(transaction: ChainTransaction, tokenAccount: Address): bigint {
  return amountIn(transaction.postTokenBalances, tokenAccount);
}

const gained = ({ before, after }: Change): bigint => after - before;

function tokenChange(transaction: ChainTransaction, account: Address): Change {
  return {
    before: amountIn(transaction.preTokenBalances, account),
    after: amountIn(transaction.postTokenBalances, account),
  };
}

const amountIn = (balances: readonly TokenBalance[], account: Address): bigint =>
  balances.find((each) => each.account === account)?.amount ?? 0n;

function lamportChange(transaction: ChainTransaction, account: Address): Change {
  const index = transaction.accountKeys.findIndex((each) => each.address === account);
  const at = (balances: readonly Lamports[]): bigint => balances[index] ?? 0n;
  return { before: at(transaction.preBalances), after: at(transaction.postBalances) };
}

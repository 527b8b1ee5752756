import type { Fill, OrderTicket } from '../../shared/order.ts';
import { lamports, tokenUnits, WSOL_MINT, type Address, type Lamports } from '../../shared/units.ts';
import type { ChainTransaction, TokenBalance } from '../protocol/chain-transaction.ts';
import { tokenAccountOf } from './swap-transaction.ts';

/** How one account changed; what is not there counts as nothing. */
type Change = { readonly before: bigint; readonly after: bigint };

/**
 * What a landed swap did, from the balances that the node recorded before and after it. Tokens are counted in the
 * wallet's token account: what arrived there after a transfer fee, or left it before one. Null when nothing was
 * exchanged, which a transaction without error can come to.
 *
 * What the trader gave or got in SOL is the change of everybody else's wrapped SOL. The order's own exists only inside
 * the transaction, and nothing else wraps, so that what left it is in the others to the lamport, wherever the program
 * put it: in the vault alone (AMM v4, CPMM), or also in the vaults of LaunchLab's fees. A curve that ends takes less
 * than was offered.
 */
export function readFill(
  ticket: OrderTicket,
  wallet: Address,
  transaction: ChainTransaction,
  tipAccounts: ReadonlySet<Address>,
): Fill | null {
  const tokenAccount = tokenAccountOf(wallet, ticket);
  const others = wrappedAccounts(transaction);
  const paid = sum(others.map((account) => gained(tokenChange(transaction, account))));
  const toWallet = gained(tokenChange(transaction, tokenAccount));
  // Both positive for a trade as ordered.
  const sol = ticket.side === 'buy' ? paid : 0n - paid;
  const tokens = ticket.side === 'buy' ? toWallet : 0n - toWallet;
  if (sol <= 0n || tokens <= 0n) return null;
  const tips = transaction.accountKeys.filter(({ address }) => tipAccounts.has(address));
  const rentOfOthers = others.map((account) => rentOfNew(transaction, account));
  const rent = gained(lamportChange(transaction, tokenAccount)) + sum(rentOfOthers);
  return {
    source: 'chain',
    slot: transaction.slot,
    tokenUnits: tokenUnits(tokens),
    solLamports: lamports(sol),
    feeLamports: transaction.feeLamports,
    tipLamports: lamports(sum(tips.map(({ address }) => gained(lamportChange(transaction, address))))),
    rentLamports: lamports(rent),
    walletLamports: lamports(gained(lamportChange(transaction, wallet))),
  };
}

/** Whether the fill accounts for all of the wallet's change: else something else moved SOL in the same transaction. */
export function isBalanced(ticket: OrderTicket, fill: Fill): boolean {
  const traded = ticket.side === 'buy' ? 0n - fill.solLamports : fill.solLamports;
  return fill.walletLamports === traded - fill.feeLamports - fill.tipLamports - fill.rentLamports;
}

const gained = ({ before, after }: Change): bigint => after - before;

const sum = (values: readonly bigint[]): bigint => values.reduce((total, each) => total + each, 0n);

/** LaunchLab has the trader pay for a fee vault that is not there yet; the lamports above its amount are its rent. */
function rentOfNew(transaction: ChainTransaction, account: Address): bigint {
  const { before, after } = lamportChange(transaction, account);
  return before > 0n ? 0n : after - tokenChange(transaction, account).after;
}

/** Those with a balance before or after it: the order's own has none in either. */
function wrappedAccounts(transaction: ChainTransaction): readonly Address[] {
  const balances = [...transaction.preTokenBalances, ...transaction.postTokenBalances];
  return [...new Set(balances.filter(({ mint }) => mint === WSOL_MINT).map(({ account }) => account))];
}

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

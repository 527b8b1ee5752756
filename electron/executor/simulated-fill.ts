import type { Fill, OrderTicket } from '../../shared/order.ts';
import { lamports, tokenUnits, type Address, type Slot } from '../../shared/units.ts';
import type { AccountBytes } from '../protocol/chain-reads.ts';
import { tokenAccountAmount } from '../protocol/token-account.ts';
import type { BuiltOrder } from './order-builder.ts';

/** The accounts that tell what an order does to its wallet, before or after it. */
export type WalletAccounts = {
  readonly wallet: AccountBytes | null;
  readonly token: AccountBytes | null;
  /** LaunchLab's two, which a trader pays for where they are not there yet; none elsewhere. */
  readonly feeVaults: readonly (AccountBytes | null)[];
};

/** In the order in which `walletAccounts` reads them. */
export function accountsToShow({ pool }: OrderTicket, wallet: Address, token: Address): readonly Address[] {
  const { terms } = pool;
  const feeVaults = terms.kind === 'launchlab' ? [terms.platformFeeVault, terms.creatorFeeVault] : [];
  return [wallet, token, ...feeVaults];
}

export function walletAccounts([
  wallet,
  token,
  ...feeVaults
]: readonly (AccountBytes | null)[]): WalletAccounts {
  return { wallet: wallet ?? null, token: token ?? null, feeVaults };
}

export const tokensIn = (account: AccountBytes | null): bigint =>
  account === null ? 0n : (tokenAccountAmount(account.data) ?? 0n);

type Costs = Pick<BuiltOrder, 'feeLamports' | 'tipLamports' | 'rentLamports'>;

/**
 * What a simulated order did, from the wallet's own accounts: pools move between the two readings, a wallet without
 * orders of its own does not. A node takes the network fee off the payer in a simulation too, so that what is left of
 * the wallet's change is what the swap took or gave, to the lamport. Null when nothing was exchanged.
 */
export function simulatedFill(
  ticket: OrderTicket,
  { feeLamports, tipLamports }: Costs,
  before: WalletAccounts,
  after: WalletAccounts,
  slot: Slot,
): Fill | null {
  const wallet = (after.wallet?.lamports ?? 0n) - (before.wallet?.lamports ?? 0n);
  const rent =
    (after.token?.lamports ?? 0n) - (before.token?.lamports ?? 0n) + rentOfNewVaults(before, after);
  const toWallet = tokensIn(after.token) - tokensIn(before.token);
  const traded = wallet + feeLamports + tipLamports + rent;
  const [sol, tokens] = ticket.side === 'buy' ? [0n - traded, toWallet] : [traded, 0n - toWallet];
  if (sol <= 0n || tokens <= 0n) return null;
  return {
    source: 'simulated',
    slot,
    tokenUnits: tokenUnits(tokens),
    solLamports: lamports(sol),
    feeLamports,
    tipLamports,
    rentLamports: lamports(rent),
    walletLamports: lamports(wallet),
  };
}

function rentOfNewVaults(before: WalletAccounts, after: WalletAccounts): bigint {
  const rents = after.feeVaults.map((vault, at) =>
    vault === null || before.feeVaults[at] !== null ? 0n : vault.lamports - tokensIn(vault),
  );
  return rents.reduce((total, each) => total + each, 0n);
}

/** Our own quote, where the chain cannot try the order because the payer has not what it takes. */
export function quotedFill(ticket: OrderTicket, costs: Costs, before: WalletAccounts, slot: Slot): Fill {
  const { feeLamports, tipLamports } = costs;
  const isBuy = ticket.side === 'buy';
  const [sol, tokens] = isBuy ? [ticket.amountIn, ticket.expectedOut] : [ticket.expectedOut, ticket.amountIn];
  const rent = isBuy && before.token === null ? costs.rentLamports : lamports(0n);
  const traded = isBuy ? 0n - sol : sol;
  return {
    source: 'quoted',
    slot,
    tokenUnits: tokenUnits(tokens),
    solLamports: lamports(sol),
    feeLamports,
    tipLamports,
    rentLamports: rent,
    walletLamports: lamports(traded - feeLamports - tipLamports - rent),
  };
}

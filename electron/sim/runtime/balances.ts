import type { Address } from '../../../shared/units.ts';
import type { LedgerAccount } from '../ledger/ledger-account.ts';
import { mintState, tokenState } from '../ledger/token-state.ts';
import type { BalancesMeta, TokenBalanceMeta } from './transaction-meta.ts';

/** Lamports of every account of a transaction, and the units of those that are token accounts. */
export function balancesOf(
  accounts: readonly Address[],
  get: (address: Address) => LedgerAccount,
): BalancesMeta {
  const tokens: TokenBalanceMeta[] = [];
  const lamports = accounts.map((address, accountIndex) => {
    const account = get(address);
    const token = tokenState(account);
    const mint = token === null ? null : mintState(get(token.mint));
    if (token !== null && mint !== null) {
      const { mint: of, owner, amount } = token;
      tokens.push({
        accountIndex,
        mint: of,
        owner,
        program: account.owner,
        amount,
        decimals: mint.decimals,
      });
    }
    return account.lamports;
  });
  return { lamports, tokens };
}

import type { Address } from '../../../shared/units.ts';
import { decodeMintAccount } from '../../protocol/mint-account.ts';
import { TOKEN_PROGRAM } from '../../protocol/programs.ts';
import { decodeTokenAccount, TOKEN_ACCOUNT_BYTES } from '../../protocol/token-account.ts';
import type { LedgerAccount } from '../ledger/ledger-account.ts';
import type { BalancesMeta, TokenBalanceMeta } from './transaction-meta.ts';

/** Lamports of every account of a transaction, and the units of those that are token accounts. */
export function balancesOf(
  accounts: readonly Address[],
  get: (address: Address) => LedgerAccount,
): BalancesMeta {
  const tokens: TokenBalanceMeta[] = [];
  const lamports = accounts.map((address, accountIndex) => {
    const account = get(address);
    if (account.owner === TOKEN_PROGRAM && account.data.length === TOKEN_ACCOUNT_BYTES) {
      const token = decodeTokenAccount(account.data);
      const mint = token === null ? null : decodeMintAccount(get(token.mint).data);
      if (token !== null && mint !== null) {
        tokens.push({
          accountIndex,
          mint: token.mint,
          owner: token.owner,
          amount: token.amount,
          decimals: mint.decimals,
        });
      }
    }
    return account.lamports;
  });
  return { lamports, tokens };
}

import {
  decodeLaunchLabPoolAccount,
  launchLabReserves,
  launchLabSwapAllowed,
} from '../../protocol/launchlab-pool-account.ts';
import { tokenAccountAmount } from '../../protocol/token-account.ts';
import type { Chain } from '../chain/chain.ts';
import { vaultsOf, type TradedPool } from './traded-pool.ts';

export type SolReserves = { readonly sol: bigint; readonly token: bigint };

/** What the pool trades with now, near enough to size a trade by; null once it is gone, or its curve is sold out. */
export function reservesOf({ venue }: Pick<TradedPool, 'venue'>, chain: Chain): SolReserves | null {
  if (venue.program === 'launchlab') {
    const account = chain.accounts.get(venue.keys.pool);
    const pool = account === undefined ? null : decodeLaunchLabPoolAccount(account.data);
    const reserves = pool === null || !launchLabSwapAllowed(pool) ? null : launchLabReserves(pool);
    return reserves === null ? null : { sol: reserves.quote, token: reserves.base };
  }
  const vaults = vaultsOf(venue);
  const sol = vaults === null ? undefined : chain.accounts.get(vaults.sol);
  const token = vaults === null ? undefined : chain.accounts.get(vaults.token);
  const solAmount = sol === undefined ? null : tokenAccountAmount(sol.data);
  const tokenAmount = token === undefined ? null : tokenAccountAmount(token.data);
  return solAmount === null || tokenAmount === null ? null : { sol: solAmount, token: tokenAmount };
}

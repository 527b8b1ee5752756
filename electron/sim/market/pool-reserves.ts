import { tokenAccountAmount } from '../../protocol/token-account.ts';
import type { Chain } from '../chain/chain.ts';
import type { TradedPool } from './traded-pool.ts';

export type SolReserves = { readonly sol: bigint; readonly token: bigint };

/** What the pool holds now; null once it is gone. */
export function reservesOf(pool: Pick<TradedPool, 'keys' | 'solIsCoin'>, chain: Chain): SolReserves | null {
  const coin = chain.accounts.get(pool.keys.coinVault);
  const pc = chain.accounts.get(pool.keys.pcVault);
  const coinAmount = coin === undefined ? null : tokenAccountAmount(coin.data);
  const pcAmount = pc === undefined ? null : tokenAccountAmount(pc.data);
  if (coinAmount === null || pcAmount === null) return null;
  return pool.solIsCoin ? { sol: coinAmount, token: pcAmount } : { sol: pcAmount, token: coinAmount };
}

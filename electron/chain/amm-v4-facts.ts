import type { Reserves } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { tokenUnits } from '../../shared/units.ts';
import { ammV4SwapAllowed, decodeAmmV4Account, type AmmV4Account } from '../protocol/amm-v4-account.ts';
import { decodeMintAccount } from '../protocol/mint-account.ts';
import { AMM_V4_PROGRAM, TOKEN_PROGRAM } from '../protocol/programs.ts';
import { lpBurnedBps } from './lp-burned.ts';
import {
  accountIn,
  areAnnounced,
  opensAt,
  OTHER_MINTS,
  readVault,
  type AnnouncedMints,
  type Misread,
  type OpenedPool,
} from './opened-pool.ts';
import type { AccountState } from './rpc-schemas.ts';

/** A pool account of these mints, in any order, that lets swaps through, now or from its opening time on. */
export function readPool(
  mints: AnnouncedMints,
  { owner, data }: AccountState,
): Result<AmmV4Account, Misread> {
  if (owner !== AMM_V4_PROGRAM) return err('the account belongs to another program than AMM v4');
  const pool = decodeAmmV4Account(data);
  if (pool === null) return err('the account is not an AMM v4 pool');
  if (!areAnnounced(mints, pool.coinMint, pool.pcMint)) return err(OTHER_MINTS);
  if (!ammV4SwapAllowed(pool, pool.openTimeUnixS)) {
    return err(`the pool does not allow swaps (status ${pool.status})`);
  }
  return ok(pool);
}

export function openAmmV4(mints: AnnouncedMints, account: AccountState): Result<OpenedPool, Misread> {
  const read = readPool(mints, account);
  if (!read.ok) return read;
  const pool = read.value;
  const { coinVault, pcVault, lpMint } = pool;
  return ok({
    vaults: [coinVault, pcVault],
    configs: [],
    lpMint,
    detail: (accounts) => {
      const base = readVault(accounts, coinVault, pool.coinMint);
      const quote = readVault(accounts, pcVault, pool.pcMint);
      if (!base.ok) return base;
      if (!quote.ok) return quote;
      return ok({
        baseMint: pool.coinMint,
        quoteMint: pool.pcMint,
        terms: { kind: 'amm-v4' },
        accounts: { baseVault: coinVault, quoteVault: pcVault, lpMint },
        baseDecimals: Number(pool.coinDecimals),
        quoteDecimals: Number(pool.pcDecimals),
        reserves: tradableReserves(base.value, quote.value, pool),
        opensAtMs: opensAt(pool.openTimeUnixS),
      });
    },
    lpBurned: (accounts) => {
      const { owner, data } = accountIn(accounts, lpMint);
      const mint = owner === TOKEN_PROGRAM ? decodeMintAccount(data) : null;
      return mint === null ? err('the LP mint is not one') : ok(lpBurnedBps(mint.supply, pool.lpReserve));
    },
  });
}

/** Vault amounts less what the pool owes its owner out of them. */
export function tradableReserves(
  baseVault: bigint,
  quoteVault: bigint,
  owed: Pick<AmmV4Account, 'needTakePnlCoin' | 'needTakePnlPc'>,
): Reserves {
  return {
    base: tokenUnits(less(baseVault, owed.needTakePnlCoin)),
    quote: tokenUnits(less(quoteVault, owed.needTakePnlPc)),
  };
}

const less = (vault: bigint, part: bigint): bigint => (vault > part ? vault - part : 0n);

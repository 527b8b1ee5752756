import { err, ok, type Result } from '../../shared/result.ts';
import { decodeCpmmConfigAccount } from '../protocol/cpmm-config-account.ts';
import { CPMM_STATUS_SWAP_OFF, decodeCpmmPoolAccount } from '../protocol/cpmm-pool-account.ts';
import { cpmmReserves, cpmmTerms } from '../protocol/cpmm-terms.ts';
import { decodeMintAccount } from '../protocol/mint-account.ts';
import { CPMM_PROGRAM, TOKEN_PROGRAM } from '../protocol/programs.ts';
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

/** A CPMM pool of these mints, in any order. Its vaults and LP mint are those that its account names. */
export function openCpmm(mints: AnnouncedMints, { owner, data }: AccountState): Result<OpenedPool, Misread> {
  const pool = owner === CPMM_PROGRAM ? decodeCpmmPoolAccount(data) : null;
  if (pool === null) return err('the account is not a CPMM pool');
  if (!areAnnounced(mints, pool.mint0, pool.mint1)) return err(OTHER_MINTS);
  if ((pool.status & CPMM_STATUS_SWAP_OFF) !== 0) {
    return err(`the pool does not allow swaps (status ${pool.status})`);
  }
  const { vault0, vault1, lpMint, config } = pool;
  return ok({
    vaults: [vault0, vault1],
    configs: [config],
    lpMint,
    detail: (accounts) => {
      const base = readVault(accounts, vault0, pool.mint0);
      const quote = readVault(accounts, vault1, pool.mint1);
      if (!base.ok) return base;
      if (!quote.ok) return quote;
      const rates = accountIn(accounts, config);
      const read = rates.owner === CPMM_PROGRAM ? decodeCpmmConfigAccount(rates.data) : null;
      if (read === null) return err('the pool’s config is not one');
      const terms = cpmmTerms(pool, read);
      if (terms === null) return err('the creator’s fee is of no kind that the program knows');
      const reserves = cpmmReserves(pool, { vault0: base.value, vault1: quote.value });
      if (reserves === null) return err('a vault holds less than the pool owes');
      return ok({
        baseMint: pool.mint0,
        quoteMint: pool.mint1,
        terms,
        accounts: { baseVault: vault0, quoteVault: vault1, lpMint },
        baseDecimals: pool.decimals0,
        quoteDecimals: pool.decimals1,
        reserves,
        opensAtMs: opensAt(pool.openTimeUnixS),
      });
    },
    // `lp_supply` counts what deposits made and withdrawals took; tokens that a holder burned are still in it. So is the
    // hundred units that the program itself keeps back of the first deposit, which nobody can withdraw either.
    lpBurned: (accounts) => {
      const mint = accountIn(accounts, lpMint);
      const found = mint.owner === TOKEN_PROGRAM ? decodeMintAccount(mint.data) : null;
      return found === null ? err('the LP mint is not one') : ok(lpBurnedBps(found.supply, pool.lpSupply));
    },
  });
}

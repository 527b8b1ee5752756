import { err, ok, type Result } from '../../shared/result.ts';
import { tokenUnits } from '../../shared/units.ts';
import { decodeClmmPoolAccount } from '../protocol/clmm-pool-account.ts';
import { CLMM_PROGRAM } from '../protocol/programs.ts';
import {
  areAnnounced,
  opensAt,
  OTHER_MINTS,
  type AnnouncedMints,
  type Misread,
  type OpenedPool,
} from './opened-pool.ts';
import type { AccountState } from './rpc-schemas.ts';

const NOTHING = { base: tokenUnits(0n), quote: tokenUnits(0n) };

/** A CLMM pool: shown, never bought. What its vaults hold says nothing of a price, so its reserves are none. */
export function openClmm(mints: AnnouncedMints, { owner, data }: AccountState): Result<OpenedPool, Misread> {
  const pool = owner === CLMM_PROGRAM ? decodeClmmPoolAccount(data) : null;
  if (pool === null) return err('the account is not a CLMM pool');
  if (!areAnnounced(mints, pool.mint0, pool.mint1)) return err(OTHER_MINTS);
  return ok({
    vaults: [],
    configs: [],
    lpMint: null,
    detail: () =>
      ok({
        baseMint: pool.mint0,
        quoteMint: pool.mint1,
        terms: { kind: 'clmm' },
        accounts: { baseVault: pool.vault0, quoteVault: pool.vault1, lpMint: null },
        baseDecimals: pool.decimals0,
        quoteDecimals: pool.decimals1,
        reserves: NOTHING,
        opensAtMs: opensAt(pool.openTimeUnixS),
      }),
    lpBurned: () => ok(null),
  });
}

import { assertNever } from '../../shared/assert-never.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { unixMs } from '../../shared/units.ts';
import { decodeLaunchLabGlobalConfigAccount } from '../protocol/launchlab-global-config-account.ts';
import { decodeLaunchLabPlatformConfigAccount } from '../protocol/launchlab-platform-config-account.ts';
import {
  decodeLaunchLabPoolAccount,
  LAUNCHLAB_STATUS_FUNDING,
  LAUNCHLAB_STATUS_MIGRATING,
  launchLabReserves,
} from '../protocol/launchlab-pool-account.ts';
import { launchLabTerms, type LaunchLabTermsFault } from '../protocol/launchlab-terms.ts';
import { LAUNCHLAB_PROGRAM } from '../protocol/programs.ts';
import {
  accountIn,
  areAnnounced,
  OTHER_MINTS,
  type AnnouncedMints,
  type Misread,
  type OpenedPool,
} from './opened-pool.ts';
import type { AccountState } from './rpc-schemas.ts';

/** It trades from its creation on. */
const OPEN_AT_ONCE = unixMs(0);

/**
 * A LaunchLab pool of these mints, in any order, that still sells along its curve. It has no LP tokens: nobody put
 * liquidity in that could be withdrawn, so there is nothing of which a share could be burned, and the share is null.
 */
export function openLaunchLab(
  mints: AnnouncedMints,
  { owner, data }: AccountState,
): Result<OpenedPool, Misread> {
  const pool = owner === LAUNCHLAB_PROGRAM ? decodeLaunchLabPoolAccount(data) : null;
  if (pool === null) return err('the account is not a LaunchLab pool');
  if (!areAnnounced(mints, pool.baseMint, pool.quoteMint)) return err(OTHER_MINTS);
  if (pool.status !== LAUNCHLAB_STATUS_FUNDING) return err(leftItsCurve(pool.status));
  return ok({
    vaults: [],
    configs: [pool.globalConfig, pool.platformConfig],
    lpMint: null,
    detail: (accounts) => {
      const [global, platform] = [pool.globalConfig, pool.platformConfig].map((each) => {
        const account = accountIn(accounts, each);
        return account.owner === LAUNCHLAB_PROGRAM ? account.data : new Uint8Array();
      });
      const globalConfig = decodeLaunchLabGlobalConfigAccount(global ?? new Uint8Array());
      const platformConfig = decodeLaunchLabPlatformConfigAccount(platform ?? new Uint8Array());
      if (globalConfig === null) return err('the curve’s config is not one');
      if (platformConfig === null) return err('the platform’s config is not one');
      const terms = launchLabTerms(pool, globalConfig, platformConfig);
      if (!terms.ok) return err(faultWords(terms.error));
      const reserves = launchLabReserves(pool);
      if (reserves === null) return err('the pool sold more than it had');
      return ok({
        baseMint: pool.baseMint,
        quoteMint: pool.quoteMint,
        terms: terms.value,
        accounts: { baseVault: pool.baseVault, quoteVault: pool.quoteVault, lpMint: null },
        baseDecimals: pool.baseDecimals,
        quoteDecimals: pool.quoteDecimals,
        reserves,
        opensAtMs: OPEN_AT_ONCE,
      });
    },
    lpBurned: () => ok(null),
  });
}

const leftItsCurve = (status: number): Misread =>
  status === LAUNCHLAB_STATUS_MIGRATING
    ? 'the pool is sold out and waits for its migration'
    : `the pool has migrated and does not trade on its curve any more (status ${status})`;

function faultWords(fault: LaunchLabTermsFault): Misread {
  switch (fault.code) {
    case 'curve-not-supported':
      return `the pool is on a curve that is not quoted (${fault.curve}, type ${fault.curveType})`;
    case 'wrong-global-config':
      return 'the curve’s config is of another quote mint';
    case 'fees-of-the-whole':
      return 'the fees take all of a trade';
    case 'curve-contradicts-itself':
      return 'the pool sells more than its curve has';
    default:
      return assertNever(fault, 'fault of terms');
  }
}

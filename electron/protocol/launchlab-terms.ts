import { ppm, type LaunchLabTerms } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { tokenUnits } from '../../shared/units.ts';
import type { LaunchLabGlobalConfigAccount } from './launchlab-global-config-account.ts';
import { launchLabCreatorFeeVault, launchLabPlatformFeeVault } from './launchlab-keys.ts';
import type { LaunchLabPlatformConfigAccount } from './launchlab-platform-config-account.ts';
import type { LaunchLabPoolAccount } from './launchlab-pool-account.ts';

export type LaunchLabCurve = 'constant-product' | 'fixed-price' | 'linear-price' | 'unknown';

const CURVES: readonly LaunchLabCurve[] = ['constant-product', 'fixed-price', 'linear-price'];
const WHOLE_PPM = 1_000_000n;

/** What the `curveType` byte of a global config, or the tag of a launch's curve, stands for. */
export const launchLabCurve = (curveType: number): LaunchLabCurve => CURVES[curveType] ?? 'unknown';

export type LaunchLabTermsFault =
  /** Only the constant-product curve is quoted. */
  | { readonly code: 'curve-not-supported'; readonly curve: LaunchLabCurve; readonly curveType: number }
  /** The config is that of another quote mint. */
  | { readonly code: 'wrong-global-config' }
  /** The fees of a trade are all of it or more: the program refuses every trade. */
  | { readonly code: 'fees-of-the-whole' }
  /** It sells more than its curve has, so that no price is its price. */
  | { readonly code: 'curve-contradicts-itself' };

/** What a pool and its two configs say of every trade's price. That they are its configs, the caller sees to. */
export function launchLabTerms(
  pool: Pick<
    LaunchLabPoolAccount,
    | 'globalConfig'
    | 'platformConfig'
    | 'creator'
    | 'quoteMint'
    | 'virtualBase'
    | 'virtualQuote'
    | 'totalBaseSell'
  >,
  globalConfig: Pick<LaunchLabGlobalConfigAccount, 'curveType' | 'quoteMint' | 'tradeFeePpm'>,
  platformConfig: Pick<LaunchLabPlatformConfigAccount, 'feePpm' | 'creatorFeePpm'>,
): Result<LaunchLabTerms, LaunchLabTermsFault> {
  const { curveType } = globalConfig;
  const curve = launchLabCurve(curveType);
  if (curve !== 'constant-product') return err({ code: 'curve-not-supported', curve, curveType });
  if (globalConfig.quoteMint !== pool.quoteMint) return err({ code: 'wrong-global-config' });
  const total = globalConfig.tradeFeePpm + platformConfig.feePpm + platformConfig.creatorFeePpm;
  if (total >= WHOLE_PPM) return err({ code: 'fees-of-the-whole' });
  const floor = pool.virtualBase - pool.totalBaseSell;
  if (floor < 0n || pool.virtualQuote === 0n) return err({ code: 'curve-contradicts-itself' });
  return ok({
    kind: 'launchlab',
    globalConfig: pool.globalConfig,
    platformConfig: pool.platformConfig,
    creator: pool.creator,
    platformFeeVault: launchLabPlatformFeeVault(pool.platformConfig, pool.quoteMint),
    creatorFeeVault: launchLabCreatorFeeVault(pool.creator, pool.quoteMint),
    protocolFeePpm: ppm(globalConfig.tradeFeePpm),
    platformFeePpm: ppm(platformConfig.feePpm),
    creatorFeePpm: ppm(platformConfig.creatorFeePpm),
    baseFloorUnits: tokenUnits(floor),
  });
}

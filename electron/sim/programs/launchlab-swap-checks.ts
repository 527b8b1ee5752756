import type { Address } from '../../../shared/units.ts';
import {
  decodeLaunchLabGlobalConfigAccount,
  type LaunchLabGlobalConfigAccount,
} from '../../protocol/launchlab-global-config-account.ts';
import { launchLabCreatorFeeVault, launchLabPlatformFeeVault } from '../../protocol/launchlab-keys.ts';
import {
  decodeLaunchLabPlatformConfigAccount,
  type LaunchLabPlatformConfigAccount,
} from '../../protocol/launchlab-platform-config-account.ts';
import {
  decodeLaunchLabPoolAccount,
  launchLabTokenPrograms,
  type LaunchLabPoolAccount,
} from '../../protocol/launchlab-pool-account.ts';
import type { ParsedLaunchLabSwap } from '../../protocol/launchlab-swap-instruction.ts';
import { LAUNCHLAB_AUTHORITY, LAUNCHLAB_PROGRAM } from '../../protocol/programs.ts';
import { tokenState } from '../ledger/token-state.ts';
import type { InvokeContext, ProgramResult } from '../runtime/invoke-context.ts';
import { anchorFailure } from './anchor-failure.ts';
import { launchLabFailure } from './launchlab-failure.ts';

/** What a trade needs, once its accounts were found to be the pool's. */
export type CheckedSwap = {
  readonly swap: ParsedLaunchLabSwap;
  readonly feeVaults: { readonly platform: Address; readonly creator: Address };
  readonly pool: LaunchLabPoolAccount;
  readonly globalConfig: LaunchLabGlobalConfigAccount;
  readonly platformConfig: LaunchLabPlatformConfigAccount;
};

type Checked =
  | { readonly ok: true; readonly checked: CheckedSwap }
  | { readonly ok: false; readonly failure: ProgramResult };

const refused = (failure: ProgramResult): Checked => ({ ok: false, failure });

/** The accounts of `buy_exact_in` and `sell_exact_in`, checked in their order. */
export function checkLaunchLabSwap(context: InvokeContext, swap: ParsedLaunchLabSwap): Checked {
  const refuse = (name: Parameters<typeof anchorFailure>[1]): Checked =>
    refused(anchorFailure(context, name));
  if (!context.isSigner(swap.user.owner)) return refuse('accountNotSigner');
  if (swap.authority !== LAUNCHLAB_AUTHORITY) return refuse('constraintSeeds');
  const keys = [swap.pool.pool, swap.pool.globalConfig, swap.pool.platformConfig];
  if (keys.some((key) => context.get(key).owner !== LAUNCHLAB_PROGRAM))
    return refuse('accountOwnedByWrongProgram');
  const pool = decodeLaunchLabPoolAccount(context.get(swap.pool.pool).data);
  const globalConfig = decodeLaunchLabGlobalConfigAccount(context.get(swap.pool.globalConfig).data);
  const platformConfig = decodeLaunchLabPlatformConfigAccount(context.get(swap.pool.platformConfig).data);
  if (pool === null || globalConfig === null || platformConfig === null)
    return refuse('accountDidNotDeserialize');
  if (!namesItsOwn(swap, pool)) return refuse('constraintAddress');
  const users = userFault(context, swap);
  if (users !== null) return refused(users);
  const { feeVaults } = swap;
  if (feeVaults === null) return refused(launchLabFailure(context, 'notEnoughRemainingAccounts'));
  const platform = launchLabPlatformFeeVault(pool.platformConfig, pool.quoteMint);
  const creator = launchLabCreatorFeeVault(pool.creator, pool.quoteMint);
  if (feeVaults.platform !== platform || feeVaults.creator !== creator) return refuse('constraintSeeds');
  return { ok: true, checked: { swap, feeVaults, pool, globalConfig, platformConfig } };
}

function namesItsOwn({ pool: named }: ParsedLaunchLabSwap, pool: LaunchLabPoolAccount): boolean {
  const programs = launchLabTokenPrograms(pool);
  return (
    named.globalConfig === pool.globalConfig &&
    named.platformConfig === pool.platformConfig &&
    named.baseVault === pool.baseVault &&
    named.quoteVault === pool.quoteVault &&
    named.baseMint === pool.baseMint &&
    named.quoteMint === pool.quoteMint &&
    named.baseTokenProgram === programs.base &&
    named.quoteTokenProgram === programs.quote
  );
}

function userFault(context: InvokeContext, { user, pool }: ParsedLaunchLabSwap): ProgramResult {
  const sides: readonly (readonly [Address, Address])[] = [
    [user.baseAccount, pool.baseMint],
    [user.quoteAccount, pool.quoteMint],
  ];
  for (const [account, mint] of sides) {
    const token = tokenState(context.get(account));
    if (token === null) return anchorFailure(context, 'accountNotInitialized');
    if (token.mint !== mint) return anchorFailure(context, 'constraintTokenMint');
    if (token.owner !== user.owner) return anchorFailure(context, 'constraintTokenOwner');
  }
  return null;
}

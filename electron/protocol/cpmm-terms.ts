import type { CpmmTerms, CreatorFee, Reserves } from '../../shared/pool.ts';
import { tokenUnits, type TokenUnits } from '../../shared/units.ts';
import type { CpmmConfigAccount } from './cpmm-config-account.ts';
import type { CpmmPoolAccount } from './cpmm-pool-account.ts';

const CREATOR_FEE_SIDES: readonly CreatorFee['on'][] = ['input', 'base', 'quote'];

/**
 * What a pool and its config say of every swap's price. Null for a creator fee on no side that the program knows, with
 * which it refuses every swap (InvalidFeeModel).
 */
export function cpmmTerms(
  pool: Pick<CpmmPoolAccount, 'config' | 'observation' | 'creatorFeeOn' | 'creatorFeeEnabled'>,
  config: Pick<CpmmConfigAccount, 'tradeFeePpm' | 'protocolFeePpm' | 'fundFeePpm' | 'creatorFeePpm'>,
): CpmmTerms | null {
  const on = CREATOR_FEE_SIDES[pool.creatorFeeOn];
  if (on === undefined) return null;
  return {
    kind: 'cpmm',
    config: pool.config,
    observation: pool.observation,
    tradeFeePpm: config.tradeFeePpm,
    protocolFeePpm: config.protocolFeePpm,
    fundFeePpm: config.fundFeePpm,
    creatorFee: pool.creatorFeeEnabled === 0 ? null : { ratePpm: config.creatorFeePpm, on },
  };
}

/**
 * What the pool can trade: its vaults less what is owed to the protocol, the fund and the creator
 * (`vault_amount_without_fee`). Null where a vault holds less than is owed, as the program then refuses.
 */
export function cpmmReserves(
  pool: Pick<
    CpmmPoolAccount,
    'protocolFees0' | 'protocolFees1' | 'fundFees0' | 'fundFees1' | 'creatorFees0' | 'creatorFees1'
  >,
  vaults: { readonly vault0: TokenUnits; readonly vault1: TokenUnits },
): Reserves | null {
  const base = vaults.vault0 - pool.protocolFees0 - pool.fundFees0 - pool.creatorFees0;
  const quote = vaults.vault1 - pool.protocolFees1 - pool.fundFees1 - pool.creatorFees1;
  return base < 0n || quote < 0n ? null : { base: tokenUnits(base), quote: tokenUnits(quote) };
}

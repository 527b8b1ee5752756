import type { ChainTransaction } from '../protocol/chain-transaction.ts';
import { AMM_V4_CREATE_FEE_ACCOUNT, CPMM_CREATE_FEE_ACCOUNT } from '../protocol/programs.ts';
import type { Address } from '../../shared/units.ts';

/** Every creation of a pool of these programs pays one of them, and nothing else does. LaunchLab has none such. */
export const CREATION_FEE_ACCOUNTS: readonly Address[] = [AMM_V4_CREATE_FEE_ACCOUNT, CPMM_CREATE_FEE_ACCOUNT];

/** Those that a transaction names. */
export function creationFeesPaidIn(transaction: Pick<ChainTransaction, 'accountKeys'>): readonly Address[] {
  return CREATION_FEE_ACCOUNTS.filter((account) =>
    transaction.accountKeys.some(({ address }) => address === account),
  );
}

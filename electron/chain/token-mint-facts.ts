import type { MintFacts } from '../../shared/pool.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { mintFactsOf } from '../protocol/mint-facts.ts';
import type { Misread } from './opened-pool.ts';
import type { AccountState } from './rpc-schemas.ts';

/** Later than any epoch in which a fee is announced to begin. */
const LATEST_EPOCH = Number.MAX_SAFE_INTEGER;

/**
 * What a mint of either token program says, with its transfer fee of this epoch. Where the epoch is not known it is the
 * higher of the two fees that the mint names: the one of now and the one to come.
 */
export function tokenMintFacts(account: AccountState, epoch: number | null): Result<MintFacts, Misread> {
  const now = mintFactsOf(account, epoch ?? 0);
  const later = epoch === null ? mintFactsOf(account, LATEST_EPOCH) : now;
  if (now === null || later === null) return err('the mint is not one of SPL Token or Token-2022');
  return ok((later.transferFee?.bps ?? 0) > (now.transferFee?.bps ?? 0) ? later : now);
}

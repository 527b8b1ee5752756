import type { TransferFee } from '../../../shared/pool.ts';
import { tokenUnits, type TokenUnits } from '../../../shared/units.ts';

const WHOLE = 10_000n;
const U64_MAX = (1n << 64n) - 1n;

/**
 * What a mint keeps of a transfer: ceil(amount·bps/10000), at most its maximum (`TransferFee::calculate_fee` of
 * Token-2022). Nothing for a mint without a fee. The amount is from 0 to 2^64−1, the fee from 0 to the whole.
 */
export function transferFeeOf(fee: TransferFee | null, amount: TokenUnits): TokenUnits {
  if (fee === null || fee.bps === 0 || amount === 0n) return tokenUnits(0n);
  const share = (amount * BigInt(fee.bps) + WHOLE - 1n) / WHOLE;
  return share < fee.maximumUnits ? tokenUnits(share) : fee.maximumUnits;
}

/** What arrives of a transfer. */
export function afterTransferFee(fee: TransferFee | null, amount: TokenUnits): TokenUnits {
  return tokenUnits(amount - transferFeeOf(fee, amount));
}

/** Whether it is a fee that the token program can hold. */
export function isTransferFee(fee: TransferFee | null): boolean {
  if (fee === null) return true;
  const { bps, maximumUnits } = fee;
  if (!Number.isInteger(bps) || bps < 0 || bps > 10_000) return false;
  return maximumUnits >= 0n && maximumUnits <= U64_MAX;
}

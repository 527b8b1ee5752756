import { bps, type Bps } from '../../shared/units.ts';

/**
 * The share of a pool's LP tokens that was burned: 1 − supply / reserve, rounded down. `lpReserve` is how many the
 * pool account says were ever issued and not redeemed, `lpSupply` how many of them still exist. Null for a pool that
 * never issued any.
 */
export function lpBurnedBps(lpSupply: bigint, lpReserve: bigint): Bps | null {
  if (lpReserve <= 0n) return null;
  if (lpSupply >= lpReserve) return bps(0);
  return bps(Number(((lpReserve - lpSupply) * 10_000n) / lpReserve));
}

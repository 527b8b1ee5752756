import { slot, type Slot } from '../../shared/units.ts';

export type VaultSide = 'base' | 'quote';

/** Both vaults as of `slot`. */
export type VaultAmounts = { readonly base: bigint; readonly quote: bigint; readonly slot: Slot };

type Side = { amount: bigint; slot: Slot; changed: boolean };

/**
 * Puts the notices of a pool's two vaults together. A swap changes both, and each is told on its own: between the two
 * the pair shows a price that never was. `settled` says that both were told of the same slot.
 */
export function makeVaultPair() {
  const sides: Record<VaultSide, Side | null> = { base: null, quote: null };

  return {
    /** Takes a notice; false when it is older than what is known, or says nothing new. */
    note: (side: VaultSide, amount: bigint, at: Slot): boolean => {
      const known = sides[side];
      if (known !== null && (at < known.slot || (at === known.slot && amount === known.amount))) return false;
      sides[side] = { amount, slot: at, changed: true };
      return true;
    },

    settled: (): boolean => {
      const { base, quote } = sides;
      return base !== null && quote !== null && base.changed && quote.changed && base.slot === quote.slot;
    },

    /** The pair as far as known, and both taken as told; null until both are known. */
    take: (): VaultAmounts | null => {
      const { base, quote } = sides;
      if (base === null || quote === null) return null;
      base.changed = false;
      quote.changed = false;
      return { base: base.amount, quote: quote.amount, slot: slot(Math.max(base.slot, quote.slot)) };
    },
  };
}

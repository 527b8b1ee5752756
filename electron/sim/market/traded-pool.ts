import { WSOL_MINT, type Address } from '../../../shared/units.ts';
import type { AmmV4Keys } from '../../protocol/amm-v4-keys.ts';
import type { CpmmKeys } from '../../protocol/cpmm-keys.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import type { LaunchLabSwapPool } from '../../protocol/launchlab-swap-instruction.ts';
import type { Random } from '../prng/random.ts';
import type { ClmmKeys } from '../programs/clmm-program.ts';
import type { PoolMood } from './pool-plan.ts';

/** Where a pool is traded: its program, and the keys that its swaps name. CLMM's are not traded on this chain. */
export type Venue =
  | { readonly program: 'amm-v4'; readonly keys: AmmV4Keys }
  | { readonly program: 'cpmm'; readonly keys: CpmmKeys }
  | { readonly program: 'launchlab'; readonly keys: LaunchLabSwapPool }
  | { readonly program: 'clmm'; readonly keys: ClmmKeys };

/** A pool that lives on the market. */
export type TradedPool = {
  readonly venue: Venue;
  readonly tokenMint: Address;
  readonly tokenProgram: Address;
  readonly metadata: Address | null;
  readonly mood: PoolMood;
  readonly createdSlot: number;
  readonly opensAtUnixS: bigint;
  /** Who made it and can dump the tokens that were kept back; nobody in a recorded pool. */
  readonly creator: SigningKey | null;
  /** The pool's own stream, so that what happens in one pool changes nothing in another. */
  readonly random: Random;
  /** The slot in which a rug is pulled; never for other moods. */
  readonly rugSlot: number;
  readonly retireSlot: number;
};

export type Vaults = { readonly sol: Address; readonly token: Address };

/** The vaults of the pool's two sides; null where neither holds SOL, or there are none. */
export function vaultsOf(venue: Venue): Vaults | null {
  switch (venue.program) {
    case 'amm-v4': {
      const { coinMint, coinVault, pcMint, pcVault } = venue.keys;
      if (coinMint === WSOL_MINT) return { sol: coinVault, token: pcVault };
      return pcMint === WSOL_MINT ? { sol: pcVault, token: coinVault } : null;
    }
    case 'cpmm': {
      const { mint0, vault0, mint1, vault1 } = venue.keys;
      if (mint0 === WSOL_MINT) return { sol: vault0, token: vault1 };
      return mint1 === WSOL_MINT ? { sol: vault1, token: vault0 } : null;
    }
    case 'launchlab':
      return { sol: venue.keys.quoteVault, token: venue.keys.baseVault };
    case 'clmm':
      return null;
  }
}

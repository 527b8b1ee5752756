import type { Address } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { findProgramAddress } from './pda.ts';
import { AMM_V4_AUTHORITY, AMM_V4_PROGRAM } from './programs.ts';

/** Every key of an AMM v4 pool that a quote or a swap can need. */
export type AmmV4Keys = {
  readonly pool: Address;
  readonly authority: Address;
  readonly coinVault: Address;
  readonly pcVault: Address;
  readonly lpMint: Address;
  readonly coinMint: Address;
  readonly pcMint: Address;
  /** Only a seed in pools made since the order book was removed. */
  readonly market: Address;
  /** The zero key in pools made since the order book was removed. */
  readonly marketProgram: Address;
};

const PROGRAM = decodeAddress(AMM_V4_PROGRAM);

const SEEDS = {
  pool: Buffer.from('amm_associated_seed'),
  coinVault: Buffer.from('coin_vault_associated_seed'),
  pcVault: Buffer.from('pc_vault_associated_seed'),
  lpMint: Buffer.from('lp_mint_associated_seed'),
  openOrders: Buffer.from('open_order_associated_seed'),
  targetOrders: Buffer.from('target_associated_seed'),
} as const;

/** What the program derives from a market by [program, market, seed]. */
export type AmmV4DerivedAccount = keyof typeof SEEDS;

export function ammV4DerivedAddress(market: Address, account: AmmV4DerivedAccount): Address {
  return encodeAddress(findProgramAddress([PROGRAM, decodeAddress(market), SEEDS[account]], PROGRAM).address);
}

export type AmmV4KeySource = {
  readonly market: Address;
  readonly coinMint: Address;
  readonly pcMint: Address;
  readonly marketProgram: Address;
};

/** All keys of a pool from its market and its mints: four program addresses, about a quarter of a millisecond. */
export function deriveAmmV4Keys(source: AmmV4KeySource): AmmV4Keys {
  return {
    pool: ammV4DerivedAddress(source.market, 'pool'),
    authority: AMM_V4_AUTHORITY,
    coinVault: ammV4DerivedAddress(source.market, 'coinVault'),
    pcVault: ammV4DerivedAddress(source.market, 'pcVault'),
    lpMint: ammV4DerivedAddress(source.market, 'lpMint'),
    coinMint: source.coinMint,
    pcMint: source.pcMint,
    market: source.market,
    marketProgram: source.marketProgram,
  };
}

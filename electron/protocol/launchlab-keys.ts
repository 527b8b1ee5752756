import type { Address } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { findProgramAddress } from './pda.ts';
import { LAUNCHLAB_PROGRAM } from './programs.ts';

const PROGRAM = decodeAddress(LAUNCHLAB_PROGRAM);

function derive(...seeds: readonly (string | Uint8Array)[]): Address {
  const bytes = seeds.map((seed) => (typeof seed === 'string' ? Buffer.from(seed) : seed));
  return encodeAddress(findProgramAddress(bytes, PROGRAM).address);
}

/** Whoever holds every pool's vaults; `LAUNCHLAB_AUTHORITY`. */
export const launchLabAuthorityAddress = (): Address => derive('vault_auth_seed');

/** The account that Anchor signs events with; `LAUNCHLAB_EVENT_AUTHORITY`. */
export const launchLabEventAuthorityAddress = (): Address => derive('__event_authority');

/** Who holds every platform's fee vaults, and every creator's. */
export const launchLabPlatformFeeAuthority = (): Address => derive('platform_fee_vault_auth_seed');
export const launchLabCreatorFeeAuthority = (): Address => derive('creator_fee_vault_auth_seed');

/** A config's index is written little-endian in its seed (CPMM writes it the other way round). */
export const launchLabGlobalConfigAddress = (quoteMint: Address, curveType: number, index: number): Address =>
  derive(
    'global_config',
    decodeAddress(quoteMint),
    Uint8Array.of(curveType),
    Uint8Array.of(index & 0xff, index >> 8),
  );

export const launchLabPlatformConfigAddress = (platformAdmin: Address): Address =>
  derive('platform_config', decodeAddress(platformAdmin));

export const launchLabPoolAddress = (baseMint: Address, quoteMint: Address): Address =>
  derive('pool', decodeAddress(baseMint), decodeAddress(quoteMint));

export const launchLabVaultAddress = (pool: Address, mint: Address): Address =>
  derive('pool_vault', decodeAddress(pool), decodeAddress(mint));

/** Where a platform's fees of all its pools with this quote mint go; the first trade of them all creates it. */
export const launchLabPlatformFeeVault = (platformConfig: Address, quoteMint: Address): Address =>
  derive(decodeAddress(platformConfig), decodeAddress(quoteMint));

/** The same of a creator's fees. */
export const launchLabCreatorFeeVault = (creator: Address, quoteMint: Address): Address =>
  derive(decodeAddress(creator), decodeAddress(quoteMint));

import type { Address } from '../../shared/units.ts';
import { decodeAddress, encodeAddress } from './base58.ts';
import { findProgramAddress } from './pda.ts';
import { CPMM_PROGRAM } from './programs.ts';

/** The keys of a CPMM pool. Token 0 is the base side; its mint is the smaller of the two, byte by byte. */
export type CpmmKeys = {
  readonly pool: Address;
  readonly config: Address;
  readonly mint0: Address;
  readonly mint1: Address;
  readonly vault0: Address;
  readonly vault1: Address;
  readonly lpMint: Address;
  readonly observation: Address;
  readonly tokenProgram0: Address;
  readonly tokenProgram1: Address;
};

const PROGRAM = decodeAddress(CPMM_PROGRAM);

function derive(seed: string, ...rest: readonly Uint8Array[]): Address {
  return encodeAddress(findProgramAddress([Buffer.from(seed), ...rest], PROGRAM).address);
}

/** Whoever holds every pool's vaults and LP mint; `CPMM_AUTHORITY`. */
export const cpmmAuthorityAddress = (): Address => derive('vault_and_lp_mint_auth_seed');

/** A config's index is written big-endian in its seed. */
export const cpmmConfigAddress = (index: number): Address =>
  derive('amm_config', Uint8Array.of(index >> 8, index & 0xff));

/** Where a pool is unless its creator signed for another key. */
export const cpmmPoolAddress = (config: Address, mint0: Address, mint1: Address): Address =>
  derive('pool', decodeAddress(config), decodeAddress(mint0), decodeAddress(mint1));

export const cpmmVaultAddress = (pool: Address, mint: Address): Address =>
  derive('pool_vault', decodeAddress(pool), decodeAddress(mint));

export const cpmmLpMintAddress = (pool: Address): Address => derive('pool_lp_mint', decodeAddress(pool));

export const cpmmObservationAddress = (pool: Address): Address => derive('observation', decodeAddress(pool));

/** What `initialize_with_permission` asks of its payer. */
export const cpmmPermissionAddress = (payer: Address): Address => derive('permission', decodeAddress(payer));

/** The program's order of two mints: by their bytes. */
export function inCpmmOrder(one: Address, other: Address): boolean {
  return Buffer.compare(decodeAddress(one), decodeAddress(other)) < 0;
}

export type CpmmKeySource = Pick<
  CpmmKeys,
  'config' | 'mint0' | 'mint1' | 'tokenProgram0' | 'tokenProgram1'
> & {
  /** The pool's key where it is not the one derived from its config and mints. */
  readonly pool?: Address;
};

/** All keys of a pool: five program addresses, a third of a millisecond. */
export function deriveCpmmKeys(source: CpmmKeySource): CpmmKeys {
  const { config, mint0, mint1, tokenProgram0, tokenProgram1 } = source;
  const pool = source.pool ?? cpmmPoolAddress(config, mint0, mint1);
  return {
    pool,
    config,
    mint0,
    mint1,
    vault0: cpmmVaultAddress(pool, mint0),
    vault1: cpmmVaultAddress(pool, mint1),
    lpMint: cpmmLpMintAddress(pool),
    observation: cpmmObservationAddress(pool),
    tokenProgram0,
    tokenProgram1,
  };
}

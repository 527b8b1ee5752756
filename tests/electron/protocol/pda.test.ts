import { describe, expect, it } from 'vitest';
import { decodeAddress, encodeAddress } from '../../../electron/protocol/base58.ts';
import { isOnCurve } from '../../../electron/protocol/ed25519-curve.ts';
import { signingKeyFromSeed } from '../../../electron/protocol/ed25519.ts';
import { findProgramAddress } from '../../../electron/protocol/pda.ts';
import {
  AMM_V4_AUTHORITY,
  AMM_V4_AUTHORITY_NONCE,
  AMM_V4_CONFIG,
  AMM_V4_PROGRAM,
  CPMM_AUTHORITY,
  CPMM_PROGRAM,
  LAUNCHLAB_AUTHORITY,
  LAUNCHLAB_PROGRAM,
} from '../../../electron/protocol/programs.ts';

const find = (program: Parameters<typeof decodeAddress>[0], ...seeds: readonly string[]) => {
  const found = findProgramAddress(
    seeds.map((seed) => Buffer.from(seed)),
    decodeAddress(program),
  );
  return { address: encodeAddress(found.address), bump: found.bump };
};

describe('findProgramAddress', () => {
  it('finds the authorities and the config that the programs on mainnet use', () => {
    expect(find(AMM_V4_PROGRAM, 'amm authority')).toEqual({
      address: AMM_V4_AUTHORITY,
      bump: AMM_V4_AUTHORITY_NONCE,
    });
    expect(find(AMM_V4_PROGRAM, 'amm_config_account_seed').address).toBe(AMM_V4_CONFIG);
    expect(find(CPMM_PROGRAM, 'vault_and_lp_mint_auth_seed').address).toBe(CPMM_AUTHORITY);
    expect(find(LAUNCHLAB_PROGRAM, 'vault_auth_seed').address).toBe(LAUNCHLAB_AUTHORITY);
  });

  it('never gives a point of the curve', () => {
    for (let index = 0; index < 50; index += 1) {
      const { address } = findProgramAddress([Uint8Array.of(index)], decodeAddress(AMM_V4_PROGRAM));
      expect(isOnCurve(address)).toBe(false);
    }
  });

  it('refuses seeds that the runtime refuses', () => {
    const program = decodeAddress(AMM_V4_PROGRAM);
    const tooMany = Array.from({ length: 16 }, () => Uint8Array.of(1));
    expect(() => findProgramAddress(tooMany, program)).toThrow(/seeds/);
    expect(() => findProgramAddress([new Uint8Array(33)], program)).toThrow(/32 bytes/);
    expect(() => findProgramAddress([], new Uint8Array(31))).toThrow(/32 bytes/);
  });
});

describe('isOnCurve', () => {
  it('holds for every public key', () => {
    for (let seed = 0; seed < 30; seed += 1) {
      expect(isOnCurve(signingKeyFromSeed(new Uint8Array(32).fill(seed)).publicKeyBytes)).toBe(true);
    }
  });

  it('decides the edge values as the runtime does', () => {
    const little = (low: number): Uint8Array =>
      Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? low : 0));
    // y = 1 is the neutral point; y = 0 has x² = −1, a square mod p; y = 2 is no point.
    expect(isOnCurve(little(1))).toBe(true);
    expect(isOnCurve(little(0))).toBe(true);
    expect(isOnCurve(little(2))).toBe(false);
    expect(isOnCurve(new Uint8Array(31))).toBe(false);
  });
});

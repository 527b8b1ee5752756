import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import {
  decodeCpmmConfigAccount,
  encodeCpmmConfigAccount,
} from '../../../electron/protocol/cpmm-config-account.ts';
import {
  CPMM_CONFIG_ACCOUNT_BYTES,
  CPMM_OBSERVATION_ACCOUNT_BYTES,
  CPMM_POOL_ACCOUNT_BYTES,
  CPMM_POOL_DISCRIMINATOR,
} from '../../../electron/protocol/cpmm-layout.ts';
import {
  decodeCpmmObservationAccount,
  newCpmmObservationAccount,
} from '../../../electron/protocol/cpmm-observation-account.ts';
import {
  CPMM_AUTHORITY_BUMP,
  cpmmSwapAllowed,
  decodeCpmmPoolAccount,
  encodeCpmmPoolAccount,
} from '../../../electron/protocol/cpmm-pool-account.ts';
import { cpmmReserves, cpmmTerms } from '../../../electron/protocol/cpmm-terms.ts';
import { CPMM_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import { decodeTokenAccount } from '../../../electron/protocol/token-account.ts';
import { tokenUnits, WSOL_MINT } from '../../../shared/units.ts';
import { NEEDS, NO_FIXTURES, readAccountFixture } from './chain-fixtures.ts';

const fixture = (name: string) => readAccountFixture(`accounts/cpmm-7Juw/${name}.json`);

/** A value in the raw bytes, read without the code under test. */
const raw = (bytes: Uint8Array) => ({
  key: (at: number) => encodeAddress(bytes.slice(at, at + 32)),
  u64: (at: number) => Buffer.from(bytes).readBigUInt64LE(at),
  u16: (at: number) => Buffer.from(bytes).readUInt16LE(at),
});

describe('CPMM pool account', () => {
  it.skipIf(NO_FIXTURES)(
    `is read field by field as its bytes have them, and written back the same${NEEDS}`,
    () => {
      const { bytes, owner } = fixture('pool');
      const at = raw(bytes);
      expect(owner).toBe(CPMM_PROGRAM);
      expect(bytes.length).toBe(CPMM_POOL_ACCOUNT_BYTES);
      const pool = decodeCpmmPoolAccount(bytes);
      expect(pool).toEqual({
        config: at.key(8),
        creator: at.key(40),
        vault0: at.key(72),
        vault1: at.key(104),
        lpMint: at.key(136),
        mint0: at.key(168),
        mint1: at.key(200),
        tokenProgram0: at.key(232),
        tokenProgram1: at.key(264),
        observation: at.key(296),
        authorityBump: 253,
        status: 0,
        lpMintDecimals: 9,
        decimals0: 9,
        decimals1: 6,
        lpSupply: at.u64(333),
        protocolFees0: at.u64(341),
        protocolFees1: at.u64(349),
        fundFees0: at.u64(357),
        fundFees1: at.u64(365),
        openTimeUnixS: at.u64(373),
        recentEpoch: at.u64(381),
        creatorFeeOn: 0,
        creatorFeeEnabled: 0,
        creatorFees0: at.u64(397),
        creatorFees1: at.u64(405),
      });
      expect(pool).toMatchObject({
        config: fixture('amm-config').address,
        vault0: fixture('vault0').address,
        vault1: fixture('vault1').address,
        observation: fixture('observation').address,
        mint0: WSOL_MINT,
        tokenProgram0: TOKEN_PROGRAM,
        tokenProgram1: TOKEN_PROGRAM,
        lpSupply: 157_842_120n,
        protocolFees0: 69_220_427n,
        openTimeUnixS: 1_715_746_443n,
        recentEpoch: 997n,
        authorityBump: CPMM_AUTHORITY_BUMP,
      });
      expect(pool && encodeCpmmPoolAccount(pool)).toEqual(bytes);
    },
  );

  it('is nothing of another length or with another discriminator', () => {
    const bytes = new Uint8Array(CPMM_POOL_ACCOUNT_BYTES);
    expect(decodeCpmmPoolAccount(bytes)).toBeNull();
    bytes.set(CPMM_POOL_DISCRIMINATOR);
    expect(decodeCpmmPoolAccount(bytes)).not.toBeNull();
    expect(decodeCpmmPoolAccount(bytes.subarray(0, 636))).toBeNull();
    expect(decodeCpmmPoolAccount(Uint8Array.from([...bytes, 0]))).toBeNull();
    bytes[7] = 0;
    expect(decodeCpmmPoolAccount(bytes)).toBeNull();
  });

  it('keeps every byte of its fields, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 637, maxLength: 637 }), (bytes) => {
        bytes.set(CPMM_POOL_DISCRIMINATOR);
        const pool = decodeCpmmPoolAccount(bytes);
        if (pool === null) throw new Error('not decoded');
        const padding = new Set(Array.from({ length: 6 }, (_, index) => 391 + index));
        const kept = bytes.map((byte, index) => (padding.has(index) || index >= 413 ? 0 : byte));
        expect(encodeCpmmPoolAccount(pool)).toEqual(kept);
      }),
      { numRuns: 30 },
    );
  });

  it('lets swaps through from its opening second on, unless they are switched off', () => {
    const pool = { status: 0, openTimeUnixS: 100n };
    expect(cpmmSwapAllowed(pool, 99n)).toBe(false);
    expect(cpmmSwapAllowed(pool, 100n)).toBe(true);
    expect(cpmmSwapAllowed({ ...pool, status: 3 }, 100n)).toBe(true);
    expect(cpmmSwapAllowed({ ...pool, status: 4 }, 100n)).toBe(false);
    expect(cpmmSwapAllowed({ ...pool, status: 7 }, 100n)).toBe(false);
  });
});

describe('CPMM config account', () => {
  it.skipIf(NO_FIXTURES)(
    `is read field by field as its bytes have them, and written back the same${NEEDS}`,
    () => {
      const { bytes } = fixture('amm-config');
      const at = raw(bytes);
      expect(bytes.length).toBe(CPMM_CONFIG_ACCOUNT_BYTES);
      const config = decodeCpmmConfigAccount(bytes);
      expect(config).toEqual({
        bump: bytes[8],
        disableCreatePool: false,
        index: at.u16(10),
        tradeFeePpm: at.u64(12),
        protocolFeePpm: at.u64(20),
        fundFeePpm: at.u64(28),
        createPoolFeeLamports: at.u64(36),
        protocolOwner: at.key(44),
        fundOwner: at.key(76),
        creatorFeePpm: at.u64(108),
      });
      expect(config).toMatchObject({
        index: 0,
        tradeFeePpm: 2_500n,
        protocolFeePpm: 120_000n,
        fundFeePpm: 40_000n,
        createPoolFeeLamports: 150_000_000n,
        creatorFeePpm: 500n,
      });
      expect(config && encodeCpmmConfigAccount(config)).toEqual(bytes);
    },
  );

  it('keeps an index of two bytes, and is nothing of another length or discriminator', () => {
    const config = {
      bump: 1,
      disableCreatePool: true,
      index: 0x0102,
      tradeFeePpm: 1n,
      protocolFeePpm: 2n,
      fundFeePpm: 3n,
      createPoolFeeLamports: 4n,
      protocolOwner: WSOL_MINT,
      fundOwner: CPMM_PROGRAM,
      creatorFeePpm: 5n,
    } as unknown as Parameters<typeof encodeCpmmConfigAccount>[0];
    const bytes = encodeCpmmConfigAccount(config);
    expect(decodeCpmmConfigAccount(bytes)).toEqual(config);
    expect(decodeCpmmConfigAccount(bytes.subarray(1))).toBeNull();
    bytes[0] = 0;
    expect(decodeCpmmConfigAccount(bytes)).toBeNull();
  });
});

describe('CPMM observation account', () => {
  it.skipIf(NO_FIXTURES)(`is read as its bytes have it${NEEDS}`, () => {
    const { bytes } = fixture('observation');
    const at = raw(bytes);
    expect(bytes.length).toBe(CPMM_OBSERVATION_ACCOUNT_BYTES);
    expect(decodeCpmmObservationAccount(bytes)).toEqual({
      pool: fixture('pool').address,
      initialized: true,
      index: 99,
      lastUpdateUnixS: at.u64(4_043),
    });
  });

  it('is empty when it is made', () => {
    expect(decodeCpmmObservationAccount(newCpmmObservationAccount(WSOL_MINT))).toEqual({
      pool: WSOL_MINT,
      initialized: false,
      index: 0,
      lastUpdateUnixS: 0n,
    });
    expect(decodeCpmmObservationAccount(new Uint8Array(CPMM_OBSERVATION_ACCOUNT_BYTES))).toBeNull();
    const beyond = newCpmmObservationAccount(WSOL_MINT);
    beyond[9] = 100;
    expect(decodeCpmmObservationAccount(beyond)).toBeNull();
  });
});

describe('terms and reserves of a CPMM pool', () => {
  it.skipIf(NO_FIXTURES)(`of a mainnet pool are what its accounts say${NEEDS}`, () => {
    const pool = decodeCpmmPoolAccount(fixture('pool').bytes);
    const config = decodeCpmmConfigAccount(fixture('amm-config').bytes);
    const vault0 = decodeTokenAccount(fixture('vault0').bytes);
    const vault1 = decodeTokenAccount(fixture('vault1').bytes);
    if (!pool || !config || !vault0 || !vault1) throw new Error('not decoded');
    expect(cpmmTerms(pool, config)).toEqual({
      kind: 'cpmm',
      config: fixture('amm-config').address,
      observation: fixture('observation').address,
      tradeFeePpm: 2_500n,
      protocolFeePpm: 120_000n,
      fundFeePpm: 40_000n,
      creatorFee: null,
    });
    expect(cpmmReserves(pool, { vault0: vault0.amount, vault1: vault1.amount })).toEqual({
      base: vault0.amount - pool.protocolFees0 - pool.fundFees0,
      quote: vault1.amount - pool.protocolFees1 - pool.fundFees1,
    });
  });

  const pool = { config: WSOL_MINT, observation: CPMM_PROGRAM, creatorFeeOn: 0, creatorFeeEnabled: 1 };
  const config = {
    tradeFeePpm: 1n,
    protocolFeePpm: 2n,
    fundFeePpm: 3n,
    creatorFeePpm: 4n,
  } as unknown as Parameters<typeof cpmmTerms>[1];

  it('have the creator fee on the side that the pool names, and none where it collects none', () => {
    expect(cpmmTerms(pool, config)?.creatorFee).toEqual({ ratePpm: 4n, on: 'input' });
    expect(cpmmTerms({ ...pool, creatorFeeOn: 1 }, config)?.creatorFee?.on).toBe('base');
    expect(cpmmTerms({ ...pool, creatorFeeOn: 2 }, config)?.creatorFee?.on).toBe('quote');
    expect(cpmmTerms({ ...pool, creatorFeeOn: 3 }, config)).toBeNull();
    expect(cpmmTerms({ ...pool, creatorFeeOn: 1, creatorFeeEnabled: 0 }, config)?.creatorFee).toBeNull();
  });

  it('leave out what is owed to the protocol, the fund and the creator', () => {
    const owed = {
      protocolFees0: 1n,
      protocolFees1: 20n,
      fundFees0: 300n,
      fundFees1: 4_000n,
      creatorFees0: 50_000n,
      creatorFees1: 600_000n,
    };
    const vaults = { vault0: tokenUnits(1_050_301n), vault1: tokenUnits(1_604_020n) };
    expect(cpmmReserves(owed, vaults)).toEqual({ base: 1_000_000n, quote: 1_000_000n });
    expect(cpmmReserves(owed, { ...vaults, vault0: tokenUnits(50_300n) })).toBeNull();
    expect(cpmmReserves(owed, { ...vaults, vault1: tokenUnits(604_019n) })).toBeNull();
    expect(cpmmReserves(owed, { ...vaults, vault1: tokenUnits(604_020n) })?.quote).toBe(0n);
  });
});

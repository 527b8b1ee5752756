import { describe, expect, it } from 'vitest';
import { decodeAddress } from '../../../electron/protocol/base58.ts';
import {
  decodeLaunchLabGlobalConfigAccount,
  encodeLaunchLabGlobalConfigAccount,
} from '../../../electron/protocol/launchlab-global-config-account.ts';
import {
  launchLabAuthorityAddress,
  launchLabCreatorFeeVault,
  launchLabEventAuthorityAddress,
  launchLabPlatformFeeVault,
} from '../../../electron/protocol/launchlab-keys.ts';
import {
  decodeLaunchLabPlatformConfigAccount,
  encodeLaunchLabPlatformConfigAccount,
} from '../../../electron/protocol/launchlab-platform-config-account.ts';
import {
  decodeLaunchLabPoolAccount,
  encodeLaunchLabPoolAccount,
  launchLabReserves,
  launchLabSwapAllowed,
  launchLabTokenPrograms,
} from '../../../electron/protocol/launchlab-pool-account.ts';
import { launchLabTerms } from '../../../electron/protocol/launchlab-terms.ts';
import {
  LAUNCHLAB_AUTHORITY,
  LAUNCHLAB_EVENT_AUTHORITY,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../../electron/protocol/programs.ts';
import { WSOL_MINT, type Address } from '../../../shared/units.ts';
import { key, POOL_ACCOUNT } from './launchlab-samples.ts';
import { GLOBAL_CONFIG, PLATFORM_CONFIG } from './launchlab-swap-samples.ts';

const hexOf = (address: Address): string => Buffer.from(decodeAddress(address)).toString('hex');

describe('the LaunchLab pool account', () => {
  it('has its fields where the program keeps them', () => {
    const bytes = encodeLaunchLabPoolAccount(POOL_ACCOUNT);
    const data = Buffer.from(bytes);
    expect(data).toHaveLength(429);
    expect(decodeLaunchLabPoolAccount(bytes)).toEqual(POOL_ACCOUNT);
    expect(data[17]).toBe(POOL_ACCOUNT.status);
    expect([37, 45, 53, 61].map((offset) => data.readBigUInt64LE(offset))).toEqual([
      POOL_ACCOUNT.virtualBase,
      POOL_ACCOUNT.virtualQuote,
      POOL_ACCOUNT.realBase,
      POOL_ACCOUNT.realQuote,
    ]);
    const addresses: readonly (readonly [number, Address])[] = [
      [205, POOL_ACCOUNT.baseMint],
      [237, POOL_ACCOUNT.quoteMint],
      [269, POOL_ACCOUNT.baseVault],
      [301, POOL_ACCOUNT.quoteVault],
      [333, POOL_ACCOUNT.creator],
    ];
    for (const [offset, address] of addresses) {
      expect(data.subarray(offset, offset + 32).toString('hex'), String(offset)).toBe(hexOf(address));
    }
  });

  it('is null for another length and another kind of account', () => {
    const bytes = encodeLaunchLabPoolAccount(POOL_ACCOUNT);
    expect(decodeLaunchLabPoolAccount(bytes.subarray(0, 428))).toBeNull();
    expect(decodeLaunchLabPoolAccount(new Uint8Array(430))).toBeNull();
    expect(decodeLaunchLabPoolAccount(new Uint8Array(429))).toBeNull();
  });

  it('trades with what is virtual less what was sold, and more what was raised', () => {
    expect(launchLabReserves(POOL_ACCOUNT)).toEqual({
      base: POOL_ACCOUNT.virtualBase - 11n,
      quote: POOL_ACCOUNT.virtualQuote + 12n,
    });
    expect(launchLabReserves({ ...POOL_ACCOUNT, realBase: POOL_ACCOUNT.virtualBase + 1n })).toBeNull();
  });

  it('can be traded while it is funding only', () => {
    expect([0, 1, 2, 3].map((status) => launchLabSwapAllowed({ status }))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('says the token program of each mint by a bit', () => {
    const programs = [0, 1, 2, 3].map((tokenProgramFlag) => launchLabTokenPrograms({ tokenProgramFlag }));
    expect(programs).toEqual([
      { base: TOKEN_PROGRAM, quote: TOKEN_PROGRAM },
      { base: TOKEN_2022_PROGRAM, quote: TOKEN_PROGRAM },
      { base: TOKEN_PROGRAM, quote: TOKEN_2022_PROGRAM },
      { base: TOKEN_2022_PROGRAM, quote: TOKEN_2022_PROGRAM },
    ]);
  });
});

describe('the LaunchLab configs', () => {
  it('come back as they were written', () => {
    expect(decodeLaunchLabGlobalConfigAccount(encodeLaunchLabGlobalConfigAccount(GLOBAL_CONFIG))).toEqual(
      GLOBAL_CONFIG,
    );
    expect(
      decodeLaunchLabPlatformConfigAccount(encodeLaunchLabPlatformConfigAccount(PLATFORM_CONFIG)),
    ).toEqual(PLATFORM_CONFIG);
  });

  it('are null for another length and another kind of account, but a platform’s can be longer', () => {
    const [global, platform] = [
      encodeLaunchLabGlobalConfigAccount(GLOBAL_CONFIG),
      encodeLaunchLabPlatformConfigAccount(PLATFORM_CONFIG),
    ];
    expect(decodeLaunchLabGlobalConfigAccount(global.subarray(0, 370))).toBeNull();
    expect(decodeLaunchLabGlobalConfigAccount(new Uint8Array(371))).toBeNull();
    expect(decodeLaunchLabPlatformConfigAccount(platform.subarray(0, 943))).toBeNull();
    expect(decodeLaunchLabPlatformConfigAccount(new Uint8Array(944))).toBeNull();
    const longer = new Uint8Array(1_435);
    longer.set(platform);
    expect(decodeLaunchLabPlatformConfigAccount(longer)).toEqual(PLATFORM_CONFIG);
  });

  it('do not take a text that is too long', () => {
    expect(() => encodeLaunchLabPlatformConfigAccount({ ...PLATFORM_CONFIG, name: 'x'.repeat(65) })).toThrow(
      RangeError,
    );
  });
});

describe('launchLabTerms', () => {
  it('are the fees of both configs, the two fee vaults, and what the curve keeps', () => {
    expect(launchLabTerms(POOL_ACCOUNT, GLOBAL_CONFIG, PLATFORM_CONFIG)).toEqual({
      ok: true,
      value: {
        kind: 'launchlab',
        globalConfig: POOL_ACCOUNT.globalConfig,
        platformConfig: POOL_ACCOUNT.platformConfig,
        creator: POOL_ACCOUNT.creator,
        platformFeeVault: launchLabPlatformFeeVault(POOL_ACCOUNT.platformConfig, WSOL_MINT),
        creatorFeeVault: launchLabCreatorFeeVault(POOL_ACCOUNT.creator, WSOL_MINT),
        protocolFeePpm: 2_500n,
        platformFeePpm: 10_000n,
        creatorFeePpm: 5_000n,
        baseFloorUnits: POOL_ACCOUNT.virtualBase - POOL_ACCOUNT.totalBaseSell,
      },
    });
  });

  it('say which curve it is that they do not cover', () => {
    const faultOf = (curveType: number) =>
      launchLabTerms(POOL_ACCOUNT, { ...GLOBAL_CONFIG, curveType }, PLATFORM_CONFIG);
    const curves = ['fixed-price', 'linear-price', 'unknown'];
    curves.forEach((curve, index) => {
      const curveType = index + 1;
      expect(faultOf(curveType)).toEqual({
        ok: false,
        error: { code: 'curve-not-supported', curve, curveType },
      });
    });
  });

  it('are refused for another mint’s config, fees of the whole and a curve that cannot be', () => {
    const codeOf = (result: ReturnType<typeof launchLabTerms>) => (result.ok ? 'ok' : result.error.code);
    expect(
      codeOf(launchLabTerms(POOL_ACCOUNT, { ...GLOBAL_CONFIG, quoteMint: key(9) }, PLATFORM_CONFIG)),
    ).toBe('wrong-global-config');
    expect(
      codeOf(launchLabTerms(POOL_ACCOUNT, GLOBAL_CONFIG, { ...PLATFORM_CONFIG, feePpm: 992_500n })),
    ).toBe('fees-of-the-whole');
    expect(
      codeOf(launchLabTerms(POOL_ACCOUNT, GLOBAL_CONFIG, { ...PLATFORM_CONFIG, feePpm: 992_499n })),
    ).toBe('ok');
    const oversold = { ...POOL_ACCOUNT, totalBaseSell: POOL_ACCOUNT.virtualBase + 1n };
    expect(codeOf(launchLabTerms(oversold, GLOBAL_CONFIG, PLATFORM_CONFIG))).toBe('curve-contradicts-itself');
    expect(
      codeOf(launchLabTerms({ ...POOL_ACCOUNT, virtualQuote: 0n }, GLOBAL_CONFIG, PLATFORM_CONFIG)),
    ).toBe('curve-contradicts-itself');
  });
});

describe('the program’s own keys', () => {
  it('follow from their seeds', () => {
    expect(launchLabAuthorityAddress()).toBe(LAUNCHLAB_AUTHORITY);
    expect(launchLabEventAuthorityAddress()).toBe(LAUNCHLAB_EVENT_AUTHORITY);
  });
});

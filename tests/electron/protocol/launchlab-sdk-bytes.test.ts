import * as sdk from '@raydium-io/raydium-sdk-v2';
import { PublicKey, type TransactionInstruction } from '@solana/web3.js';
import { describe, expect, it } from 'vitest';
import { launchLabCurveStart } from '../../../electron/protocol/launchlab-curve-start.ts';
import { quoteLaunchLab } from '../../../electron/core/swap/launchlab-quote.ts';
import { encodeLaunchLabGlobalConfigAccount } from '../../../electron/protocol/launchlab-global-config-account.ts';
import {
  launchLabInitializeToken2022Instruction,
  launchLabInitializeV2Instruction,
  parseLaunchLabInitializeInstruction,
} from '../../../electron/protocol/launchlab-initialize-instruction.ts';
import {
  launchLabCreatorFeeAuthority,
  launchLabCreatorFeeVault,
  launchLabGlobalConfigAddress,
  launchLabPlatformConfigAddress,
  launchLabPlatformFeeAuthority,
  launchLabPlatformFeeVault,
  launchLabPoolAddress,
  launchLabVaultAddress,
} from '../../../electron/protocol/launchlab-keys.ts';
import { encodeLaunchLabPlatformConfigAccount } from '../../../electron/protocol/launchlab-platform-config-account.ts';
import { encodeLaunchLabPoolAccount } from '../../../electron/protocol/launchlab-pool-account.ts';
import {
  launchLabBuyExactInInstruction,
  launchLabSellExactInInstruction,
} from '../../../electron/protocol/launchlab-swap-instruction.ts';
import { LAUNCHLAB_AUTHORITY, LAUNCHLAB_EVENT_AUTHORITY } from '../../../electron/protocol/programs.ts';
import { ppm } from '../../../shared/pool.ts';
import { bps, tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { GLOBAL_CONFIG, PLATFORM_CONFIG, SWAP } from './launchlab-swap-samples.ts';
import { BASE_MINT, key, LAUNCH, LAUNCH_KEYS, POOL_ACCOUNT, resolved } from './launchlab-samples.ts';
import { expectSame } from './same-instruction.ts';

const PROGRAM = sdk.LAUNCHPAD_PROGRAM;
const pk = (address: Address): PublicKey => new PublicKey(address);
/** The SDK's own big number, which has no types here. */
const bn = (value: bigint) => sdk.parseBigNumberish(value.toString());

/** What the SDK's layout makes of an account's bytes, as texts; without its unnamed parts. */
function fieldsOf(decoded: object): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(decoded)) {
    if (name !== 'undefined' && !Array.isArray(value)) texts[name] = String(value);
  }
  return texts;
}

describe('LaunchLab’s keys', () => {
  it('are those of the SDK', () => {
    const pool = sdk.getPdaLaunchpadPoolId(PROGRAM, pk(BASE_MINT), pk(WSOL_MINT)).publicKey;
    expect(sdk.getPdaLaunchpadAuth(PROGRAM).publicKey.toBase58()).toBe(LAUNCHLAB_AUTHORITY);
    expect(sdk.getPdaCpiEvent(PROGRAM).publicKey.toBase58()).toBe(LAUNCHLAB_EVENT_AUTHORITY);
    expect(pool.toBase58()).toBe(launchLabPoolAddress(BASE_MINT, WSOL_MINT));
    expect(sdk.getPdaLaunchpadVaultId(PROGRAM, pool, pk(BASE_MINT)).publicKey.toBase58()).toBe(
      launchLabVaultAddress(LAUNCH_KEYS.pool, BASE_MINT),
    );
    expect(sdk.getPdaLaunchpadConfigId(PROGRAM, pk(WSOL_MINT), 2, 0x0102).publicKey.toBase58()).toBe(
      launchLabGlobalConfigAddress(WSOL_MINT, 2, 0x0102),
    );
    expect(sdk.getPdaPlatformId(PROGRAM, pk(key(5))).publicKey.toBase58()).toBe(
      launchLabPlatformConfigAddress(key(5)),
    );
    expect(sdk.getPdaPlatformVault(PROGRAM, pk(key(5)), pk(WSOL_MINT)).publicKey.toBase58()).toBe(
      launchLabPlatformFeeVault(key(5), WSOL_MINT),
    );
    expect(sdk.getPdaCreatorVault(PROGRAM, pk(key(6)), pk(WSOL_MINT)).publicKey.toBase58()).toBe(
      launchLabCreatorFeeVault(key(6), WSOL_MINT),
    );
    expect(sdk.getPdaPlatformFeeVaultAuth(PROGRAM).publicKey.toBase58()).toBe(
      launchLabPlatformFeeAuthority(),
    );
    expect(sdk.getPdaCreatorFeeVaultAuth(PROGRAM).publicKey.toBase58()).toBe(launchLabCreatorFeeAuthority());
  });
});

describe('LaunchLab’s swaps', () => {
  const { pool, user, amounts } = SWAP;
  const theirs = (make: typeof sdk.buyExactInInstruction): TransactionInstruction =>
    make(
      PROGRAM,
      pk(user.owner),
      pk(LAUNCHLAB_AUTHORITY),
      pk(pool.globalConfig),
      pk(pool.platformConfig),
      pk(pool.pool),
      pk(user.baseAccount),
      pk(user.quoteAccount),
      pk(pool.baseVault),
      pk(pool.quoteVault),
      pk(pool.baseMint),
      pk(pool.quoteMint),
      pk(pool.baseTokenProgram),
      pk(pool.quoteTokenProgram),
      pk(pool.platformFeeVault),
      pk(pool.creatorFeeVault),
      bn(amounts.amountIn),
      bn(amounts.minimumOut),
    );

  it('are byte for byte those of the SDK, with its 18 accounts', () => {
    expectSame(launchLabBuyExactInInstruction(SWAP), theirs(sdk.buyExactInInstruction));
    expectSame(launchLabSellExactInInstruction(SWAP), theirs(sdk.sellExactInInstruction));
    expect(launchLabBuyExactInInstruction(SWAP).accounts).toHaveLength(18);
  });
});

describe('LaunchLab’s creations', () => {
  const { curve, vesting, mint } = LAUNCH;
  if (curve.kind !== 'constant-product') throw new Error('another curve');
  const keysOf = [
    PROGRAM,
    pk(key(9)),
    pk(LAUNCH_KEYS.creator),
    pk(LAUNCH_KEYS.globalConfig),
    pk(LAUNCH_KEYS.platformConfig),
    pk(LAUNCHLAB_AUTHORITY),
    pk(LAUNCH_KEYS.pool),
    pk(LAUNCH_KEYS.baseMint),
    pk(LAUNCH_KEYS.quoteMint),
    pk(LAUNCH_KEYS.baseVault),
    pk(LAUNCH_KEYS.quoteVault),
  ] as const;
  const launched = [
    mint.decimals,
    mint.name,
    mint.symbol,
    mint.uri,
    {
      type: 'ConstantCurve' as const,
      totalSellA: bn(curve.totalBaseSell),
      migrateType: 'cpmm' as const,
      supply: bn(curve.supply),
      totalFundRaisingB: bn(curve.totalQuoteFundRaising),
    },
    bn(vesting.totalLocked),
    bn(vesting.cliffPeriodS),
    bn(vesting.unlockPeriodS),
  ] as const;
  const init = { payer: key(9), keys: LAUNCH_KEYS, metadata: key(10), launch: LAUNCH, ammCreatorFeeOn: 1 };

  it('are byte for byte those of the SDK', () => {
    const token = pk(LAUNCH_KEYS.quoteTokenProgram);
    const v2 = sdk.initializeV2(...keysOf, pk(key(10)), token, ...launched, 1);
    expectSame(launchLabInitializeV2Instruction(init), v2);
    const fee = { bps: bps(300), maximumUnits: tokenUnits(2n ** 63n) };
    const params = { transferFeeBasePoints: 300, maxinumFee: bn(2n ** 63n) };
    const token2022 = sdk.initializeWithToken2022(...keysOf, token, ...launched, 1, params);
    expectSame(launchLabInitializeToken2022Instruction({ ...init, transferFee: fee }), token2022);
  });

  it('without a transfer fee are read where the SDK fills up with zeros', () => {
    const token = pk(LAUNCH_KEYS.quoteTokenProgram);
    const { data } = sdk.initializeWithToken2022(...keysOf, token, ...launched, 0);
    const ours = launchLabInitializeToken2022Instruction({ ...init, ammCreatorFeeOn: 0, transferFee: null });
    expect(data.subarray(0, ours.data.length).equals(ours.data)).toBe(true);
    const parsed = parseLaunchLabInitializeInstruction(resolved({ ...ours, data: new Uint8Array(data) }));
    expect(parsed).toMatchObject({ launch: LAUNCH, ammCreatorFeeOn: 0, transferFee: null });
  });
});

describe('LaunchLab’s accounts', () => {
  it('are what the SDK’s layouts read', () => {
    const a = POOL_ACCOUNT;
    const pool = sdk.LaunchpadPool.decode(Buffer.from(encodeLaunchLabPoolAccount(a)));
    expect(fieldsOf({ ...pool, ...pool.vestingSchedule, vestingSchedule: [] })).toEqual(
      fieldsOf({
        epoch: a.epoch,
        bump: a.authorityBump,
        status: a.status,
        mintDecimalsA: a.baseDecimals,
        mintDecimalsB: a.quoteDecimals,
        migrateType: a.migrateType,
        supply: a.supply,
        totalSellA: a.totalBaseSell,
        virtualA: a.virtualBase,
        virtualB: a.virtualQuote,
        realA: a.realBase,
        realB: a.realQuote,
        totalFundRaisingB: a.totalQuoteFundRaising,
        protocolFee: a.quoteProtocolFee,
        platformFee: a.platformFee,
        migrateFee: a.migrateFee,
        totalLockedAmount: a.vestingTotalLocked,
        cliffPeriod: a.vestingCliffPeriodS,
        unlockPeriod: a.vestingUnlockPeriodS,
        startTime: a.vestingStartTimeUnixS,
        totalAllocatedShare: a.vestingAllocatedShare,
        configId: a.globalConfig,
        platformId: a.platformConfig,
        mintA: a.baseMint,
        mintB: a.quoteMint,
        vaultA: a.baseVault,
        vaultB: a.quoteVault,
        creator: a.creator,
        mintProgramFlag: a.tokenProgramFlag,
        cpmmCreatorFeeOn: a.ammCreatorFeeOn,
        platformVestingShare: a.platformVestingShare,
      }),
    );
    const g = GLOBAL_CONFIG;
    const global = sdk.LaunchpadConfig.decode(Buffer.from(encodeLaunchLabGlobalConfigAccount(g)));
    expect(fieldsOf(global)).toEqual(
      fieldsOf({
        epoch: g.epoch,
        curveType: g.curveType,
        index: g.index,
        migrateFee: g.migrateFee,
        tradeFeeRate: g.tradeFeePpm,
        maxShareFeeRate: g.maxShareFeePpm,
        minSupplyA: g.minBaseSupply,
        maxLockRate: g.maxLockPpm,
        minSellRateA: g.minBaseSellPpm,
        minMigrateRateA: g.minBaseMigratePpm,
        minFundRaisingB: g.minQuoteFundRaising,
        mintB: g.quoteMint,
        protocolFeeOwner: g.protocolFeeOwner,
        migrateFeeOwner: g.migrateFeeOwner,
        migrateToAmmWallet: g.migrateToAmmWallet,
        migrateToCpmmWallet: g.migrateToCpswapWallet,
      }),
    );
    const p = PLATFORM_CONFIG;
    const platform = sdk.PlatformConfig.decode(Buffer.from(encodeLaunchLabPlatformConfigAccount(p)));
    expect(fieldsOf(platform)).toEqual(
      fieldsOf({
        epoch: p.epoch,
        platformClaimFeeWallet: p.platformFeeWallet,
        platformLockNftWallet: p.platformNftWallet,
        platformScale: p.platformScalePpm,
        creatorScale: p.creatorScalePpm,
        burnScale: p.burnScalePpm,
        feeRate: p.feePpm,
        cpConfigId: p.cpswapConfig,
        creatorFeeRate: p.creatorFeePpm,
        transferFeeExtensionAuth: p.transferFeeExtensionAuthority,
        platformVestingWallet: p.platformVestingWallet,
        platformVestingScale: p.platformVestingScalePpm,
        platformCpCreator: p.platformCpCreator,
        restrictGlobalConfig: p.restrictGlobalConfig,
        restrictCurveParam: p.restrictCurveParam,
        curveRuleManager: p.curveRuleManager,
      }),
    );
    const name = Buffer.from(platform.name).toString('utf8').replaceAll('\0', '');
    expect(name).toBe(p.name);
  });
});

describe('LaunchLab’s curve', () => {
  const CURVES: readonly (readonly [bigint, bigint, bigint, bigint, bigint])[] = [
    [1_000_000_000_000_000n, 793_100_000_000_000n, 85_000_000_000n, 0n, 0n],
    [1_000_000_000_000_000n, 800_000_000_000_000n, 12_345_678_901n, 10_000_000_000_000n, 1_000_000n],
    [10_000_000_000_000_000n, 5_500_000_000_000_000n, 30_000_000_001n, 0n, 7n],
  ];

  it.each(CURVES)('begins as the SDK says: %s, %s, %s', (supply, sell, raise, totalLocked, migrateFee) => {
    const theirs = sdk.LaunchConstantProductCurve.getInitParam({
      supply: bn(supply),
      totalSell: bn(sell),
      totalFundRaising: bn(raise),
      totalLockedAmount: bn(totalLocked),
      migrateFee: bn(migrateFee),
    });
    const ours = launchLabCurveStart({
      curve: {
        kind: 'constant-product',
        supply,
        totalBaseSell: sell,
        totalQuoteFundRaising: raise,
        migrateType: 1,
      },
      totalLocked,
      migrateFee,
    });
    expect([ours?.virtualBase, ours?.virtualQuote].map(String)).toEqual([theirs.a, theirs.b].map(String));
  });

  it('quotes what the SDK quotes, both ways and with a transfer fee', () => {
    const pool = sdk.LaunchpadPool.decode(
      Buffer.from(
        encodeLaunchLabPoolAccount({ ...POOL_ACCOUNT, realBase: 10n ** 14n, realQuote: 3n * 10n ** 9n }),
      ),
    );
    const [protocol, platform, creator] = [2_500n, 10_000n, 5_000n];
    const rates = {
      protocolFeeRate: bn(protocol),
      platformFeeRate: bn(platform),
      creatorFeeRate: bn(creator),
      shareFeeRate: bn(0n),
      curveType: 0,
      slot: 0,
    };
    const transferFee = { epoch: 0n, maximumFee: 10n ** 12n, transferFeeBasisPoints: 300 };
    const transferFeeConfigA = {
      transferFeeConfigAuthority: PROGRAM,
      withdrawWithheldAuthority: PROGRAM,
      withheldAmount: 0n,
      olderTransferFee: transferFee,
      newerTransferFee: transferFee,
    };
    const terms = {
      kind: 'launchlab' as const,
      globalConfig: key(1),
      platformConfig: key(1),
      creator: key(1),
      platformFeeVault: key(1),
      creatorFeeVault: key(1),
      protocolFeePpm: ppm(protocol),
      platformFeePpm: ppm(platform),
      creatorFeePpm: ppm(creator),
      baseFloorUnits: tokenUnits(POOL_ACCOUNT.virtualBase - POOL_ACCOUNT.totalBaseSell),
    };
    const reserves = {
      base: tokenUnits(POOL_ACCOUNT.virtualBase - 10n ** 14n),
      quote: tokenUnits(POOL_ACCOUNT.virtualQuote + 3n * 10n ** 9n),
    };
    const feeOf = (withFee: boolean) => ({
      base: withFee ? { bps: bps(300), maximumUnits: tokenUnits(10n ** 12n) } : null,
      quote: null,
    });
    for (const amount of [
      1n,
      57n,
      1_000_003n,
      777_777_777n,
      12_345_678_912n,
      80_000_000_000n,
      200_000_000_000n,
    ]) {
      for (const withFee of [false, true]) {
        const args = {
          poolInfo: pool,
          ...rates,
          transferFeeConfigA: withFee ? transferFeeConfigA : undefined,
        };
        const bought = sdk.Curve.buyExactIn({ ...args, amountB: bn(amount) });
        const buy = quoteLaunchLab(terms, {
          reserves,
          inSide: 'quote',
          amountIn: tokenUnits(amount),
          transferFees: feeOf(withFee),
        });
        const isClipped = bought.amountB.toString() !== amount.toString();
        const received = bought.amountA.amount.sub(bought.amountA.fee ?? bn(0n));
        expect(buy === null ? 'none' : String(buy.out), `buy ${amount}`).toBe(
          isClipped ? 'none' : String(received),
        );
        const units = amount * 1_000n;
        const sold = sdk.Curve.sellExactIn({ ...args, amountA: bn(units) });
        const sell = quoteLaunchLab(terms, {
          reserves,
          inSide: 'base',
          amountIn: tokenUnits(units),
          transferFees: feeOf(withFee),
        });
        expect(String(sell?.out), `sell ${units}`).toBe(String(sold.amountB));
      }
    }
  });
});

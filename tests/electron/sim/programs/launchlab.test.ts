import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { quoteLaunchLab } from '../../../../electron/core/swap/launchlab-quote.ts';
import { launchLabEventsOfLogs } from '../../../../electron/protocol/launchlab-creation.ts';
import type { LaunchLabTrade } from '../../../../electron/protocol/launchlab-event.ts';
import { decodeLaunchLabGlobalConfigAccount } from '../../../../electron/protocol/launchlab-global-config-account.ts';
import {
  launchLabInitializeToken2022Instruction,
  launchLabInitializeV2Instruction,
} from '../../../../electron/protocol/launchlab-initialize-instruction.ts';
import {
  launchLabCreatorFeeAuthority,
  launchLabCreatorFeeVault,
  launchLabPlatformFeeAuthority,
  launchLabPlatformFeeVault,
  launchLabPoolAddress,
  launchLabVaultAddress,
} from '../../../../electron/protocol/launchlab-keys.ts';
import type { LaunchLabLaunch } from '../../../../electron/protocol/launchlab-launch.ts';
import { decodeLaunchLabPlatformConfigAccount } from '../../../../electron/protocol/launchlab-platform-config-account.ts';
import {
  decodeLaunchLabPoolAccount,
  launchLabReserves,
  type LaunchLabPoolAccount,
} from '../../../../electron/protocol/launchlab-pool-account.ts';
import {
  launchLabBuyExactInInstruction,
  launchLabSellExactInInstruction,
  type LaunchLabSwap,
} from '../../../../electron/protocol/launchlab-swap-instruction.ts';
import { launchLabTerms } from '../../../../electron/protocol/launchlab-terms.ts';
import { createAssociatedTokenIdempotentInstruction } from '../../../../electron/protocol/associated-token-instructions.ts';
import { associatedTokenAddress } from '../../../../electron/protocol/pda.ts';
import {
  LAUNCHLAB_AUTHORITY,
  LAUNCHLAB_PROGRAM,
  TOKEN_2022_PROGRAM,
  TOKEN_PROGRAM,
} from '../../../../electron/protocol/programs.ts';
import { decodeToken2022Mint } from '../../../../electron/protocol/token-2022-mint.ts';
import { readTokenMetadata } from '../../../../electron/protocol/token-2022-metadata.ts';
import { readTransferFeeConfig } from '../../../../electron/protocol/token-2022-transfer-fee.ts';
import { rentExemptMinimum } from '../../../../electron/sim/ledger/ledger-account.ts';
import { mintState, tokenState } from '../../../../electron/sim/ledger/token-state.ts';
import {
  LAUNCHLAB_PLATFORM,
  LAUNCHLAB_SOL_CONFIG,
  launchLabGenesisAccounts,
} from '../../../../electron/sim/programs/launchlab-genesis.ts';
import { launchLabBuy, launchLabSell } from '../../../../electron/sim/programs/launchlab-swap-maths.ts';
import { ppm, type TransferFee } from '../../../../shared/pool.ts';
import { bps, tokenUnits, WSOL_MINT, type Address } from '../../../../shared/units.ts';
import { key, ProgramBench, replaced, unsigned } from './program-bench.ts';

const SOL = 1_000_000_000n;
const CREATOR = key(1);
const TRADER = key(2);
const MINT = key(3);
const POOL = launchLabPoolAddress(MINT, WSOL_MINT);
const LAUNCH: LaunchLabLaunch = {
  mint: { decimals: 6, name: 'Sound Launch', symbol: 'SOUND', uri: 'https://example.org/sound.json' },
  curve: {
    kind: 'constant-product',
    supply: 1_000_000_000_000_000n,
    totalBaseSell: 793_100_000_000_000n,
    totalQuoteFundRaising: 85n * SOL,
    migrateType: 1,
  },
  vesting: { totalLocked: 0n, cliffPeriodS: 0n, unlockPeriodS: 0n },
};
const LAUNCH_TEXTS = { name: 'Sound Launch', symbol: 'SOUND', uri: 'https://example.org/sound.json' };
const KEYS = {
  creator: CREATOR,
  globalConfig: LAUNCHLAB_SOL_CONFIG,
  platformConfig: LAUNCHLAB_PLATFORM,
  pool: POOL,
  baseMint: MINT,
  quoteMint: WSOL_MINT,
  baseVault: launchLabVaultAddress(POOL, MINT),
  quoteVault: launchLabVaultAddress(POOL, WSOL_MINT),
  quoteTokenProgram: TOKEN_PROGRAM,
};
const PLATFORM_VAULT = launchLabPlatformFeeVault(LAUNCHLAB_PLATFORM, WSOL_MINT);
const CREATOR_VAULT = launchLabCreatorFeeVault(CREATOR, WSOL_MINT);
const FEE: TransferFee = { bps: bps(300), maximumUnits: tokenUnits(10n ** 12n) };

const launch = (change: Partial<LaunchLabLaunch> = {}) =>
  launchLabInitializeV2Instruction({
    payer: CREATOR,
    keys: KEYS,
    metadata: key(9),
    launch: { ...LAUNCH, ...change },
    ammCreatorFeeOn: 0,
  });
const launch2022 = (transferFee: TransferFee | null) =>
  launchLabInitializeToken2022Instruction({
    payer: CREATOR,
    keys: KEYS,
    launch: LAUNCH,
    ammCreatorFeeOn: 1,
    transferFee,
  });

let bench: ProgramBench;
const wsolOf = (owner: Address): Address => associatedTokenAddress(owner, WSOL_MINT, TOKEN_PROGRAM);
const tokensOf = (owner: Address, program = TOKEN_PROGRAM): Address =>
  associatedTokenAddress(owner, MINT, program);

beforeEach(() => {
  bench = new ProgramBench();
  for (const [address, account] of launchLabGenesisAccounts()) bench.accounts.set(address, account);
  bench.mint(WSOL_MINT, 9);
  for (const wallet of [CREATOR, TRADER]) {
    bench.wallet(wallet);
    bench.token(wsolOf(wallet), WSOL_MINT, wallet, 500n * SOL);
  }
});

function poolNow(): LaunchLabPoolAccount {
  const pool = decodeLaunchLabPoolAccount(bench.get(POOL).data);
  if (pool === null) throw new Error('no pool');
  return pool;
}

/** Launches, and opens the trader's account for the token. */
function launched(transferFee: TransferFee | null | 'spl' = 'spl', owner = TRADER): Address {
  const program = transferFee === 'spl' ? TOKEN_PROGRAM : TOKEN_2022_PROGRAM;
  bench.must(transferFee === 'spl' ? launch() : launch2022(transferFee));
  openAccount(owner, program);
  return program;
}

function openAccount(owner: Address, program: Address): void {
  bench.must(
    createAssociatedTokenIdempotentInstruction({
      payer: owner,
      account: tokensOf(owner, program),
      owner,
      mint: MINT,
      tokenProgram: program,
    }),
  );
}

const swapOf = (
  amountIn: bigint,
  minimumOut = 0n,
  program = TOKEN_PROGRAM,
  owner = TRADER,
): LaunchLabSwap => ({
  pool: {
    ...KEYS,
    baseTokenProgram: program,
    platformFeeVault: PLATFORM_VAULT,
    creatorFeeVault: CREATOR_VAULT,
  },
  user: { owner, baseAccount: tokensOf(owner, program), quoteAccount: wsolOf(owner) },
  amounts: { amountIn: tokenUnits(amountIn), minimumOut: tokenUnits(minimumOut), shareFeeRate: ppm(0n) },
});
const buy = (...swap: Parameters<typeof swapOf>) => launchLabBuyExactInInstruction(swapOf(...swap));
const sell = (...swap: Parameters<typeof swapOf>) => launchLabSellExactInInstruction(swapOf(...swap));

/** The desk's own quote from the accounts as they stand. */
function quote(inSide: 'base' | 'quote', amountIn: bigint, fee: TransferFee | null = null) {
  const pool = poolNow();
  const global = decodeLaunchLabGlobalConfigAccount(bench.get(LAUNCHLAB_SOL_CONFIG).data);
  const platform = decodeLaunchLabPlatformConfigAccount(bench.get(LAUNCHLAB_PLATFORM).data);
  const reserves = launchLabReserves(pool);
  if (global === null || platform === null || reserves === null) throw new Error('not decoded');
  const terms = launchLabTerms(pool, global, platform);
  if (!terms.ok) throw new Error(terms.error.code);
  const transferFees = { base: fee, quote: null };
  return quoteLaunchLab(terms.value, { reserves, inSide, amountIn: tokenUnits(amountIn), transferFees });
}

function lastTrade(logs: readonly string[]): LaunchLabTrade {
  const event = launchLabEventsOfLogs(logs).at(-1);
  if (event?.kind !== 'trade') throw new Error('no trade event');
  return event;
}

describe('a launch', () => {
  it('makes mint, vaults and pool, mints all of the supply into the vault, and tells of it', () => {
    const ran = bench.must(launch());
    expect(mintState(bench.get(MINT))).toEqual({
      mintAuthority: null,
      supply: 1_000_000_000_000_000n,
      decimals: 6,
      freezeAuthority: null,
    });
    expect(bench.held(KEYS.baseVault)).toBe(1_000_000_000_000_000n);
    expect(bench.held(KEYS.quoteVault)).toBe(0n);
    expect(tokenState(bench.get(KEYS.quoteVault))?.owner).toBe(LAUNCHLAB_AUTHORITY);
    expect(bench.get(POOL).owner).toBe(LAUNCHLAB_PROGRAM);
    // The curve of a launch with the usual numbers, as seen on mainnet.
    expect(poolNow()).toMatchObject({
      status: 0,
      virtualBase: 1_073_025_605_596_382n,
      virtualQuote: 30_000_852_951n,
      realBase: 0n,
      realQuote: 0n,
      supply: 1_000_000_000_000_000n,
      totalBaseSell: 793_100_000_000_000n,
      totalQuoteFundRaising: 85n * SOL,
      tokenProgramFlag: 0,
      migrateType: 1,
      creator: CREATOR,
    });
    expect(launchLabEventsOfLogs(ran.logs)).toEqual([
      {
        kind: 'pool-create',
        pool: POOL,
        creator: CREATOR,
        globalConfig: LAUNCHLAB_SOL_CONFIG,
        ...LAUNCH,
        ammCreatorFeeOn: 0,
      },
    ]);
    expect(ran.logs).toContain('Program log: Instruction: InitializeV2');
  });

  it('of a Token-2022 mint has its transfer fee and its metadata in it, and says so in the pool', () => {
    bench.must(launch2022(FEE));
    expect(bench.get(MINT).owner).toBe(TOKEN_2022_PROGRAM);
    expect(mintState(bench.get(MINT))).toMatchObject({ mintAuthority: null, supply: 1_000_000_000_000_000n });
    const mint = decodeToken2022Mint(bench.get(MINT).data);
    const feeConfig = readTransferFeeConfig(mint?.extensions ?? []);
    expect(feeConfig).toMatchObject({ older: FEE, newer: FEE, configAuthority: LAUNCHLAB_AUTHORITY });
    expect(readTokenMetadata(mint?.extensions ?? [])).toMatchObject({ mint: MINT, ...LAUNCH_TEXTS });
    expect(bench.get(MINT).lamports).toBe(rentExemptMinimum(bench.get(MINT).data.length));
    expect(poolNow()).toMatchObject({ tokenProgramFlag: 1, ammCreatorFeeOn: 1 });
    expect(bench.held(KEYS.baseVault)).toBe(1_000_000_000_000_000n);
  });

  it('of a Token-2022 mint can be without a transfer fee', () => {
    bench.must(launch2022(null));
    const mint = decodeToken2022Mint(bench.get(MINT).data);
    expect(readTransferFeeConfig(mint?.extensions ?? [])).toBeNull();
    expect(readTokenMetadata(mint?.extensions ?? [])).toMatchObject(LAUNCH_TEXTS);
    expect(bench.held(KEYS.baseVault)).toBe(1_000_000_000_000_000n);
  });

  it('is refused with the program’s own codes', () => {
    const codeOf = (change: Partial<LaunchLabLaunch>) => bench.run(launch(change)).result;
    const { curve, mint, vesting } = LAUNCH;
    expect(codeOf({ curve: { ...curve, migrateType: 0 } })).toEqual({ Custom: 6007 });
    const fixed = { kind: 'fixed-price' as const, supply: 1n, totalQuoteFundRaising: 1n, migrateType: 1 };
    expect(codeOf({ curve: fixed })).toEqual({ Custom: 6003 });
    expect(codeOf({ mint: { ...mint, decimals: 9 } })).toEqual({ Custom: 6002 });
    expect(codeOf({ curve: { ...curve, totalQuoteFundRaising: 29n * SOL } })).toEqual({ Custom: 6002 });
    expect(codeOf({ curve: { ...curve, supply: 793_100_000_000_000n } })).toEqual({ Custom: 6002 });
    expect(codeOf({ vesting: { ...vesting, totalLocked: 300_000_000_000_001n } })).toEqual({ Custom: 6002 });
    expect(bench.run(unsigned(launch(), MINT)).result).toEqual({ Custom: 3010 });
    expect(bench.run(replaced(launch(), 8, key(50))).result).toEqual({ Custom: 2006 });
    expect(bench.run(replaced(launch(), 2, key(51))).result).toEqual({ Custom: 3007 });
    const old = launch();
    const data = new Uint8Array(old.data);
    data.set(Buffer.from('afaf6d1f0d989bed', 'hex'));
    expect(bench.run({ ...old, data }).result).toEqual({ Custom: 6000 });
    bench.must(launch());
    expect(bench.run(launch()).result).toBe('AccountAlreadyInitialized');
  });
});

describe('a trade on the curve', () => {
  it('pays out to the unit what the desk quotes, both ways, and books every fee', () => {
    launched();
    const paid = 1_234_567_891n;
    const expected = quote('quote', paid);
    const before = bench.get(TRADER).lamports;
    const bought = bench.must(buy(paid, expected?.out));
    const units = bench.held(tokensOf(TRADER));
    expect(units).toBe(expected?.out);
    expect(bench.held(wsolOf(TRADER))).toBe(500n * SOL - paid);
    expect(launchLabReserves(poolNow())).toEqual(expected?.after);
    const trade = lastTrade(bought.logs);
    expect(trade).toMatchObject({
      side: 'buy',
      amountIn: paid,
      amountOut: units,
      poolStatus: 0,
      exactIn: true,
    });
    expect(trade.protocolFee + trade.platformFee + trade.creatorFee).toBe(expected?.fee);
    expect(bench.held(PLATFORM_VAULT)).toBe(trade.platformFee);
    expect(bench.held(CREATOR_VAULT)).toBe(trade.creatorFee);
    expect(poolNow().quoteProtocolFee).toBe(trade.protocolFee);
    expect(bench.held(KEYS.quoteVault)).toBe(poolNow().realQuote + trade.protocolFee);
    // The first trade of all pays for both fee vaults.
    expect(before - bench.get(TRADER).lamports).toBe(2n * 2_039_280n);

    const back = quote('base', units);
    const sold = bench.must(sell(units, back?.out));
    expect(bench.held(tokensOf(TRADER))).toBe(0n);
    expect(bench.held(wsolOf(TRADER))).toBe(500n * SOL - paid + (back?.out ?? 0n));
    expect(lastTrade(sold.logs)).toMatchObject({ side: 'sell', amountIn: units, amountOut: back?.out });
    expect(poolNow().realBase).toBe(0n);
    expect(bench.held(KEYS.quoteVault)).toBe(poolNow().realQuote + poolNow().quoteProtocolFee);
    expect(before - bench.get(TRADER).lamports).toBe(2n * 2_039_280n);
  });

  it('of a mint with a transfer fee pays out what the desk quotes with it', () => {
    const program = launched(FEE);
    const expected = quote('quote', 2n * SOL, FEE);
    bench.must(buy(2n * SOL, expected?.out, program));
    const units = bench.held(tokensOf(TRADER, program));
    expect(units).toBe(expected?.out);
    expect(launchLabReserves(poolNow())).toEqual(expected?.after);
    const back = quote('base', units, FEE);
    const before = bench.held(wsolOf(TRADER));
    bench.must(sell(units, back?.out, program));
    expect(bench.held(wsolOf(TRADER)) - before).toBe(back?.out);
    expect(launchLabReserves(poolNow())).toEqual(back?.after);
  });

  it('opens the fee vaults under the program’s own authorities', () => {
    launched();
    bench.must(buy(SOL));
    expect(tokenState(bench.get(PLATFORM_VAULT))?.owner).toBe(launchLabPlatformFeeAuthority());
    expect(tokenState(bench.get(CREATOR_VAULT))?.owner).toBe(launchLabCreatorFeeAuthority());
  });

  it('ends with 0x1774 where less would come out than was asked for at least', () => {
    launched();
    const expected = quote('quote', SOL)?.out ?? 0n;
    const ran = bench.run(buy(SOL, expected + 1n));
    expect(ran.result).toEqual({ Custom: 6004 });
    expect(ran.logs).toContain(
      'Program log: AnchorError occurred. Error Code: ExceededSlippage. Error Number: 6004. ' +
        'Error Message: Exceeds desired slippage limit.',
    );
    bench.must(buy(SOL, expected));
    const back = quote('base', expected)?.out ?? 0n;
    expect(bench.run(sell(expected, back + 1n)).result).toEqual({ Custom: 6004 });
    bench.must(sell(expected, back));
  });

  it('sells what is left for less than was offered, and then waits for its migration', () => {
    launched();
    bench.must(buy(60n * SOL));
    expect(quote('quote', 60n * SOL)).toBeNull();
    const before = bench.held(wsolOf(TRADER));
    const ran = bench.must(buy(60n * SOL));
    const trade = lastTrade(ran.logs);
    expect(before - bench.held(wsolOf(TRADER))).toBe(trade.amountIn);
    expect(trade.amountIn < 60n * SOL).toBe(true);
    expect(trade.poolStatus).toBe(1);
    expect(bench.held(tokensOf(TRADER))).toBe(793_100_000_000_000n);
    expect(poolNow()).toMatchObject({ status: 1, realBase: 793_100_000_000_000n });
    // It raised what it was made to raise, but for the rounding.
    expect(poolNow().realQuote - 85n * SOL >= 0n && poolNow().realQuote - 85n * SOL < 100n).toBe(true);
    expect(bench.run(buy(SOL)).result).toEqual({ Custom: 6006 });
    expect(bench.run(sell(1n)).result).toEqual({ Custom: 6006 });
  });

  it('is refused for what the trader does not have, for nothing, and for more than was ever sold', () => {
    launched();
    bench.token(wsolOf(TRADER), WSOL_MINT, TRADER, SOL);
    expect(bench.run(buy(SOL + 1n)).result).toEqual({ Custom: 1 });
    expect(bench.run(buy(0n)).result).toEqual({ Custom: 6002 });
    bench.must(buy(SOL));
    expect(bench.run(sell(bench.held(tokensOf(TRADER)) + 1n)).result).toEqual({ Custom: 6008 });
    openAccount(CREATOR, TOKEN_PROGRAM);
    bench.must(buy(SOL, 0n, TOKEN_PROGRAM, CREATOR));
    expect(bench.run(sell(bench.held(tokensOf(TRADER)) + 1n)).result).toEqual({ Custom: 1 });
  });

  it('is refused with other accounts than the pool’s own', () => {
    launched();
    const at = (index: number, address: Address) => bench.run(replaced(buy(SOL), index, address)).result;
    expect(bench.run(unsigned(buy(SOL), TRADER)).result).toEqual({ Custom: 3010 });
    expect(at(1, key(40))).toEqual({ Custom: 2006 });
    expect(at(4, key(40))).toEqual({ Custom: 3007 });
    expect(at(3, LAUNCHLAB_SOL_CONFIG)).toEqual({ Custom: 3003 });
    expect(at(5, key(40))).toEqual({ Custom: 3012 });
    expect(at(5, wsolOf(TRADER))).toEqual({ Custom: 2014 });
    expect(at(6, wsolOf(CREATOR))).toEqual({ Custom: 2015 });
    expect(at(7, KEYS.quoteVault)).toEqual({ Custom: 2012 });
    expect(at(8, wsolOf(CREATOR))).toEqual({ Custom: 2012 });
    expect(at(11, TOKEN_2022_PROGRAM)).toEqual({ Custom: 2012 });
    expect(at(16, CREATOR_VAULT)).toEqual({ Custom: 2006 });
    expect(at(17, wsolOf(CREATOR))).toEqual({ Custom: 2006 });
    const whole = buy(SOL);
    expect(bench.run({ ...whole, accounts: whole.accounts.slice(0, 15) }).result).toEqual({ Custom: 6018 });
    expect(bench.run({ ...whole, data: new Uint8Array(8) }).result).toEqual({ Custom: 101 });
  });

  it('with a share fee pays its receiver too, up to what the config allows', () => {
    launched();
    const built = buy(SOL);
    const withShare = (share: bigint) => {
      const data = new Uint8Array(built.data);
      new DataView(data.buffer).setBigUint64(24, share, true);
      const receiver = { address: wsolOf(CREATOR), signer: false, writable: true };
      const accounts = [...built.accounts.slice(0, 15), receiver, ...built.accounts.slice(15)];
      return { ...built, data, accounts };
    };
    expect(bench.run(withShare(10_001n)).result).toEqual({ Custom: 6002 });
    const trade = lastTrade(bench.must(withShare(10_000n)).logs);
    expect(trade.shareFee).toBe((SOL * 10_000n) / 1_000_000n);
    expect(bench.held(wsolOf(CREATOR))).toBe(500n * SOL + trade.shareFee);
  });
});

describe('the program’s arithmetic', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 18n });
  const rate = fc.bigInt({ min: 0n, max: 100_000n });

  it('agrees with the desk’s quote wherever that has one, and its fees add up', () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        amount,
        rate,
        rate,
        rate,
        (base, floorIn, quoteUnits, moved, a, b, c) => {
          const floor = floorIn % base;
          const rates = { protocol: a, platform: b, creator: c, share: 0n };
          const curve = { base, quote: quoteUnits, forSale: base - floor };
          const terms = {
            kind: 'launchlab' as const,
            globalConfig: key(1),
            platformConfig: key(1),
            creator: key(1),
            platformFeeVault: key(1),
            creatorFeeVault: key(1),
            protocolFeePpm: ppm(a),
            platformFeePpm: ppm(b),
            creatorFeePpm: ppm(c),
            baseFloorUnits: tokenUnits(floor),
          };
          const ask = (inSide: 'base' | 'quote') =>
            quoteLaunchLab(terms, {
              inSide,
              reserves: { base: tokenUnits(base), quote: tokenUnits(quoteUnits) },
              amountIn: tokenUnits(moved),
              transferFees: { base: null, quote: null },
            });
          const bought = launchLabBuy(moved, curve, rates);
          const buying = ask('quote');
          if (buying === null) expect(bought.base).toBe(curve.forSale);
          else expect([bought.base, bought.traderQuote]).toEqual([buying.out, moved]);
          expect(bought.traderQuote <= moved).toBe(true);
          const { protocol, platform, creator } = bought.fees;
          expect(bought.quote + protocol + platform + creator).toBe(bought.traderQuote);
          expect([protocol, platform, creator].every((fee) => fee >= 0n)).toBe(true);
          expect(launchLabSell(moved, curve, rates).traderQuote).toBe(ask('base')?.out);
        },
      ),
    );
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeConfigCache, type ConfigCache } from '../../../electron/chain/config-cache.ts';
import { makePoolFactsReader, type PoolFactsReader } from '../../../electron/chain/pool-facts.ts';
import { encodeAddress } from '../../../electron/protocol/base58.ts';
import { decodeCpmmConfigAccount } from '../../../electron/protocol/cpmm-config-account.ts';
import { decodeCpmmPoolAccount } from '../../../electron/protocol/cpmm-pool-account.ts';
import {
  launchLabCreatorFeeVault,
  launchLabPlatformFeeVault,
} from '../../../electron/protocol/launchlab-keys.ts';
import {
  AMM_V4_PROGRAM,
  CLMM_PROGRAM,
  CPMM_PROGRAM,
  TOKEN_2022_PROGRAM,
} from '../../../electron/protocol/programs.ts';
import { encodeToken2022Mint } from '../../../electron/protocol/token-2022-mint.ts';
import { transferFeeConfigExtension } from '../../../electron/protocol/token-2022-transfer-fee.ts';
import type { PoolListing } from '../../../shared/pool.ts';
import { address, bps, tokenUnits, WSOL_MINT, type Address } from '../../../shared/units.ts';
import { NEEDS, NO_FIXTURES, readAccountFixture } from '../protocol/chain-fixtures.ts';
import { accountJson, mintJson, sampleAddress, vaultJson } from './account-bytes.ts';
import { chainRig, serveAccounts, type ChainRig } from './chain-rig.ts';
import {
  CPMM_KEYS,
  cpmmConfigJson,
  cpmmPoolJson,
  globalConfigJson,
  LAUNCHLAB_KEYS,
  launchLabPoolJson,
  platformConfigJson,
} from './other-program-bytes.ts';

const never = new AbortController().signal;
let rig: ChainRig;
let reader: PoolFactsReader;
let configs: ConfigCache;
let accounts: Record<string, object>;
let epoch: number | null;
let expected: number[];

beforeEach(async () => {
  rig = await chainRig();
  epoch = 700;
  expected = [];
  serveAccounts(rig.node, () => accounts);
  configs = makeConfigCache(rig.reader, rig.clock);
  reader = makePoolFactsReader({
    reader: rig.reader,
    configs,
    time: { epoch: () => epoch, expect: (moment) => void expected.push(moment) },
    clock: rig.clock,
  });
});
afterEach(() => {
  configs.stop();
  return rig.close();
});

const listingOf = (pool: Address, token: Address, changes: Partial<PoolListing> = {}): PoolListing => ({
  pool,
  program: null,
  baseMint: WSOL_MINT,
  quoteMint: token,
  symbol: null,
  name: null,
  slot: null,
  detail: null,
  mint: null,
  lpBurnedBps: null,
  feed: 'test',
  ...changes,
});

const callCount = (): number => rig.node.calls.length;

describe('the facts of a CPMM pool', () => {
  const { pool, config, token, vault0, vault1, lpMint, observation } = CPMM_KEYS;
  const listing = listingOf(pool, token);
  beforeEach(() => {
    accounts = {
      [pool]: cpmmPoolJson({ protocolFees0: 5n, fundFees0: 3n, creatorFees0: 2n, fundFees1: 7n }),
      [vault0]: vaultJson(WSOL_MINT, 1_000_010n),
      [vault1]: vaultJson(token, 500_007n),
      [lpMint]: mintJson({ supply: tokenUnits(250n) }),
      [token]: mintJson(),
      [config]: cpmmConfigJson(),
    };
  });

  it('are read in one batch and one for its config, and the next pool’s in one', async () => {
    const read = await reader.readFacts(listing, never);
    expect(read).toEqual({
      ok: true,
      value: {
        detail: {
          baseMint: WSOL_MINT,
          quoteMint: token,
          terms: {
            kind: 'cpmm',
            config,
            observation,
            tradeFeePpm: 2_500n,
            protocolFeePpm: 120_000n,
            fundFeePpm: 40_000n,
            creatorFee: null,
          },
          accounts: { baseVault: vault0, quoteVault: vault1, lpMint },
          baseDecimals: 9,
          quoteDecimals: 6,
          reserves: { base: 1_000_000n, quote: 500_000n },
          opensAtMs: 1_700_000_100_000,
        },
        mint: expect.objectContaining({ transferFee: null, riskyExtension: null, decimals: 6 }),
        lpBurnedBps: 7_500,
      },
    });
    expect(rig.node.calls.map(({ params }) => params[0])).toEqual([
      [pool, token, vault0, vault1, lpMint],
      [config],
    ]);
    expect(expected).toEqual([1_700_000_100_000]);
    await reader.readFacts({ ...listing, program: 'cpmm' }, never);
    expect(callCount()).toBe(3);
  });

  it('carry the pool’s own order of mints, whatever was announced', async () => {
    const read = await reader.readFacts(
      listingOf(pool, token, { baseMint: token, quoteMint: WSOL_MINT }),
      never,
    );
    expect(read).toMatchObject({ ok: true, value: { detail: { baseMint: WSOL_MINT, quoteMint: token } } });
  });

  it('take the vaults and the LP mint that the account names over those that derive', async () => {
    const [other0, other1, otherLp] = [sampleAddress(81), sampleAddress(82), sampleAddress(83)];
    accounts[pool] = cpmmPoolJson({ vault0: other0, vault1: other1, lpMint: otherLp });
    accounts[other0] = vaultJson(WSOL_MINT, 77n);
    accounts[other1] = vaultJson(token, 88n);
    accounts[otherLp] = mintJson({ supply: tokenUnits(1_000n) });
    const read = await reader.readFacts(listing, never);
    expect(read).toMatchObject({
      ok: true,
      value: {
        detail: {
          reserves: { base: 77n, quote: 88n },
          accounts: { baseVault: other0, quoteVault: other1, lpMint: otherLp },
        },
        lpBurnedBps: 0,
      },
    });
    expect(rig.node.calls[1]?.params[0]).toEqual([pool, other0, other1, config, otherLp]);
  });

  it('say on which side the creator takes a fee', async () => {
    for (const [creatorFeeOn, on] of [
      [0, 'input'],
      [1, 'base'],
      [2, 'quote'],
    ] as const) {
      accounts[pool] = cpmmPoolJson({ creatorFeeOn, creatorFeeEnabled: 1 });
      const read = await reader.readFacts(listing, never);
      expect(read).toMatchObject({ value: { detail: { terms: { creatorFee: { ratePpm: 1_000n, on } } } } });
    }
  });

  it('have the config read again for the next pool once it is a minute old', async () => {
    await reader.readFacts(listing, never);
    accounts[config] = cpmmConfigJson(3_000n);
    rig.clock.advance(60_001);
    await reader.readFacts(listing, never);
    const again = await reader.readFacts(listing, never);
    expect(again).toMatchObject({ value: { detail: { terms: { tradeFeePpm: 3_000n } } } });
    expect(configs.ageMs()).toBe(0);
  });

  it.each([
    ['swaps switched off', () => ({ [pool]: cpmmPoolJson({ status: 4 }) }), 'does not allow swaps'],
    ['other mints', () => ({ [pool]: cpmmPoolJson({ mint1: sampleAddress(99) }) }), 'other mints'],
    ['less in a vault than is owed', () => ({ [pool]: cpmmPoolJson({ fundFees1: 600_000n }) }), 'owes'],
    ['a vault of another mint', () => ({ [vault1]: vaultJson(WSOL_MINT, 9n) }), 'vault'],
    ['a config of another program', () => ({ [config]: mintJson() }), 'config'],
    ['a creator fee of no kind', () => ({ [pool]: cpmmPoolJson({ creatorFeeOn: 9 }) }), 'creator'],
    ['another program', () => ({ [pool]: cpmmPoolJson({}, sampleAddress(98)) }), 'no program of Raydium'],
    [
      'bytes of another length',
      () => ({ [pool]: accountJson(CPMM_PROGRAM, new Uint8Array(9)) }),
      'not a CPMM',
    ],
  ])('are refused for %s', async (_what, change, words) => {
    accounts = { ...accounts, ...change() };
    const read = await reader.readFacts(listing, never);
    expect(read).toMatchObject({ ok: false, error: { code: 'not-a-pool' } });
    expect(read.ok ? '' : read.error.detail).toContain(words);
  });

  it('are refused where another program was announced', async () => {
    const read = await reader.readFacts({ ...listing, program: 'amm-v4' }, never);
    expect(read).toMatchObject({ ok: false, error: { code: 'not-a-pool' } });
  });

  describe('of a Token-2022 mint', () => {
    const mint2022 = (): object => {
      const fee = (from: bigint, share: number) => ({
        epoch: from,
        bps: bps(share),
        maximumUnits: tokenUnits(9_000n),
      });
      const extension = transferFeeConfigExtension({
        configAuthority: null,
        withdrawAuthority: null,
        withheld: tokenUnits(0n),
        older: fee(0n, 100),
        newer: fee(701n, 300),
      });
      const hook = { type: 14, data: new Uint8Array(64) };
      const mint = {
        mintAuthority: null,
        supply: tokenUnits(5n),
        decimals: 6,
        freezeAuthority: null,
        extensions: [extension, hook],
      };
      return accountJson(TOKEN_2022_PROGRAM, encodeToken2022Mint(mint));
    };

    it.each([
      [700, 100],
      [701, 300],
      [null, 300],
    ])('tell the fee of epoch %s: %i bps', async (now, share) => {
      epoch = now;
      accounts[token] = mint2022();
      const read = await reader.readFacts(listing, never);
      expect(read).toMatchObject({
        ok: true,
        value: {
          mint: {
            tokenProgram: TOKEN_2022_PROGRAM,
            transferFee: { bps: share, maximumUnits: 9_000n },
            riskyExtension: 'TransferHook',
          },
        },
      });
    });
  });
});

describe.skipIf(NO_FIXTURES)(`the facts of a real CPMM pool${NEEDS}`, () => {
  it('are those of its bytes', async () => {
    const [poolFile, config, vault0, vault1] = ['pool', 'amm-config', 'vault0', 'vault1'].map((name) =>
      readAccountFixture(`accounts/cpmm-7Juw/${name}.json`),
    );
    const decoded = decodeCpmmPoolAccount(poolFile?.bytes ?? new Uint8Array());
    const rates = decodeCpmmConfigAccount(config?.bytes ?? new Uint8Array());
    if (decoded === null || rates === null || poolFile === undefined) throw new Error('not the fixture');
    accounts = {};
    for (const file of [poolFile, config, vault0, vault1]) {
      if (file !== undefined) accounts[file.address] = accountJson(address(file.owner), file.bytes);
    }
    const token = decoded.mint0 === WSOL_MINT ? decoded.mint1 : decoded.mint0;
    accounts[token] = mintJson();
    accounts[decoded.lpMint] = mintJson({ supply: tokenUnits(decoded.lpSupply) });
    const read = await reader.readFacts(listingOf(address(poolFile.address), token), never);
    if (!read.ok) throw new Error(read.error.detail);
    expect(read.value.detail).toMatchObject({
      baseMint: decoded.mint0,
      quoteMint: decoded.mint1,
      terms: { tradeFeePpm: rates.tradeFeePpm },
    });
    expect(read.value.detail.reserves.base).toBeGreaterThan(0n);
    expect(rig.node.calls).toHaveLength(2);
  });
});

describe('the facts of a LaunchLab pool', () => {
  const { pool, globalConfig, platformConfig, token, baseVault, quoteVault, creator } = LAUNCHLAB_KEYS;
  const listing = listingOf(pool, token, { baseMint: token, quoteMint: WSOL_MINT });
  beforeEach(() => {
    accounts = {
      [pool]: launchLabPoolJson(),
      [token]: mintJson(),
      [globalConfig]: globalConfigJson(),
      [platformConfig]: platformConfigJson(),
    };
  });

  it('are read in one batch, once its configs are known, with the curve’s reserves and all four fees', async () => {
    const read = await reader.readFacts(listing, never);
    expect(read).toMatchObject({
      ok: true,
      value: {
        detail: {
          baseMint: token,
          quoteMint: WSOL_MINT,
          terms: {
            kind: 'launchlab',
            globalConfig,
            platformConfig,
            creator,
            platformFeeVault: launchLabPlatformFeeVault(platformConfig, WSOL_MINT),
            creatorFeeVault: launchLabCreatorFeeVault(creator, WSOL_MINT),
            protocolFeePpm: 2_500n,
            platformFeePpm: 10_000n,
            creatorFeePpm: 500n,
            baseFloorUnits: 279_925n,
          },
          accounts: { baseVault, quoteVault, lpMint: null },
          reserves: { base: 1_073_000n, quote: 30_007n },
          opensAtMs: 0,
        },
        lpBurnedBps: null,
      },
    });
    const before = callCount();
    await reader.readFacts({ ...listing, program: 'launchlab' }, never);
    expect(callCount() - before).toBe(1);
    expect(rig.node.calls.at(-1)?.params[0]).toEqual([pool, token]);
  });

  it.each([
    ['is sold out', () => ({ [pool]: launchLabPoolJson({ status: 1 }) }), 'waits for its migration'],
    ['has migrated', () => ({ [pool]: launchLabPoolJson({ status: 2 }) }), 'has migrated'],
    ['is on another curve', () => ({ [globalConfig]: globalConfigJson({ curveType: 1 }) }), 'curve'],
    ['has a foreign platform config', () => ({ [platformConfig]: mintJson() }), 'platform'],
  ])('are refused for one that %s, in words', async (_what, change, words) => {
    accounts = { ...accounts, ...change() };
    const read = await reader.readFacts(listing, never);
    expect(read).toMatchObject({ ok: false, error: { code: 'not-a-pool' } });
    expect(read.ok ? '' : read.error.detail).toContain(words);
  });
});

describe('the facts of a CLMM pool', () => {
  it('name the program and its mints, and no reserves', async () => {
    const data = new Uint8Array(1_544);
    data.set(Buffer.from('f7ede3f5d7c3de46', 'hex'));
    const token = sampleAddress(91);
    data.fill(91, 73, 105);
    data.set(Buffer.from('069b8857feab8184fb687f634618c035dac439dc1aeb3b5598a0f00000000001', 'hex'), 105);
    expect(encodeAddress(data.subarray(105, 137))).toBe(WSOL_MINT);
    accounts = { [sampleAddress(90)]: accountJson(CLMM_PROGRAM, data), [token]: mintJson() };
    const read = await reader.readFacts(listingOf(sampleAddress(90), token, { program: 'clmm' }), never);
    expect(read).toMatchObject({
      ok: true,
      value: {
        detail: { baseMint: token, terms: { kind: 'clmm' }, reserves: { base: 0n, quote: 0n } },
        lpBurnedBps: null,
      },
    });
  });
});

describe('a pool without SOL', () => {
  it('is refused without a read', async () => {
    const read = await reader.readFacts(listingOf(AMM_V4_PROGRAM, WSOL_MINT), never);
    expect(read).toMatchObject({ ok: false, error: { code: 'not-a-pool' } });
    expect(callCount()).toBe(0);
  });
});

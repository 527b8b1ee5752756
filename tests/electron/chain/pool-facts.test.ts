import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeConfigCache } from '../../../electron/chain/config-cache.ts';
import { lpBurnedBps } from '../../../electron/chain/lp-burned.ts';
import { makePoolFactsReader, type PoolFactsReader } from '../../../electron/chain/pool-facts.ts';
import { TOKEN_2022_PROGRAM, TOKEN_PROGRAM } from '../../../electron/protocol/programs.ts';
import type { PoolFacts, PoolListing } from '../../../shared/pool.ts';
import { bps, tokenUnits, unixMs, WSOL_MINT } from '../../../shared/units.ts';
import { eventually } from '../../support/eventually.ts';
import { accountJson, KEYS, mintJson, poolJson, sampleAddress, vaultJson } from './account-bytes.ts';
import { chainRig, serveAccounts, type ChainRig } from './chain-rig.ts';

const never = new AbortController().signal;

const LISTING: PoolListing = {
  pool: KEYS.pool,
  program: 'amm-v4',
  baseMint: KEYS.coinMint,
  quoteMint: KEYS.pcMint,
  symbol: null,
  name: null,
  slot: null,
  detail: null,
  mint: null,
  lpBurnedBps: null,
  feed: 'test',
};

const FACTS: PoolFacts = {
  detail: {
    baseMint: KEYS.coinMint,
    quoteMint: KEYS.pcMint,
    terms: { kind: 'amm-v4' },
    accounts: {
      baseVault: KEYS.coinVault,
      quoteVault: KEYS.pcVault,
      lpMint: KEYS.lpMint,
    },
    baseDecimals: 9,
    quoteDecimals: 6,
    reserves: { base: tokenUnits(79_000_000_000n - 7n), quote: tokenUnits(1_000_000n - 11n) },
    opensAtMs: unixMs(1_700_000_000_000),
  },
  mint: {
    tokenProgram: TOKEN_PROGRAM,
    decimals: 6,
    supply: tokenUnits(5_000_000n),
    mintAuthority: null,
    freezeAuthority: sampleAddress(9),
    transferFee: null,
    riskyExtension: null,
  },
  lpBurnedBps: bps(9_999),
};

let rig: ChainRig;
let reader: PoolFactsReader;
let accounts: Record<string, object>;
let epoch: number | null;
let expected: number[];

beforeEach(async () => {
  rig = await chainRig();
  epoch = 700;
  accounts = {
    [KEYS.pool]: poolJson({ needTakePnlCoin: 7n, needTakePnlPc: 11n }),
    [KEYS.coinVault]: vaultJson(WSOL_MINT, 79_000_000_000n),
    [KEYS.pcVault]: vaultJson(KEYS.pcMint, 1_000_000n),
    [KEYS.pcMint]: mintJson({ freezeAuthority: sampleAddress(9) }),
    [KEYS.lpMint]: mintJson({ supply: tokenUnits(100n), decimals: 9 }),
  };
  serveAccounts(rig.node, () => accounts);
  expected = [];
  reader = makePoolFactsReader({
    reader: rig.reader,
    configs: makeConfigCache(rig.reader, rig.clock),
    time: { epoch: () => epoch, expect: (moment) => void expected.push(moment) },
    clock: rig.clock,
  });
});
afterEach(() => rig.close());

const asked = (): readonly unknown[] => rig.node.calls.map(({ params }) => params[0]);

describe('reading the facts of a pool', () => {
  it('reads everything of a pool of which only the keys are known, in two calls, pool and vaults as of one slot', async () => {
    expect(await reader.readFacts(LISTING, never)).toEqual({ ok: true, value: FACTS });
    expect(asked()).toEqual([
      [KEYS.pool, KEYS.pcMint],
      [KEYS.pool, KEYS.coinVault, KEYS.pcVault, KEYS.lpMint],
    ]);
  });

  it('reads only the mint, in one call, where the rest was announced', async () => {
    const listing = { ...LISTING, detail: FACTS.detail, lpBurnedBps: bps(10_000) };
    const read = await reader.readFacts(listing, never);
    expect(read).toEqual({ ok: true, value: { ...FACTS, lpBurnedBps: bps(10_000) } });
    expect(asked()).toEqual([[KEYS.pcMint]]);
  });

  it('reads mint, pool and LP mint in one call where only the reserves were announced', async () => {
    const read = await reader.readFacts({ ...LISTING, detail: FACTS.detail }, never);
    expect(read).toEqual({ ok: true, value: FACTS });
    expect(asked()).toEqual([[KEYS.pool, KEYS.pcMint, KEYS.lpMint]]);
  });

  it('asks nothing where everything was announced', async () => {
    const listing = { ...LISTING, detail: FACTS.detail, mint: FACTS.mint, lpBurnedBps: bps(5_000) };
    expect(await reader.readFacts(listing, never)).toMatchObject({ ok: true, value: { lpBurnedBps: 5_000 } });
    expect(asked()).toEqual([]);
  });

  it('takes the base mint where WSOL is the quote side', async () => {
    accounts[KEYS.pool] = poolJson({ coinMint: KEYS.pcMint, pcMint: WSOL_MINT });
    accounts[KEYS.coinVault] = vaultJson(KEYS.pcMint, 5n);
    accounts[KEYS.pcVault] = vaultJson(WSOL_MINT, 6n);
    const read = await reader.readFacts({ ...LISTING, baseMint: KEYS.pcMint, quoteMint: WSOL_MINT }, never);
    expect(read).toMatchObject({ ok: true, value: { detail: { reserves: { base: 5n, quote: 6n } } } });
  });

  it('looks again, slot by slot, for a pool that the node does not have yet', async () => {
    const pool = accounts[KEYS.pool] ?? {};
    delete accounts[KEYS.pool];
    const reading = reader.readFacts(LISTING, never);
    await eventually('it waits', () => rig.clock.nextInMs() === 400);
    accounts[KEYS.pool] = pool;
    rig.clock.advance(400);
    expect(await reading).toEqual({ ok: true, value: FACTS });
  });

  it('gives up a pool that does not come', async () => {
    delete accounts[KEYS.pool];
    const reading = reader.readFacts(LISTING, never);
    for (let tries = 0; tries < 3; tries += 1) {
      await eventually('it waits', () => rig.clock.nextInMs() === 400);
      rig.clock.advance(400);
    }
    expect(await reading).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it.each([
    ['another program', () => ({ [KEYS.pool]: accountJson(TOKEN_PROGRAM, new Uint8Array(752)) })],
    ['other bytes', () => ({ [KEYS.pool]: poolJson({ status: 0n }) })],
    ['a status without swaps', () => ({ [KEYS.pool]: poolJson({ status: 4n }) })],
    ['other mints than announced', () => ({ [KEYS.pool]: poolJson({ pcMint: sampleAddress(77) }) })],
    ['a vault of another mint', () => ({ [KEYS.coinVault]: vaultJson(KEYS.pcMint, 1n) })],
    ['a Token-2022 mint', () => ({ [KEYS.pcMint]: accountJson(TOKEN_2022_PROGRAM, new Uint8Array(82)) })],
  ])('refuses %s', async (_what, change) => {
    accounts = { ...accounts, ...change() };
    expect(await reader.readFacts(LISTING, never)).toMatchObject({
      ok: false,
      error: { code: 'not-a-pool' },
    });
  });

  it('says that the chain cannot be reached, and that nobody waits any more', async () => {
    rig.node.on('getMultipleAccounts', { error: { code: -32602, message: 'no' } });
    expect(await reader.readFacts(LISTING, never)).toMatchObject({ error: { code: 'chain-unreachable' } });
    expect(await reader.readFacts(LISTING, AbortSignal.abort())).toMatchObject({
      error: { code: 'aborted' },
    });
  });

  it('takes an opening time beyond all dates for never', async () => {
    accounts[KEYS.pool] = poolJson({ openTimeUnixS: (1n << 64n) - 1n, status: 7n });
    const read = await reader.readFacts(LISTING, never);
    if (!read.ok) throw new Error(read.error.detail);
    expect(read.value.detail.opensAtMs).toBeGreaterThan(8.64e15);
    expect(Number.isSafeInteger(read.value.detail.opensAtMs)).toBe(true);
  });
});

describe('the burned share of the LP supply', () => {
  it('is everything, nothing, or unknown', () => {
    expect(lpBurnedBps(0n, 10n)).toBe(10_000);
    expect(lpBurnedBps(10n, 10n)).toBe(0);
    expect(lpBurnedBps(11n, 10n)).toBe(0);
    expect(lpBurnedBps(0n, 0n)).toBeNull();
  });

  it('never says more than was burned', () => {
    const u64 = fc.bigInt({ min: 1n, max: (1n << 64n) - 1n });
    fc.assert(
      fc.property(u64, u64, (supply, reserve) => {
        const share = BigInt(lpBurnedBps(supply, reserve) ?? -1);
        const burned = supply >= reserve ? 0n : reserve - supply;
        expect(share * reserve <= burned * 10_000n && burned * 10_000n < (share + 1n) * reserve).toBe(true);
      }),
    );
  });
});

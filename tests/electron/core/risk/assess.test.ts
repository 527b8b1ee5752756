import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../../electron/core/risk/assess.ts';
import { assess, refuseUnread } from '../../../../electron/core/risk/assess.ts';
import { checksOf } from '../../../../electron/core/risk/checks.ts';
import type { PoolListing } from '../../../../shared/pool.ts';
import type { TradingSettings } from '../../../../shared/settings.ts';
import { bps, lamports, tokenUnits, unixMs, WSOL_MINT, type Lamports } from '../../../../shared/units.ts';
import type { FactsPatch } from '../../../support/pools.ts';
import {
  bareListing,
  factsOf,
  LAUNCHLAB_TERMS,
  mintAddress,
  NOON,
  poolAddress,
  reservesOf,
  SETTINGS,
  settingsWith,
  sol,
  SOMEBODY,
  tradableOf,
} from '../../../support/pools.ts';

type Judged = {
  readonly listing?: Partial<PoolListing>;
  readonly facts?: FactsPatch;
  readonly settings?: TradingSettings;
  readonly reserves?: ReturnType<typeof reservesOf>;
  readonly cap?: Lamports;
  readonly at?: number;
};

function judge(given: Judged = {}): Assessment {
  const facts = factsOf(1, given.facts);
  const listing = bareListing(1, given.listing);
  const { settings = SETTINGS, reserves = facts.detail.reserves, cap = null, at = NOON } = given;
  return assess(listing, facts, reserves, settings, cap, unixMs(at));
}

const refusalOf = (given: Judged) => {
  const judged = judge(given);
  return judged.verdict === 'refused' ? judged.refusal : null;
};

describe('a sound pool', () => {
  it('is told with its size, its quote and what a swap needs to know', () => {
    const judged = judge();
    expect(judged).toMatchObject({ verdict: 'sound', pool: tradableOf(1), spendLamports: sol(0.1) });
    expect(judged).toMatchObject({ quote: { solReserve: sol(50) } });
  });

  it('whose base is SOL has its token on the other side', () => {
    const { base, quote } = reservesOf(sol(50));
    const judged = judge({
      listing: { baseMint: WSOL_MINT, quoteMint: mintAddress(1) },
      facts: { detail: { baseMint: WSOL_MINT, quoteMint: mintAddress(1) } },
      reserves: { base: quote, quote: base },
    });
    expect(judged).toMatchObject({
      verdict: 'sound',
      pool: { solSide: 'base', tokenMint: mintAddress(1), baseMint: WSOL_MINT },
      quote: { solReserve: sol(50) },
    });
  });

  it('without a symbol goes by its mint', () => {
    expect(judge({ listing: { symbol: null } })).toMatchObject({ pool: { symbol: 'Mint…aaa1' } });
  });

  it('is sized to its liquidity and to what was shown', () => {
    expect(judge({ reserves: reservesOf(sol(6)) })).toMatchObject({ spendLamports: sol(0.06) });
    expect(judge({ cap: sol(0.02) })).toMatchObject({ spendLamports: sol(0.02) });
  });
});

describe('what the listing alone rules out', () => {
  it('is a pool without SOL, or with SOL on both sides', () => {
    expect(refuseUnread(bareListing(1, { quoteMint: mintAddress(2) }))).toEqual({ code: 'not-a-sol-pair' });
    expect(refuseUnread(bareListing(1, { baseMint: WSOL_MINT }))).toEqual({ code: 'not-a-sol-pair' });
    expect(refusalOf({ listing: { quoteMint: mintAddress(2) } })).toEqual({ code: 'not-a-sol-pair' });
  });

  it('is a pool of CLMM, which starts empty', () => {
    const refusal = { code: 'not-buyable-yet', program: 'clmm' };
    expect(refuseUnread(bareListing(1, { program: 'clmm' }))).toEqual(refusal);
    expect(refusalOf({ listing: { program: 'clmm' } })).toEqual(refusal);
  });

  it.each(['amm-v4', 'cpmm', 'launchlab', null] as const)('is nothing more: %s is read', (program) => {
    expect(refuseUnread(bareListing(1, { program }))).toBeNull();
  });
});

describe('the facts overrule the announcement', () => {
  it('in the order of the sides', () => {
    const judged = judge({ listing: { baseMint: WSOL_MINT, quoteMint: mintAddress(1) } });
    expect(judged).toMatchObject({ verdict: 'sound', pool: { solSide: 'quote', baseMint: mintAddress(1) } });
  });

  it('in the program', () => {
    const detail = { terms: { kind: 'clmm' } } as const;
    const refusal = { code: 'not-buyable-yet', program: 'clmm' };
    expect(refusalOf({ listing: { program: null }, facts: { detail } })).toEqual(refusal);
    expect(refusalOf({ listing: { program: 'cpmm' }, facts: { detail } })).toEqual(refusal);
    expect(judge({ listing: { program: null } })).toMatchObject({ pool: { terms: { kind: 'amm-v4' } } });
  });

  it('but not in the token: the mint that was read is the announced one, and of another nothing is known', () => {
    const refusal = refusalOf({ facts: { detail: { baseMint: mintAddress(2) } } });
    expect(refusal?.code).toBe('facts-unavailable');
    expect(refusalOf({ facts: { detail: { quoteMint: mintAddress(2) } } })).toEqual({
      code: 'not-a-sol-pair',
    });
  });
});

describe('a Token-2022 mint', () => {
  const mint = (patch: FactsPatch['mint']) => refusalOf({ facts: { mint: patch ?? {} } });
  const keeping = (share: number) => ({
    transferFee: { bps: bps(share), maximumUnits: tokenUnits(1_000_000_000n) },
  });

  it('with an extension that can keep a holder from selling is refused, whatever is allowed', () => {
    const settings = settingsWith({ requireMintRenounced: false, requireNoFreeze: false });
    const facts = { mint: { riskyExtension: 'PermanentDelegate' } };
    const refusal = { code: 'risky-extension', extension: 'PermanentDelegate' };
    expect(refusalOf({ facts, settings })).toEqual(refusal);
  });

  it('that keeps more than 5 % of a transfer is refused', () => {
    expect(mint(keeping(500))).toBeNull();
    expect(mint(keeping(501))).toEqual({ code: 'transfer-fee-too-high', foundBps: 501, allowedBps: 500 });
  });
});

describe('a pool of LaunchLab', () => {
  const curve = (patch: FactsPatch = {}): FactsPatch => ({
    ...patch,
    detail: { terms: LAUNCHLAB_TERMS, ...patch.detail },
    lpBurnedBps: null,
  });

  it('is not asked for burned LP: it has none, and nothing can be withdrawn before it migrates', () => {
    expect(refusalOf({ listing: { program: 'launchlab' }, facts: curve() })?.code).not.toBe('lp-not-burned');
  });

  it('counts the virtual SOL that prices it as its liquidity', () => {
    const refusal = refusalOf({ facts: curve(), reserves: reservesOf(sol(4)) });
    expect(refusal).toMatchObject({ code: 'too-little-liquidity', foundLamports: sol(4) });
    expect(refusalOf({ facts: curve(), reserves: reservesOf(sol(30)) })?.code).not.toBe(
      'too-little-liquidity',
    );
  });
});

describe('a pool is refused', () => {
  it('until the moment at which it opens', () => {
    const opensAtMs = unixMs(NOON + 1);
    expect(refusalOf({ facts: { detail: { opensAtMs } } })).toEqual({ code: 'not-open-yet', opensAtMs });
    expect(refusalOf({ facts: { detail: { opensAtMs } }, at: NOON + 1 })).toBeNull();
  });

  it('when somebody can mint more of the token, unless the trader allows that', () => {
    const facts = { mint: { mintAuthority: SOMEBODY } };
    expect(refusalOf({ facts })).toEqual({ code: 'mint-authority-set', authority: SOMEBODY });
    expect(refusalOf({ facts, settings: settingsWith({ requireMintRenounced: false }) })).toBeNull();
  });

  it('when somebody can freeze the token, unless the trader allows that', () => {
    const facts = { mint: { freezeAuthority: SOMEBODY } };
    expect(refusalOf({ facts })).toEqual({ code: 'freeze-authority-set', authority: SOMEBODY });
    expect(refusalOf({ facts, settings: settingsWith({ requireNoFreeze: false }) })).toBeNull();
  });

  it('when less of the LP supply is burned than asked for, or when that is not known', () => {
    const asked = { code: 'lp-not-burned', askedBps: 9_000 };
    expect(refusalOf({ facts: { lpBurnedBps: bps(8_999) } })).toEqual({ ...asked, foundBps: 8_999 });
    expect(refusalOf({ facts: { lpBurnedBps: null } })).toEqual({ ...asked, foundBps: null });
    expect(refusalOf({ facts: { lpBurnedBps: bps(9_000) } })).toBeNull();
  });

  it('not for its LP supply when no share is asked for', () => {
    const settings = settingsWith({ minLpBurnedBps: bps(0) });
    expect(refusalOf({ facts: { lpBurnedBps: null }, settings })).toBeNull();
    expect(refusalOf({ facts: { lpBurnedBps: bps(0) }, settings })).toBeNull();
  });

  it('when it holds a lamport less than asked for', () => {
    expect(refusalOf({ reserves: reservesOf(sol(5)) })).toBeNull();
    expect(refusalOf({ reserves: reservesOf(lamports(sol(5) - 1n)) })).toEqual({
      code: 'too-little-liquidity',
      foundLamports: sol(5) - 1n,
      askedLamports: sol(5),
    });
  });

  it('when nothing would come out of the swap', () => {
    expect(refusalOf({ reserves: reservesOf(sol(50), 3n) })).toEqual({ code: 'nothing-out' });
    expect(refusalOf({ reserves: reservesOf(sol(50), 0n) })).toEqual({ code: 'nothing-out' });
  });

  it('when the order would move the price by more than allowed', () => {
    const large = { buyLamports: sol(5), maxShareOfLiquidityBps: bps(1_000) };
    expect(refusalOf({ settings: settingsWith({ ...large, maxImpactBps: bps(500) }) })).toEqual({
      code: 'impact-too-high',
      foundBps: 908,
      allowedBps: 500,
    });
    expect(refusalOf({ settings: settingsWith({ ...large, maxImpactBps: bps(908) }) })).toBeNull();
    expect(refusalOf({ settings: settingsWith({ ...large, maxImpactBps: bps(907) }) })).not.toBeNull();
  });

  it('for what no wait mends before it is for its time, and for its time before its price', () => {
    const detail = { opensAtMs: unixMs(NOON + 1) };
    const facts = { mint: { mintAuthority: SOMEBODY }, detail };
    expect(refusalOf({ facts })?.code).toBe('mint-authority-set');
    expect(refusalOf({ facts: { detail }, reserves: reservesOf(sol(0)) })?.code).toBe('not-open-yet');
  });

  it('for the first of several reasons: the mint before the money', () => {
    const facts = { mint: { mintAuthority: SOMEBODY, freezeAuthority: SOMEBODY }, lpBurnedBps: null };
    expect(refusalOf({ facts, reserves: reservesOf(sol(0)) })?.code).toBe('mint-authority-set');
  });
});

describe('the checks that a card shows', () => {
  const LAX = settingsWith({ requireMintRenounced: false, requireNoFreeze: false, minLpBurnedBps: bps(0) });
  const verdictsOf = (facts: FactsPatch) => {
    const judged = judge({ facts, settings: LAX });
    return judged.verdict === 'sound' ? judged.checks.map(({ verdict, value }) => [verdict, value]) : [];
  };

  it('pass for a pool without a flaw', () => {
    expect(verdictsOf({})).toEqual([
      ['passed', null],
      ['passed', null],
      ['passed', 10_000],
    ]);
  });

  it('warn of what the trader allows all the same', () => {
    const mint = { mintAuthority: SOMEBODY, freezeAuthority: SOMEBODY };
    expect(verdictsOf({ mint, lpBurnedBps: bps(9_499) })).toEqual([
      ['warned', null],
      ['warned', null],
      ['warned', 9_499],
    ]);
    expect(verdictsOf({ lpBurnedBps: null })[2]).toEqual(['warned', null]);
    expect(verdictsOf({ lpBurnedBps: bps(9_500) })[2]).toEqual(['passed', 9_500]);
  });

  it('show a transfer fee only where the mint has one', () => {
    const keeping = (share: number) => ({
      mint: { transferFee: { bps: bps(share), maximumUnits: tokenUnits(1n) } },
    });
    expect(verdictsOf(keeping(300))[3]).toEqual(['warned', 300]);
    expect(verdictsOf(keeping(0))[3]).toEqual(['passed', 0]);
    expect(verdictsOf({})).toHaveLength(3);
  });

  it('leave out the burned LP where there is no LP', () => {
    const facts = factsOf(1, { detail: { terms: LAUNCHLAB_TERMS } });
    expect(checksOf(facts).map(({ code }) => code)).toEqual(['mint-authority', 'freeze-authority']);
  });

  it('are of the pool that was asked about', () => {
    expect(judge()).toMatchObject({ pool: { pool: poolAddress(1) } });
  });
});

import { describe, expect, it } from 'vitest';
import { bps, lamports } from '../../shared/units.ts';
import { USDC_MINT } from '../../electron/sim/market/genesis.ts';
import type { PoolPlan } from '../../electron/sim/market/pool-plan.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';

const SMALL = { moneyAmount: 8_000_000_000n } as const;

/** Ends a pool of this plan, announced in this form, and says how. */
async function outcomeOf(rig: DeskRig, plan: Partial<PoolPlan>, form: 'full' | 'minimal' = 'full') {
  const created = rig.pool({ ...SMALL, ...plan }, { announce: form });
  await rig.ended(created);
  return { created, outcome: rig.outcome(created) };
}

const unsent = (rig: DeskRig): void =>
  expect([rig.tap.sends(), rig.desk.day.spentLamports, rig.desk.cooldowns]).toEqual([[], 0n, []]);

describe.each(['full', 'minimal'] as const)('a flawed pool that is announced in the %s form', (form) => {
  it('is refused for the authority that can still mint its token', async () => {
    await withDesk({}, async (rig) => {
      const { created, outcome } = await outcomeOf(rig, { mintAuthority: true }, form);
      expect(outcome).toEqual({ code: 'mint-authority-set', authority: created.creator.publicKey });
      unsent(rig);
    });
  });

  it('is refused for the authority that can freeze its token', async () => {
    await withDesk({}, async (rig) => {
      const { created, outcome } = await outcomeOf(rig, { freezeAuthority: true }, form);
      expect(outcome).toEqual({ code: 'freeze-authority-set', authority: created.creator.publicKey });
      unsent(rig);
    });
  });

  it('is refused for too little liquidity, one lamport under what is asked, and bought with as much', async () => {
    await withDesk({}, async (rig) => {
      const asked = 5_000_000_000n;
      const { outcome } = await outcomeOf(rig, { moneyAmount: asked - 1n }, form);
      expect(outcome).toEqual({
        code: 'too-little-liquidity',
        foundLamports: asked - 1n,
        askedLamports: asked,
      });
      unsent(rig);
      const enough = rig.pool({ moneyAmount: asked }, { announce: form });
      expect((await rig.landed(enough)).amountIn).toBe(25_000_000n);
    });
  });

  it('is refused when neither side is SOL, without a read', async () => {
    await withDesk({}, async (rig) => {
      const reads = rig.tap.of('getMultipleAccounts').length;
      const { created, outcome } = await outcomeOf(rig, { money: 'usdc', moneyAmount: 9_000_000_000n }, form);
      expect([created.keys.coinMint, created.keys.pcMint]).toContain(USDC_MINT);
      expect(outcome).toEqual({ code: 'not-a-sol-pair' });
      expect(rig.tap.of('getMultipleAccounts')).toHaveLength(reads);
      unsent(rig);
    });
  });

  it('is refused when it opens later than is waited for', async () => {
    await withDesk({}, async (rig) => {
      const { created, outcome } = await outcomeOf(rig, { opensInS: 90 }, form);
      expect(outcome).toEqual({
        code: 'not-open-yet',
        opensAtMs: Number(created.openTimeUnixS) * 1000,
      });
      unsent(rig);
    });
  });

  it('is refused when the order would move its price too far', async () => {
    const settings = { maxShareOfLiquidityBps: bps(1_000), maxImpactBps: bps(500) };
    await withDesk({ settings: { ...settings, buyLamports: lamports(1_000_000_000n) } }, async (rig) => {
      const { outcome } = await outcomeOf(rig, {}, form);
      // 0.8 SOL into 8 SOL.
      expect(outcome).toMatchObject({ code: 'impact-too-high', allowedBps: 500 });
      expect(outcome).toMatchObject({ foundBps: 908 });
      unsent(rig);
    });
  });

  it('is refused when less of its liquidity is burned than is asked for', async () => {
    await withDesk({ settings: { minLpBurnedBps: bps(9_000) } }, async (rig) => {
      const { created, outcome } = await outcomeOf(rig, { lpBurnedBps: 5_000 }, form);
      expect(outcome).toEqual({ code: 'lp-not-burned', foundBps: created.lpBurnedBps, askedBps: 9_000 });
      unsent(rig);
    });
  });

  it('is refused when nothing would come out', async () => {
    await withDesk({}, async (rig) => {
      // A hundred indivisible units: half a percent of them is not one.
      const plan = { moneySide: 'quote', supply: 100n, pooledBps: 10_000, tokenDecimals: 0 } as const;
      const { outcome } = await outcomeOf(rig, plan, form);
      expect(outcome).toEqual({ code: 'nothing-out' });
      unsent(rig);
    });
  });
});

describe('a pool that the desk cannot look into', () => {
  it.each([
    ['cpmm', 'facts-unavailable'],
    ['launchlab', 'facts-unavailable'],
    ['clmm', 'not-buyable-yet'],
  ] as const)('is refused when it is announced as one of %s, which it is not', async (program, code) => {
    await withDesk({}, async (rig) => {
      const { keys } = rig.pool(SMALL, { announce: 'none' });
      rig.market.announce({
        pool_id: keys.pool,
        base_token: keys.coinMint,
        quote_token: keys.pcMint,
        program,
      });
      await rig.ended(keys.pool);
      expect(rig.outcome(keys.pool)?.code).toBe(code);
      unsent(rig);
    });
  });

  it('is refused when it is a new CLMM pool, which holds nothing yet, whoever names its program', async () => {
    await withDesk({}, async (rig) => {
      const named = rig.market.createPool({ program: 'clmm' }, { announce: 'named' });
      const unnamed = rig.market.createPool({ program: 'clmm' }, { announce: 'minimal' });
      rig.market.advanceSlots(1);
      for (const { keys } of [named, unnamed]) {
        await rig.until('it has its outcome', () => rig.outcome(keys.pool) !== null);
        expect(rig.outcome(keys.pool)).toEqual({ code: 'not-buyable-yet', program: 'clmm' });
      }
      unsent(rig);
    });
  });

  it('is refused when it is not on the chain, after it was looked for over a few slots', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.market.createPool(SMALL, { announce: 'none' });
      rig.announce(created, 'minimal');
      await rig.until('it is seen', () => rig.desk.poolsSeen === 1);
      await rig.pass(800);
      expect(rig.outcome(created)).toBeNull();
      await rig.pass(800);
      expect(await rig.ended(created)).toBe('facts-unavailable');
      expect(rig.outcome(created)).toMatchObject({ detail: expect.stringContaining(created.keys.pool) });
      unsent(rig);
    });
  });

  it('is refused when the account is another one than was announced', async () => {
    await withDesk({}, async (rig) => {
      const { keys, creator } = rig.pool(SMALL, { announce: 'none' });
      const message = { base_token: keys.coinMint, quote_token: keys.pcMint };
      rig.market.announce({ ...message, pool_id: creator.publicKey });
      expect(await rig.ended(creator.publicKey)).toBe('facts-unavailable');
      unsent(rig);
    });
  });

  it('is refused when its facts do not come in time', async () => {
    await withDesk({}, async (rig) => {
      rig.market.faults.rpcLatencyMs = 60_000;
      const created = rig.pool(SMALL, { announce: 'minimal' });
      await rig.until('it is seen', () => rig.desk.poolsSeen === 1);
      rig.clock.advance(4_999);
      expect(rig.outcome(created)).toBeNull();
      rig.clock.advance(1);
      expect(await rig.ended(created)).toBe('facts-unavailable');
      unsent(rig);
      rig.market.faults.rpcLatencyMs = 0;
      rig.market.faults.chainDown = true;
      rig.market.faults.chainDown = false;
    });
  });
});

describe('a sound pool', () => {
  it('is refused when the wallet cannot pay for it, its fee and its rents, to the lamport', async () => {
    await withDesk(
      { settings: { maxShareOfLiquidityBps: bps(1_000), maxImpactBps: bps(5_000) } },
      async (rig) => {
        const have = rig.balance();
        const plan = { moneyAmount: 1_000_000_000_000n } as const;
        const approval = { mode: 'auto', autoBelowLamports: lamports(0n) } as const;
        rig.changeSettings({ approval, buyLamports: lamports(have) });
        const { outcome } = await outcomeOf(rig, plan);
        const needLamports = outcome?.code === 'balance-too-low' ? outcome.needLamports : have;
        const costs = needLamports - have;
        expect(outcome).toEqual({ code: 'balance-too-low', haveLamports: have, needLamports });
        expect(costs).toBeGreaterThan(0n);

        rig.changeSettings({ buyLamports: lamports(have - costs + 1n) });
        expect((await outcomeOf(rig, plan)).outcome).toEqual({
          code: 'balance-too-low',
          haveLamports: have,
          needLamports: have + 1n,
        });
        unsent(rig);
        rig.changeSettings({ buyLamports: lamports(have - costs) });
        const bought = await rig.landed(rig.pool(plan));
        expect(bought.fill?.solLamports).toBe(have - costs);
      },
    );
  });
});

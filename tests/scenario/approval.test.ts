import { describe, expect, it } from 'vitest';
import type { CreatedPool } from '../../electron/sim/market/pool-creation.ts';
import { minimumOut } from '../../electron/core/swap/minimum-out.ts';
import type { Offer } from '../../shared/offer.ts';
import { lamports } from '../../shared/units.ts';
import { chainRecord } from '../support/chain-record.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';

/** Half a percent of 50 SOL is more than the 0.1 SOL of the preset: an order of that size asks. */
const LARGE = { moneyAmount: 50_000_000_000n } as const;
const SPEND = 100_000_000n;

/** The offer once its price is followed: the card has been requoted from the chain, and the market knows who asks. */
async function followed(rig: DeskRig, created: CreatedPool): Promise<Offer> {
  await rig.offer(created);
  await rig.until('its price is followed', () => offerOf(rig, created).revision >= 1);
  await rig.quiet();
  return offerOf(rig, created);
}

function offerOf(rig: DeskRig, { keys }: CreatedPool): Offer {
  const found = rig.desk.offers.find(({ pool }) => pool === keys.pool);
  if (found === undefined) throw new Error('the pool is not offered');
  return found;
}

const buyElsewhere = (rig: DeskRig, { keys }: CreatedPool, amountIn: bigint): void => {
  rig.market.trade(keys.pool, { side: 'buy', amountIn });
  rig.slots(1);
};

describe('a larger order', () => {
  it('waits, and is bought when it is approved, at the price that was shown', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(LARGE);
      const offer = await rig.offer(created);
      expect(offer).toMatchObject({ spendLamports: SPEND, slot: rig.market.chain.blockAt('processed').slot });
      expect(offer.checks.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'passed']);
      await rig.pass(2_000);
      expect(rig.tap.sends()).toEqual([]);

      expect(rig.approve(offer)).toEqual({ ok: true });
      expect(rig.desk.offers).toEqual([]);
      const bought = await rig.landed(created);
      expect(bought).toMatchObject({ trigger: 'approval', amountIn: SPEND });
      const record = chainRecord(rig.market, bought, created.keys, rig.wallet.address);
      expect(record).toMatchObject({ solLamports: SPEND, tokenUnits: offer.first.expectedOut });
      expect(bought.fill?.tokenUnits).toBe(record.tokenUnits);
      expect(rig.desk.outcomes).toEqual({ bought: 1 });
      expect(rig.approve(offer)).toEqual({ ok: false, problem: { code: 'offer-gone' } });
    });
  });

  it('ends as skipped when it is skipped, and nothing is ever sent for it', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(LARGE);
      const offer = await rig.offer(created);
      expect(rig.command({ kind: 'skip', offer: offer.id })).toEqual({ ok: true });
      expect(await rig.ended(created)).toBe('skipped');
      expect(rig.kinds('offer-closed')).toMatchObject([{ id: offer.id, how: 'skipped' }]);
      expect(rig.approve(offer)).toEqual({ ok: false, problem: { code: 'offer-gone' } });
      await rig.pass(2_000);
      expect([rig.tap.sends(), rig.desk.day.spentLamports, rig.desk.cooldowns]).toEqual([[], 0n, []]);
    });
  });

  it('ends as expired when nobody answered in its time, not a moment before', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(LARGE);
      const offer = await rig.offer(created);
      expect(offer.expiresAtMs - offer.madeAtMs).toBe(30_000);
      await rig.pass(offer.expiresAtMs - rig.clock.nowMs() - 1);
      expect(rig.outcome(created)).toBeNull();
      expect(rig.desk.offers).toHaveLength(1);
      await rig.pass(250);
      expect(await rig.ended(created)).toBe('offer-expired');
      expect([rig.desk.offers, rig.tap.sends()]).toEqual([[], []]);
    });
  });

  it('is refused when the price got worse than the slippage since it was shown; the card stays, requoted', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(LARGE);
      const shown = await followed(rig, created);
      buyElsewhere(rig, created, 5_000_000_000n);
      await rig.until('the card shows the new price', () => offerOf(rig, created).revision > shown.revision);
      const now = offerOf(rig, created);
      expect(now.first).toEqual(shown.first);
      expect(now.now.solReserve).toBe(shown.now.solReserve + 5_000_000_000n);

      expect(rig.approve(shown)).toEqual({
        ok: false,
        problem: {
          code: 'refused',
          refusal: {
            code: 'price-moved',
            shownOut: shown.now.expectedOut,
            nowOut: now.now.expectedOut,
          },
        },
      });
      expect(rig.desk.offers).toEqual([now]);
      expect([rig.tap.sends(), rig.outcome(created)]).toEqual([[], null]);

      // What the card shows now is what an approval of it buys.
      expect(rig.approve(now)).toEqual({ ok: true });
      const bought = await rig.landed(created);
      expect(bought.fill).toMatchObject({ tokenUnits: now.now.expectedOut, solLamports: SPEND });
    });
  });

  it('is bought at the newest price, but for no less than the card allowed, when it moved after it was shown', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(LARGE);
      const shown = await followed(rig, created);
      buyElsewhere(rig, created, 500_000_000n);
      await rig.until('the card shows the new price', () => offerOf(rig, created).revision > shown.revision);
      const now = offerOf(rig, created);
      expect(now.now.expectedOut).toBeLessThan(shown.now.expectedOut);
      expect(rig.approve(shown)).toEqual({ ok: true });
      const bought = await rig.landed(created);
      expect(bought).toMatchObject({
        expectedOut: now.now.expectedOut,
        minOut: minimumOut(shown.now.expectedOut, rig.desk.settings.slippageBps),
      });
      expect(bought.fill?.tokenUnits).toBe(now.now.expectedOut);
    });
  });

  it('ends when the pool is no longer one to buy while it waits', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(LARGE);
      await followed(rig, created);
      rig.changeSettings({ minLiquidityLamports: lamports(55_000_000_000n) });
      buyElsewhere(rig, created, 1_000_000_000n);
      expect(await rig.ended(created)).toBe('too-little-liquidity');
      expect(rig.kinds('offer-closed')).toMatchObject([{ how: 'refused' }]);
    });
  });

  it('is refused when as many wait as are allowed', async () => {
    await withDesk({ settings: { maxPendingPools: 2 } }, async (rig) => {
      const [first, second] = [rig.pool(LARGE), rig.pool(LARGE)];
      await rig.offer(first);
      await rig.offer(second);
      const third = rig.pool(LARGE);
      expect(await rig.ended(third)).toBe('pending-full');
      expect(rig.desk.offers.map(({ pool }) => pool)).toEqual([first.keys.pool, second.keys.pool]);
    });
  });
});

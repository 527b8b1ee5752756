import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { quoteExactIn } from '../../electron/core/swap/amm-v4-quote.ts';
import type { AmmV4Creation } from '../../electron/protocol/amm-v4-creation.ts';
import { readRecordedFrames, type RecordedFrame } from '../../electron/sim/replay/recorded-frame.ts';
import { solReserves, solSideOf } from '../../shared/pool.ts';
import { tokenUnits } from '../../shared/units.ts';
import { chainRecord } from '../support/chain-record.ts';
import { required } from '../support/desk-lookups.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';
import { RIG_SETTINGS } from '../support/rig-settings.ts';

const FIXTURES = '../shared/fixtures/helius';

/** What the transaction says that the pool opened with, seen from SOL. */
function opening({ keys, coinReserve, pcReserve }: AmmV4Creation) {
  const side = required(solSideOf({ baseMint: keys.coinMint, quoteMint: keys.pcMint }));
  const mint = side === 'base' ? keys.pcMint : keys.coinMint;
  return { side, mint, ...solReserves(side, { base: coinReserve, quote: pcReserve }) };
}

/** By the settings alone: half a percent of its SOL, and at most the trader's size. */
function expectedBuy(creation: AmmV4Creation) {
  const { sol, token } = opening(creation);
  const share = (sol * BigInt(RIG_SETTINGS.maxShareOfLiquidityBps)) / 10_000n;
  const spend = share < RIG_SETTINGS.buyLamports ? share : RIG_SETTINGS.buyLamports;
  const swap = { reserveIn: tokenUnits(sol), reserveOut: token, amountIn: tokenUnits(spend) };
  return { spend, out: required(quoteExactIn(swap)).out };
}

const asks = (creation: AmmV4Creation): boolean =>
  expectedBuy(creation).spend >= RIG_SETTINGS.approval.autoBelowLamports;

describe.skipIf(!existsSync(FIXTURES))('recorded mainnet pools (needs ../shared/fixtures/helius)', () => {
  let recording: readonly RecordedFrame[] = [];
  let creations: readonly AmmV4Creation[] = [];

  beforeAll(async () => {
    const read = await readRecordedFrames(FIXTURES);
    if (!read.ok) throw new Error(read.error);
    recording = read.value;
    creations = recording.flatMap((frame) => frame.creations);
  });

  const replayed = (scenario: (rig: DeskRig) => Promise<void>): Promise<void> =>
    withDesk({ market: { recording }, argv: ['--replay', FIXTURES] }, scenario);

  it('are eight, of both sides, small and large', () => {
    expect(creations).toHaveLength(8);
    expect(new Set(creations.map((each) => opening(each).side))).toEqual(new Set(['base', 'quote']));
    expect(new Set(creations.map(asks))).toEqual(new Set([true, false]));
  });

  it('are decoded, judged at their real opening reserves, bought, and land under their real mints', async () => {
    await replayed(async (rig) => {
      expect(rig.marketArgs).toEqual(['--replay', FIXTURES]);
      expect(Object.keys(rig.desk.feeds)).toEqual(['helius']);
      for (const creation of creations) {
        const { pool } = creation.keys;
        const { mint, sol, token } = opening(creation);
        const { spend, out } = expectedBuy(creation);
        if (asks(creation)) {
          await rig.passUntil('it is offered', () => rig.desk.offers.some((offer) => offer.pool === pool));
          const offer = required(rig.desk.offers.find((each) => each.pool === pool));
          expect(offer).toMatchObject({
            tokenMint: mint,
            spendLamports: spend,
            symbol: `${mint.slice(0, 4)}…${mint.slice(-4)}`,
            first: { solReserve: sol, tokenReserve: token, expectedOut: out },
          });
          expect(rig.order(pool)).toBeNull();
          expect(rig.approve(offer)).toEqual({ ok: true });
        }
        await rig.passUntil('it is confirmed', () => rig.order(pool)?.status === 'confirmed');
        const order = required(rig.order(pool));
        expect(order).toMatchObject({
          side: 'buy',
          trigger: asks(creation) ? 'approval' : 'pool-event',
          amountIn: spend,
          expectedOut: out,
        });
        const record = chainRecord(rig.market, order, creation.keys, rig.wallet.address);
        expect(record).toMatchObject({ error: null, tokenUnits: out, solLamports: spend });
        const { error: _none, ...bill } = record;
        expect(order.fill).toEqual(bill);
        const position = required(rig.desk.positions.find((held) => held.pool === pool));
        expect(position).toMatchObject({ tokenMint: mint, tokenUnits: out });
      }
      expect(rig.desk.outcomes).toEqual({ bought: 8 });
      // What else was recorded makes no pool.
      await rig.passUntil('all frames were played', () => rig.market.framesLeft() === 0);
      await rig.pass(1_200);
      expect(rig.desk.poolsSeen).toBe(8);
      expect(rig.desk.feeds['helius']).toMatchObject({ received: 8, malformed: 0, duplicates: 0 });
    });
  });

  it('can be sold again, all of them, for what the chain says', async () => {
    await replayed(async (rig) => {
      rig.changeSettings({ approval: { ...RIG_SETTINGS.approval, mode: 'auto' } });
      await rig.passUntil('all are held', () => rig.desk.positions.length === 8);
      const before = rig.balance();
      const priced = (): boolean =>
        rig.desk.positions.every(({ pool }) => rig.desk.marks[pool] !== undefined);
      await rig.passUntil('all have a price', priced);
      expect(rig.command({ kind: 'sell-everything' })).toEqual({ ok: true });
      await rig.passUntil('all are sold', () => rig.desk.positions.length === 0);
      const sales = creations.map(({ keys }) => required(rig.order(keys.pool)));
      expect(sales.map(({ side }) => side)).toEqual(sales.map(() => 'sell'));
      const gained = sales.map((sale, index) => {
        const { keys } = required(creations[index]);
        return chainRecord(rig.market, sale, keys, rig.wallet.address).walletLamports;
      });
      expect(rig.balance()).toBe(gained.reduce((sum, each) => sum + each, before));
    });
  });
});

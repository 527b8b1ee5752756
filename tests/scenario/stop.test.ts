import { describe, expect, it } from 'vitest';
import type { CreatedPool } from '../../electron/sim/market/pool-creation.ts';
import type { KillSource } from '../../shared/trading.ts';
import { chainRecord } from '../support/chain-record.ts';
import { readJournal } from '../support/desk-audit.ts';
import { required } from '../support/desk-lookups.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';

const SMALL = { moneyAmount: 8_000_000_000n } as const;
const LARGE = { moneyAmount: 50_000_000_000n } as const;
const KILL = { kind: 'kill', by: 'button' } as const satisfies { kind: 'kill'; by: KillSource };

async function threeInFlight(rig: DeskRig): Promise<readonly CreatedPool[]> {
  const three = [0, 1, 2].map(() => rig.pool(SMALL, { announce: 'none' }));
  for (const each of three) rig.announce(each);
  for (const each of three) await rig.sent(each);
  return three;
}

describe('a kill with three orders in flight, two pools behind them and one on offer', () => {
  it('ends all that waits, lets nothing more reach the market, and still tells what landed', async () => {
    await withDesk({}, async (rig) => {
      // All are on the chain before the first is announced: from then on no block is made until the test says so.
      const [offered, ...small] = [LARGE, SMALL, SMALL, SMALL, SMALL].map((plan) =>
        rig.pool(plan, { announce: 'none' }),
      );
      const [late, reading, ...waiting] = small;
      const three = await threeInFlight(rig);
      for (const each of waiting) rig.announce(each);
      await rig.until('two wait', () => rig.desk.queued === 2);
      rig.announce(required(offered));
      const offer = await rig.offer(required(offered));
      // One is being read when the stop comes.
      rig.market.faults.rpcLatencyMs = 20;
      rig.announce(required(reading), 'minimal');
      await rig.until('it is being read', () => rig.desk.poolsSeen === 7);

      expect(rig.command(KILL)).toEqual({ ok: true });
      const sends = rig.tap.sends().length;
      expect(rig.desk.trading).toMatchObject({ state: 'halted', cause: { code: 'killed', by: 'button' } });
      expect(rig.desk).toMatchObject({ queued: 0, offers: [], outcomes: { killed: 4 } });
      for (const each of [...waiting, required(offered), required(reading)])
        expect(rig.outcome(each)?.code).toBe('killed');
      expect(rig.approve(offer)).toEqual({ ok: false, problem: { code: 'offer-gone' } });
      // It was on the disk before it was acknowledged.
      expect(readJournal(rig.dataDir).at(-1)).toMatchObject({ kind: 'trading-changed' });

      rig.market.faults.rpcLatencyMs = 0;
      rig.announce(required(late));
      await rig.ended(required(late));
      expect(rig.outcome(required(late))).toEqual({
        code: 'halted',
        cause: { code: 'killed', by: 'button' },
      });
      await rig.pass(30_000);
      for (const each of three)
        expect(rig.order(each)).toMatchObject({ status: 'unknown', note: 'deadline' });
      expect(rig.tap.sends()).toHaveLength(sends);
      expect(sends).toBe(3);

      for (const each of three) {
        await rig.passUntil('it is told that it landed', () => rig.order(each)?.status === 'confirmed');
        const order = required(rig.order(each));
        const record = chainRecord(rig.market, order, each.keys, rig.wallet.address);
        expect(order.fill).toMatchObject({ slot: record.slot, tokenUnits: record.tokenUnits });
        expect(await rig.ended(each)).toBe('bought');
      }
      expect(rig.desk.positions).toHaveLength(3);
      expect(rig.desk.outcomes).toEqual({ killed: 4, halted: 1, bought: 3 });
      // What is held is not sold either.
      const [first] = three;
      expect(rig.command({ kind: 'sell', pool: required(first).keys.pool })).toMatchObject({ ok: false });
      expect(rig.tap.sends()).toHaveLength(sends);
    });
  });

  it('ends the rebroadcasts of what never reached a leader: it expires and is not sent again', async () => {
    await withDesk({}, async (rig) => {
      rig.market.faults.dropSends = Number.MAX_SAFE_INTEGER;
      const three = await threeInFlight(rig);
      await rig.pass(2_000);
      await rig.until('all were sent again', () => rig.tap.sends().length === 6);
      rig.command(KILL);
      rig.market.faults.dropSends = 0;
      await rig.passUntil('all expired', () => Object.keys(rig.desk.liveOrders).length === 0);
      for (const each of three) expect(rig.outcome(each)).toMatchObject({ code: 'order-expired' });
      expect(rig.tap.sends()).toHaveLength(6);
      expect([rig.desk.positions, rig.desk.day.spentLamports]).toEqual([[], 0n]);
    });
  });

  it('is still there after a restart, and only arming lets the desk trade again', async () => {
    await withDesk({}, async (rig) => {
      const bought = rig.pool(SMALL);
      await rig.landed(bought);
      rig.command(KILL);
      await rig.restart();
      expect(rig.desk.trading).toMatchObject({ state: 'halted', cause: { code: 'killed', by: 'button' } });
      const refused = rig.pool(SMALL);
      const unread = rig.pool(SMALL, { announce: 'minimal' });
      expect([await rig.ended(refused), await rig.ended(unread)]).toEqual(['halted', 'halted']);
      expect(rig.command({ kind: 'sell', pool: bought.keys.pool })).toMatchObject({ ok: false });
      expect(rig.command({ kind: 'sell-everything' })).toEqual({ ok: false, problem: { code: 'halted' } });
      await rig.pass(4_000);
      const sends = rig.tap.sends().length;

      expect(rig.command({ kind: 'arm' })).toEqual({ ok: true });
      expect(rig.desk.trading).toMatchObject({ state: 'armed', cause: null });
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
      expect(new Set(rig.tap.sends()).size).toBe(new Set(rig.tap.sends().slice(0, sends)).size + 1);
      await rig.sold(bought);
      expect(rig.desk.positions).toHaveLength(1);
    });
  });

  it('does not take up what was sent before it when trading is armed again', async () => {
    await withDesk({}, async (rig) => {
      rig.market.faults.dropSends = Number.MAX_SAFE_INTEGER;
      const three = await threeInFlight(rig);
      rig.command(KILL);
      rig.command({ kind: 'arm' });
      rig.market.faults.dropSends = 0;
      await rig.pass(8_000);
      expect(rig.tap.sends()).toHaveLength(3);
      // They may still land, so that they keep their slots.
      const next = rig.pool(SMALL);
      await rig.until('the next one waits', () => rig.desk.queued === 1);
      await rig.passUntil('they expired', () => three.every((each) => rig.outcome(each) !== null));
      expect(await rig.ended(next)).toBe('waited-too-long');
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });
});

describe('a kill while an order is being signed', () => {
  it('keeps it from being sent: it is unknown, keeps its slot, and is followed until it is proven gone', async () => {
    await withDesk({ settings: { maxConcurrentTrades: 1 } }, async (rig) => {
      const start = rig.balance();
      rig.signing = () => void rig.command(KILL);
      const idle = rig.market.subscriptions();
      const created = rig.pool(SMALL);
      await rig.until('it is unknown', () => rig.order(created)?.status === 'unknown');
      expect(rig.order(created)).toMatchObject({ note: 'not-sent', sends: 0 });
      expect(rig.desk.trading).toMatchObject({ state: 'halted', cause: { code: 'killed' } });
      // Its signature is followed like that of any other order: both levels are subscribed to.
      const watched = ['base vault', 'quote vault'].length;
      await rig.until('it is followed', () => rig.market.subscriptions() === idle + watched + 2);

      rig.signing = () => undefined;
      rig.command({ kind: 'arm' });
      const next = rig.pool(SMALL);
      await rig.until('the next one waits', () => rig.desk.queued === 1);
      await rig.passUntil('it is proven gone', () => rig.order(created)?.status === 'expired');
      expect(rig.tap.sends()).toEqual([]);
      expect([await rig.ended(created), await rig.ended(next)]).toEqual(['order-expired', 'waited-too-long']);
      expect([rig.balance(), rig.desk.day.spentLamports]).toEqual([start, 0n]);
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });
});

describe('selling only', () => {
  it('drops what waits to be bought, refuses new pools, and still sells', async () => {
    await withDesk({}, async (rig) => {
      const held = rig.pool(SMALL);
      await rig.landed(held);
      const offered = rig.pool(LARGE);
      await rig.offer(offered);
      expect(rig.command({ kind: 'reduce' })).toEqual({ ok: true });
      expect(rig.outcome(offered)).toEqual({ code: 'reducing' });
      expect(await rig.ended(rig.pool(SMALL))).toBe('reducing');
      expect(rig.command({ kind: 'sell-everything' })).toEqual({ ok: true });
      await rig.until('it is being sold', () => rig.order(held)?.side === 'sell');
      await rig.landed(held);
      expect(rig.desk.positions).toEqual([]);
      expect(rig.desk.outcomes).toEqual({ bought: 1, reducing: 2 });
    });
  });
});

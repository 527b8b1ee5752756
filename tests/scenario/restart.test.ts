import { describe, expect, it } from 'vitest';
import type { CreatedPool } from '../../electron/sim/market/pool-creation.ts';
import { lamports } from '../../shared/units.ts';
import { chainRecord } from '../support/chain-record.ts';
import { readJournal } from '../support/desk-audit.ts';
import { required } from '../support/desk-lookups.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';

const SMALL = { moneyAmount: 8_000_000_000n } as const;
const SMALL_SPEND = 40_000_000n;

const pools = (rig: DeskRig, count: number): readonly CreatedPool[] =>
  Array.from({ length: count }, () => rig.pool(SMALL, { announce: 'none' }));

async function send(rig: DeskRig, created: readonly CreatedPool[]): Promise<void> {
  for (const each of created) rig.announce(each);
  for (const each of created) await rig.sent(each);
}

const inJournal = (rig: DeskRig, kind: string): number =>
  readJournal(rig.dataDir).filter((event) => event.kind === kind).length;

describe('orders in flight when the desk is closed', () => {
  it('are followed after the restart and end confirmed, whether they landed meanwhile or later; none is sent again', async () => {
    await withDesk({ settings: { maxConcurrentTrades: 2 } }, async (rig) => {
      const start = rig.balance();
      const [meanwhile, later] = [required(pools(rig, 1)[0]), required(pools(rig, 1)[0])];
      await send(rig, [meanwhile]);
      await rig.quiet();
      rig.market.faults.dropSends = 1;
      await send(rig, [later]);
      expect(rig.tap.sends()).toHaveLength(2);
      const bytes = required(rig.tap.sends()[1]);
      await rig.shut();
      rig.slots(2);

      await rig.open();
      const [first, second] = [required(rig.order(meanwhile)), required(rig.order(later))];
      expect(second).toMatchObject({ status: 'unknown', note: 'restart' });
      await rig.passUntil('the first is confirmed', () => rig.order(meanwhile)?.status === 'confirmed');
      const bought = chainRecord(rig.market, first, meanwhile.keys, rig.wallet.address);
      expect(rig.order(meanwhile)?.fill).toMatchObject({
        slot: bought.slot,
        tokenUnits: bought.tokenUnits,
        solLamports: SMALL_SPEND,
      });

      // The other's bytes were still under way to a leader: they land now, by nobody's doing here.
      expect(rig.order(later)?.status).toBe('unknown');
      rig.market.chain.submit(Buffer.from(bytes, 'base64'));
      await rig.passUntil('the second is confirmed', () => rig.order(later)?.status === 'confirmed');
      const lateBought = chainRecord(rig.market, second, later.keys, rig.wallet.address);
      expect(rig.desk.positions.map(({ tokenUnits }) => tokenUnits)).toEqual([
        bought.tokenUnits,
        lateBought.tokenUnits,
      ]);
      expect(rig.tap.sends()).toHaveLength(2);
      // Each start is given another 100 SOL by the faucet.
      const given = 100_000_000_000n;
      expect(rig.balance()).toBe(start + given + bought.walletLamports + lateBought.walletLamports);

      // Recovery is idempotent: another restart changes nothing.
      const { positions, day } = rig.desk;
      await rig.restart();
      expect(rig.desk).toMatchObject({ positions, day });
      expect([inJournal(rig, 'order-confirmed'), inJournal(rig, 'order-sent')]).toEqual([2, 2]);
      expect(rig.tap.sends()).toHaveLength(2);
    });
  });

  it('keep their slots after the restart, and expire with proof when they never landed', async () => {
    await withDesk({ settings: { maxConcurrentTrades: 1 } }, async (rig) => {
      const [lost, next] = [required(pools(rig, 1)[0]), required(pools(rig, 1)[0])];
      rig.market.faults.dropSends = Number.MAX_SAFE_INTEGER;
      await send(rig, [lost]);
      await rig.restart();
      expect(rig.order(lost)?.status).toBe('unknown');
      rig.announce(next);
      await rig.until('the next one waits', () => rig.desk.queued === 1);
      await rig.passUntil('the lost one expired', () => rig.order(lost)?.status === 'expired');
      expect(await rig.ended(next)).toBe('waited-too-long');
      expect(rig.desk.day.spentLamports).toBe(0n);
      expect(rig.tap.sends()).toHaveLength(1);
      rig.market.faults.dropSends = 0;
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });

  it('a position of before is valued again and can be sold', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(SMALL);
      await rig.landed(created);
      const [held] = rig.desk.positions;
      await rig.restart();
      expect(rig.desk.positions).toEqual([held]);
      await rig.until('it has a value', () => rig.desk.marks[created.keys.pool] !== undefined);
      const sold = await rig.sold(created);
      const record = chainRecord(rig.market, sold, created.keys, rig.wallet.address);
      const realized = -record.solLamports - record.feeLamports - required(held).costLamports;
      expect(rig.desk.day.realizedLamports).toBe(realized);
      expect(rig.desk.positions).toEqual([]);
    });
  });
});

describe('another chain under the same folder', () => {
  it('replaces what was held and under way, and keeps cooldowns, the hour and what the trader set', async () => {
    await withDesk({ settings: { maxTradesPerHour: 3 } }, async (rig) => {
      const [held, flying] = [required(pools(rig, 1)[0]), required(pools(rig, 1)[0])];
      await send(rig, [held]);
      await rig.landed(held);
      await send(rig, [flying]);
      const untilMs = required(rig.order(held)).reservedAtMs + 300_000;
      const { genesis } = rig.market;
      // The same seed has the same wallets and mints, so that the same pools come again on another chain.
      await rig.restart({ startAtMs: rig.clock.nowMs() + 1_000 });
      expect(rig.market.genesis).not.toBe(genesis);

      const replaced = readJournal(rig.dataDir).find((event) => event.kind === 'chain-replaced');
      expect(replaced).toMatchObject({ positions: 1, orders: 2 });
      expect(rig.desk).toMatchObject({ positions: [], liveOrders: {}, marks: {} });
      expect(rig.desk.day).toMatchObject({ spentLamports: 0n, realizedLamports: 0n });
      expect(rig.desk.cooldowns.map(({ pool }) => pool)).toEqual([held.keys.pool, flying.keys.pool]);
      expect(rig.desk.buysInHour).toHaveLength(2);
      expect(rig.desk.settings.maxTradesPerHour).toBe(3);
      expect(rig.command({ kind: 'sell', pool: held.keys.pool })).toEqual({
        ok: false,
        problem: { code: 'no-position' },
      });

      const again = required(pools(rig, 1)[0]);
      expect(again.keys.pool).toBe(held.keys.pool);
      rig.announce(again);
      await rig.ended(again);
      expect(rig.outcome(again)).toEqual({ code: 'cooling-down', untilMs });
      // The other one that is cooling down, as on the first chain; then a new one.
      pools(rig, 1);
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
      expect(await rig.ended(rig.pool(SMALL))).toBe('hourly-limit');
      expect(rig.tap.sends()).toHaveLength(1);
    });
  });
});

describe('what the trader set', () => {
  it('is still set after a restart, whatever the preset says', async () => {
    await withDesk({}, async (rig) => {
      rig.changeSettings({ buyLamports: lamports(7_000_000n), maxTradesPerHour: 1 });
      const { settings } = rig.desk;
      await rig.restart();
      expect(rig.desk.settings).toEqual(settings);
      expect((await rig.landed(rig.pool(SMALL))).amountIn).toBe(7_000_000n);
      expect(await rig.ended(rig.pool(SMALL))).toBe('hourly-limit');
    });
  });
});

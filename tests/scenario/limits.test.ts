import { describe, expect, it } from 'vitest';
import { lamports } from '../../shared/units.ts';
import { readJournal } from '../support/desk-audit.ts';
import { withDesk } from '../support/desk-rig.ts';

/** Small enough to go out without asking. */
const SMALL = { moneyAmount: 8_000_000_000n } as const;
const HOUR_MS = 3_600_000;
const COOLDOWN_MS = 300_000;

describe('the hourly limit', () => {
  it('refuses the buy beyond it, holds over a restart, and lets the next one out when the hour is over', async () => {
    await withDesk({ settings: { maxTradesPerHour: 2 } }, async (rig) => {
      const first = rig.pool(SMALL);
      await rig.landed(first);
      const reservedAt = rig.order(first)?.reservedAtMs ?? 0;
      await rig.pass(1_000);
      await rig.landed(rig.pool(SMALL));
      const freeAtMs = reservedAt + HOUR_MS;

      const third = rig.pool(SMALL);
      expect(await rig.ended(third)).toBe('hourly-limit');
      expect(rig.outcome(third)).toEqual({ code: 'hourly-limit', used: 2, limit: 2, freeAtMs });

      await rig.restart();
      expect(rig.desk.buysInHour).toHaveLength(2);
      const fourth = rig.pool(SMALL);
      expect(await rig.ended(fourth)).toBe('hourly-limit');
      expect(rig.outcome(fourth)).toEqual({ code: 'hourly-limit', used: 2, limit: 2, freeAtMs });

      // A moment before the hour of the first buy is over, and a moment after.
      await rig.shut();
      rig.clock.advance(freeAtMs - rig.clock.nowMs() - 1);
      await rig.open();
      const fifth = rig.pool(SMALL);
      expect(await rig.ended(fifth)).toBe('hourly-limit');
      await rig.pass(1);
      const sixth = rig.pool(SMALL);
      expect((await rig.landed(sixth)).status).toBe('confirmed');
      expect(rig.desk.buysInHour).toHaveLength(2);
    });
  });
});

describe('the cooldown', () => {
  it('refuses the pool again after a restart until it has run out, also when the wall clock was set back', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(SMALL);
      const bought = await rig.landed(created);
      const untilMs = bought.reservedAtMs + COOLDOWN_MS;
      expect(rig.desk.cooldowns).toMatchObject([{ pool: created.keys.pool, untilMs, totalMs: COOLDOWN_MS }]);
      await rig.sold(created);

      // Announced again in the same run it is the same pool, and not judged again.
      rig.announce(created);
      await rig.pass(1_000);
      await rig.until('it counts as a duplicate', () => rig.desk.feeds['socket-io']?.duplicates === 1);
      expect(rig.desk.poolsSeen).toBe(1);

      await rig.shut();
      const lastMs = Math.max(...readJournal(rig.dataDir).map(({ atMs }) => atMs));
      rig.clock.setBack(2 * HOUR_MS);
      await rig.open();
      // Time goes on from the newest moment that was journaled, not from the wall clock's.
      expect(rig.clock.nowMs()).toBe(lastMs);
      rig.announce(created);
      expect(await rig.ended(created)).toBe('cooling-down');
      expect(rig.outcome(created)).toEqual({ code: 'cooling-down', untilMs });

      await rig.shut();
      rig.clock.advance(untilMs - rig.clock.nowMs());
      await rig.open();
      rig.announce(created);
      expect((await rig.landed(created)).side).toBe('buy');
      expect(rig.desk.outcomes).toEqual({ bought: 1 });
    });
  });
});

describe('three orders at once', () => {
  it('let a fourth wait, which goes out as soon as one of them landed', async () => {
    await withDesk({}, async (rig) => {
      const three = [
        rig.pool(SMALL, { announce: 'none' }),
        rig.pool(SMALL, { announce: 'none' }),
        rig.pool(SMALL, { announce: 'none' }),
      ];
      for (const each of three) rig.announce(each);
      for (const each of three) await rig.sent(each);
      const fourth = rig.pool({ ...SMALL, symbol: 'FOURTH' }, { announce: 'none' });
      rig.announce(fourth);
      await rig.until('the fourth waits', () => rig.desk.queued === 1);
      await rig.pass(4_800);
      expect([rig.order(fourth), rig.outcome(fourth)]).toEqual([null, null]);
      expect(new Set(rig.tap.sends()).size).toBe(3);

      rig.slots(3);
      await rig.until('the fourth was reserved', () => rig.order(fourth) !== null);
      expect(rig.order(fourth)).toMatchObject({ trigger: 'slot-freed' });
      expect(rig.desk.queued).toBe(0);
      expect((await rig.landed(fourth)).status).toBe('confirmed');
      expect(rig.desk.outcomes).toEqual({ bought: 4 });
    });
  });

  it('let a fourth wait for five seconds and no longer', async () => {
    await withDesk({}, async (rig) => {
      rig.market.faults.dropSends = Number.MAX_SAFE_INTEGER;
      const three = [rig.pool(SMALL), rig.pool(SMALL), rig.pool(SMALL)];
      for (const each of three) await rig.sent(each);
      const fourth = rig.pool(SMALL);
      await rig.until('the fourth waits', () => rig.desk.queued === 1);
      await rig.pass(4_999);
      expect(rig.outcome(fourth)).toBeNull();
      await rig.pass(250);
      expect(await rig.ended(fourth)).toBe('waited-too-long');
      expect(rig.outcome(fourth)).toMatchObject({ code: 'waited-too-long', waitedMs: 5_000 });
      expect([rig.desk.queued, rig.order(fourth)]).toEqual([0, null]);
      expect(rig.desk.outcomes).toEqual({ 'waited-too-long': 1 });
    });
  });

  it('refuse what comes when ten wait behind them', async () => {
    await withDesk({ settings: { maxConcurrentTrades: 1 } }, async (rig) => {
      rig.market.faults.dropSends = Number.MAX_SAFE_INTEGER;
      await rig.sent(rig.pool(SMALL));
      for (let waiting = 1; waiting <= 10; waiting += 1) {
        rig.pool(SMALL);
        await rig.until(`${waiting} wait`, () => rig.desk.queued === waiting);
      }
      expect(await rig.ended(rig.pool(SMALL))).toBe('queue-full');
    });
  });
});

describe('the daily caps', () => {
  it('refuse a buy that would spend more, and any buy after too much was lost', async () => {
    await withDesk({ settings: { spendCapLamports: lamports(70_000_000n) } }, async (rig) => {
      const first = rig.pool(SMALL);
      await rig.landed(first);
      expect(rig.desk.day.spentLamports).toBe(40_000_000n);
      const second = rig.pool(SMALL);
      expect(await rig.ended(second)).toBe('spend-cap');
      expect(rig.outcome(second)).toEqual({
        code: 'spend-cap',
        spentLamports: 40_000_000n,
        capLamports: 70_000_000n,
      });

      await rig.sold(first);
      const lost = -rig.desk.day.realizedLamports;
      expect(lost).toBeGreaterThan(0n);
      rig.changeSettings({ spendCapLamports: lamports(10_000_000_000n), lossCapLamports: lamports(lost) });
      const third = rig.pool(SMALL);
      expect(await rig.ended(third)).toBe('loss-cap');
      expect(rig.outcome(third)).toEqual({ code: 'loss-cap', lostLamports: lost, capLamports: lost });
      rig.changeSettings({ lossCapLamports: lamports(lost + 1n) });
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });
});

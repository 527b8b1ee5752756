import { describe, expect, it } from 'vitest';
import { lamports } from '../../shared/units.ts';
import { withDesk } from '../support/desk-rig.ts';
import { unannouncedPool } from '../support/unannounced-pool.ts';

const MONEY = { moneyAmount: 8_000_000_000n } as const;
/** Small enough to go out without asking, on every program. */
const BUYS = { buyLamports: lamports(40_000_000n) } as const;
const LOGS = { LOGS_FEED: 'true' } as const;

describe('the chain’s own logs', () => {
  it.each(['amm-v4', 'cpmm', 'launchlab'] as const)(
    'tell of a new %s pool that nobody announced: it is bought and sold',
    async (program) => {
      await withDesk({ env: LOGS, settings: BUYS }, async (rig) => {
        const pool = unannouncedPool(rig, program);
        await rig.passUntil('it is bought', () => rig.order(pool)?.status === 'confirmed');
        expect(rig.desk.feeds['logs']).toMatchObject({ malformed: 0, race: { first: 1 } });
        expect(rig.desk.outcomes).toEqual({ bought: 1 });
        const sold = await rig.sold(pool);
        expect(sold.fill?.source).toBe('chain');
        expect(rig.desk.positions).toEqual([]);
      });
    },
  );

  it('tell again, after the line was lost, of what was created meanwhile', async () => {
    await withDesk({ env: LOGS, settings: BUYS }, async (rig) => {
      const before = unannouncedPool(rig, 'amm-v4');
      await rig.passUntil('the first is bought', () => rig.order(before)?.status === 'confirmed');
      rig.market.faults.halfOpenSockets = true;
      const missed = unannouncedPool(rig, 'amm-v4');
      await rig.passUntil('the line is given up', () => rig.desk.feeds['logs']?.state !== 'live');
      expect(rig.outcome(missed)).toBeNull();
      rig.market.faults.halfOpenSockets = false;
      await rig.passUntil('it is found', () => (rig.desk.feeds['logs']?.race.backfilled ?? 0) > 0);
      expect(rig.desk.feeds['logs']?.race).toMatchObject({ gaps: 1, backfilled: 1 });
      await rig.passUntil('it has its outcome', () => rig.outcome(missed) !== null);
      expect(rig.outcome(missed)).toEqual({ code: 'bought' });
      expect(rig.desk.poolsSeen).toBe(2);
      // The market's ends of the silent lines do not notice that they were left.
      rig.market.faults.chainDown = true;
      rig.market.faults.chainDown = false;
    });
  });
});

describe('two feeds that tell of the same pool', () => {
  it('make one pool and one order, and the race board says who was first', async () => {
    await withDesk({ env: LOGS, settings: BUYS }, async (rig) => {
      const created = rig.pool(MONEY);
      await rig.landed(created);
      await rig.passUntil('both have told of it', () =>
        Object.values(rig.desk.feeds).some(({ duplicates }) => duplicates === 1),
      );
      expect([rig.desk.poolsSeen, rig.tap.sends().length]).toEqual([1, 1]);
      const races = Object.values(rig.desk.feeds).map(({ race }) => race);
      expect(races.reduce((sum, { first }) => sum + first, 0)).toBe(1);
      const late = races.find(({ first }) => first === 0);
      expect(late?.lateP50Ms).not.toBeNull();
      expect(late?.missed).toBe(0);
    });
  });
});

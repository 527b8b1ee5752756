import { describe, expect, it } from 'vitest';
import { planPool } from '../../electron/sim/market/pool-plan.ts';
import { createRandom } from '../../electron/sim/prng/random.ts';
import { bps, lamports, millis } from '../../shared/units.ts';
import { withDesk } from '../support/desk-rig.ts';

const POOLS = 160;

describe('a storm of pools on a lively market', () => {
  it('ends each in one outcome, within the limits, with nothing left under way', async () => {
    const settings = {
      approval: { mode: 'auto-below', autoBelowLamports: lamports(80_000_000n) },
      exit: { takeProfitBps: bps(1_000), stopLossBps: bps(1_000), maxHoldMs: millis(5_000) },
      maxPendingPools: 5,
    } as const;
    await withDesk({ settings, market: { activity: 1 } }, async (rig) => {
      const random = createRandom('storm');
      const plans = random.fork('plans');
      for (let made = 0; made < POOLS; made += 1) {
        const announce = random.chance(0.5) ? 'full' : 'minimal';
        rig.market.createPool(planPool(plans), { announce, twice: random.chance(0.1) });
        if (made % 20 === 19) {
          rig.slots(1);
          await rig.pass(400);
          const [offer] = rig.desk.offers;
          if (offer !== undefined && random.chance(0.5)) rig.approve(offer);
        }
      }
      const open = (): number =>
        rig.desk.poolsSeen - Object.values(rig.desk.outcomes).reduce((sum, count) => sum + count, 0);
      await rig.passUntil('every pool has ended', () => open() === 0);
      await rig.passUntil('everything is sold', () => rig.desk.positions.length === 0);
      await rig.passUntil('all is final', () => Object.keys(rig.desk.liveOrders).length === 0);

      expect(rig.desk.poolsSeen).toBe(POOLS);
      for (const code of [
        'bought',
        'mint-authority-set',
        'freeze-authority-set',
        'too-little-liquidity',
      ] as const)
        expect(rig.desk.outcomes[code] ?? 0, code).toBeGreaterThan(0);
      // Whatever happened, the wallet's change is what the desk says it made, less the rents that stay in accounts.
      const start = 100_000_000_000n;
      const rents = rig.events.reduce(
        (sum, event) => (event.kind === 'order-confirmed' ? sum + event.fill.rentLamports : sum),
        0n,
      );
      expect(rig.balance()).toBe(start + rig.desk.day.realizedLamports - rents);
    });
  });
});

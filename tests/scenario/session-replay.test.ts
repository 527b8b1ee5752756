import { appendFileSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';

const SMALL = { moneyAmount: 8_000_000_000n } as const;

const seen = (rig: DeskRig): readonly string[] =>
  rig.events.flatMap((event) => (event.kind === 'pool-seen' ? [event.pool.pool] : []));

describe('a session that was recorded', () => {
  it('brings the same pools again, in the same order, and counts what was spoilt', async () => {
    const argv: string[] = [];
    await withDesk({ argv }, async (rig) => {
      await rig.shut();
      const file = rig.path('session.jsonl');
      argv.push('--record', file);
      await rig.open();
      const pools = [rig.pool(SMALL), rig.pool({ ...SMALL, mintAuthority: true }), rig.pool(SMALL)];
      for (const pool of pools)
        await rig.until('it was judged', () => rig.order(pool) !== null || rig.outcome(pool) !== null);
      const first = seen(rig);
      expect(first).toEqual(pools.map(({ keys }) => keys.pool));
      rig.slots(12);
      await rig.quiet();
      await rig.shut();

      const lines = readFileSync(file, 'utf8').trim().split('\n');
      expect(lines).toHaveLength(3);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ v: 1, feed: 'socket-io', source: 'socket-io' });
      appendFileSync(file, '{"v":1,"ms":1,"feed":"x"}\nnot json\n');
      argv.splice(0, argv.length, '--replay', file, '--pace', '1000');
      await rig.open();
      await rig.passUntil(
        'the recording has ended',
        () => rig.desk.feeds['replay']?.note?.startsWith('the recording has ended') === true,
      );
      expect(seen(rig)).toEqual(first);
      // The two that were bought are cooling down; the flawed one is as flawed as it was.
      expect(pools.map((pool) => rig.outcome(pool)?.code)).toEqual([
        'cooling-down',
        'mint-authority-set',
        'cooling-down',
      ]);
      expect(rig.desk.feeds['replay']).toMatchObject({ received: 5, malformed: 2 });
    });
  });
});

import { describe, expect, it } from 'vitest';
import { announcementOf } from '../../electron/sim/market/announcement.ts';
import { startMarket } from '../../electron/sim/start-market.ts';
import { chainRecord } from '../support/chain-record.ts';
import { required } from '../support/desk-lookups.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';

const SMALL = { moneyAmount: 8_000_000_000n } as const;
const SMALL_SPEND = 40_000_000n;
/** A blockhash is good for this many blocks after its own. */
const VALID_BLOCKS = 150;

const feedStates = (rig: DeskRig): readonly string[] =>
  rig.events.flatMap((event) => (event.kind === 'feed-status' ? [event.status.state] : []));

const chainStates = (rig: DeskRig): readonly string[] =>
  rig.events.flatMap((event) => (event.kind === 'chain-status' ? [event.status.state] : []));

const withoutRepeats = (states: readonly string[]): readonly string[] =>
  states.filter((state, index) => state !== states[index - 1]);

describe('a feed that is lost', () => {
  it('is shown as lost and why, comes back by itself, and pools that are announced then are bought', async () => {
    await withDesk({}, async (rig) => {
      const told = feedStates(rig).length;
      rig.market.faults.feedDown = true;
      await rig.until('the feed is lost', () => rig.desk.feeds['socket-io']?.state === 'lost');
      expect(rig.desk.feeds['socket-io']?.note).toMatch(/^connection lost: .*; trying again in 0\.1 s$/);
      const missed = rig.pool(SMALL);

      // The server refuses what comes while it is down.
      await rig.pass(1_200);
      expect(rig.desk.feeds['socket-io']?.state).not.toBe('live');
      rig.market.faults.feedDown = false;
      await rig.passUntil('the feed is live', () => rig.desk.feeds['socket-io']?.state === 'live');
      const states = withoutRepeats(feedStates(rig).slice(told));
      expect([states[0], states.at(-2), states.at(-1)]).toEqual(['lost', 'connecting', 'live']);
      expect(rig.desk.feeds['socket-io']).toMatchObject({ drops: 1, note: null });

      const seen = rig.pool(SMALL);
      expect((await rig.landed(seen)).status).toBe('confirmed');
      expect([rig.desk.poolsSeen, rig.order(missed)]).toEqual([1, null]);
    });
  });
});

describe('two feeds', () => {
  it('that announce the same pool make one buy, and each carries on alone when the other is lost', async () => {
    const second = await startMarket({ seed: 'second feed', manual: true });
    try {
      await withDesk({ env: { FEED_URL: second.feedUrl } }, async (rig) => {
        const both = rig.pool(SMALL, { announce: 'none' });
        rig.announce(both);
        await rig.sent(both);
        second.announce(announcementOf(both, 1, 'full'));
        await rig.pass(1_200);
        await rig.until('it is a duplicate', () => rig.desk.feeds['socket-io-2']?.duplicates === 1);
        expect([rig.desk.poolsSeen, rig.tap.sends().length]).toEqual([1, 1]);

        rig.market.faults.feedDown = true;
        await rig.until('one feed is lost', () => rig.desk.feeds['socket-io']?.state === 'lost');
        const alone = rig.pool(SMALL, { announce: 'none' });
        second.announce(announcementOf(alone, 1, 'full'));
        expect((await rig.landed(alone)).status).toBe('confirmed');
        expect(rig.kinds('pool-seen').map((event) => 'feed' in event && event.feed)).toEqual([
          'socket-io',
          'socket-io-2',
        ]);
      });
    } finally {
      await second.close();
    }
  });
});

describe('a chain that is lost', () => {
  it('leaves the order in flight unknown at the deadline and in its slot, and confirmed when it is back', async () => {
    await withDesk({ settings: { maxConcurrentTrades: 1 } }, async (rig) => {
      const created = rig.pool(SMALL);
      const { id } = await rig.sent(created);
      rig.market.faults.chainDown = true;
      // It lands, and nobody can say so.
      rig.slots(3);
      await rig.pass(29_600);
      expect(rig.order(created)?.status).toBe('sent');
      await rig.pass(400);
      expect(rig.order(created)).toMatchObject({ id, status: 'unknown', note: 'deadline' });
      expect(['lost', 'connecting']).toContain(rig.desk.chain?.state);
      expect(rig.desk.chain?.endpointsUp).toBe(0);

      // Its slot is still taken.
      const next = rig.pool(SMALL);
      await rig.until('the next pool waits', () => rig.desk.queued === 1);
      await rig.pass(5_200);
      expect(await rig.ended(next)).toBe('waited-too-long');
      expect(rig.outcome(created)).toBeNull();

      rig.market.faults.chainDown = false;
      await rig.passUntil('it is found', () => rig.order(created)?.status === 'confirmed');
      const record = chainRecord(rig.market, required(rig.order(created)), created.keys, rig.wallet.address);
      expect(rig.order(created)?.fill).toMatchObject({
        slot: record.slot,
        tokenUnits: record.tokenUnits,
        solLamports: SMALL_SPEND,
      });
      expect(await rig.ended(created)).toBe('bought');
      expect(new Set(rig.tap.sends()).size).toBe(1);

      await rig.passUntil('the chain is live', () => rig.desk.chain?.state === 'live');
      const states = withoutRepeats(chainStates(rig));
      expect(states).toContain('lost');
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
      expect(rig.desk.outcomes).toEqual({ bought: 2, 'waited-too-long': 1 });
    });
  });

  it('keeps new orders from being made once the blockhash is too old, and gives their spend back', async () => {
    await withDesk({}, async (rig) => {
      rig.market.faults.chainDown = true;
      await rig.pass(21_200);
      const created = rig.pool(SMALL);
      expect(await rig.ended(created)).toBe('order-abandoned');
      expect(rig.order(created)).toMatchObject({ status: 'abandoned', signature: null });
      expect(rig.order(created)?.note).toMatch(/^the blockhash is \d+ s old$/);
      expect([rig.desk.day.spentLamports, rig.desk.liveOrders]).toEqual([0n, {}]);

      const unread = rig.pool(SMALL, { announce: 'minimal' });
      await rig.pass(5_200);
      expect(await rig.ended(unread)).toBe('facts-unavailable');

      rig.market.faults.chainDown = false;
      await rig.passUntil('the chain is live', () => rig.desk.chain?.state === 'live');
      await rig.pass(2_000);
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });
});

describe('a send that is dropped', () => {
  it('is made good by the same bytes two seconds later, and lands once', async () => {
    await withDesk({}, async (rig) => {
      const start = rig.balance();
      rig.market.faults.dropSends = 1;
      const created = rig.pool(SMALL);
      const { signature } = await rig.sent(created);
      rig.slots(3);
      await rig.pass(1_600);
      expect([rig.tap.sends().length, rig.order(created)?.status]).toEqual([1, 'sent']);
      await rig.pass(400);
      await rig.until('it was sent again', () => rig.tap.sends().length === 2);
      expect(rig.order(created)).toMatchObject({ sends: 2, status: 'sent', signature });
      // A third one reaches the market before the block that it lands in.
      await rig.pass(2_000);
      await rig.until('it was sent again', () => rig.tap.sends().length === 3);

      rig.slots(3);
      await rig.until('it is confirmed', () => rig.order(created)?.status === 'confirmed');
      expect(new Set(rig.tap.sends()).size).toBe(1);
      const record = chainRecord(rig.market, required(rig.order(created)), created.keys, rig.wallet.address);
      expect(rig.balance()).toBe(start + record.walletLamports);
      expect(rig.desk.positions).toMatchObject([{ tokenUnits: record.tokenUnits }]);
      const mine = rig.market.chain.history.mentioning(created.keys.pool);
      expect(mine.filter((each) => each.signature === signature)).toHaveLength(1);

      await rig.pass(10_000);
      expect(rig.tap.sends()).toHaveLength(3);
    });
  });

  it('time after time expires with its proof once it cannot land any more: nothing bought, the slot free', async () => {
    await withDesk({ settings: { maxConcurrentTrades: 1 } }, async (rig) => {
      const start = rig.balance();
      rig.market.faults.dropSends = Number.MAX_SAFE_INTEGER;
      const created = rig.pool(SMALL);
      await rig.sent(created);
      expect(rig.desk.day.spentLamports).toBe(SMALL_SPEND);
      await rig.passUntil('it is unknown', () => rig.order(created)?.status === 'unknown', 30_400);
      const signed = rig.events.find((event) => event.kind === 'order-signed');
      const lastValid = signed?.kind === 'order-signed' ? signed.signed.lastValidBlockHeight : 0;
      await rig.passUntil('it can barely still land', () => finalizedHeight(rig) >= lastValid);
      expect(rig.order(created)?.status).toBe('unknown');
      expect(rig.market.chain.blockAt('processed').height).toBeGreaterThan(VALID_BLOCKS);
      await rig.passUntil('it is expired', () => rig.order(created)?.status === 'expired', 12_000);

      expect(rig.order(created)?.note).toMatch(
        new RegExp(`^finalized block height \\d+ is past ${lastValid}, and no status in the history of `),
      );
      expect(finalizedHeight(rig)).toBeGreaterThan(lastValid);
      expect(await rig.ended(created)).toBe('order-expired');
      expect([rig.balance(), rig.desk.positions, rig.desk.liveOrders]).toEqual([start, [], {}]);
      expect(rig.desk.day).toMatchObject({ spentLamports: 0n, realizedLamports: 0n });
      expect(new Set(rig.tap.sends()).size).toBe(1);
      expect(rig.tap.sends().length).toBeGreaterThan(10);

      const sends = rig.tap.sends().length;
      await rig.pass(6_000);
      expect(rig.tap.sends()).toHaveLength(sends);
      rig.market.faults.dropSends = 0;
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });
});

const finalizedHeight = (rig: DeskRig): number => rig.market.chain.blockAt('finalized').height;

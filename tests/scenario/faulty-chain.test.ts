import { describe, expect, it } from 'vitest';
import type { MarketFaults } from '../../electron/sim/market-faults.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';

const SMALL = { moneyAmount: 8_000_000_000n } as const;
const KEYED = { mode: 'live', argv: ['--arm'] } as const;

const statusOf = (rig: DeskRig, pool: Parameters<DeskRig['order']>[0]): string | undefined =>
  rig.order(pool)?.status;

/** Time passes for desk and chain until the order is through, and it is there once. */
async function confirmedOnce(rig: DeskRig, pool: Parameters<DeskRig['order']>[0]): Promise<void> {
  await rig.passUntil('it is confirmed', () => statusOf(rig, pool) === 'confirmed');
  const paid = rig.market.chain.history
    .mentioning(rig.wallet.address)
    .filter(({ transaction }) => transaction.accountKeys[0] === rig.wallet.address);
  expect(paid.map(({ signature }) => signature)).toEqual([rig.order(pool)?.signature]);
  expect(rig.desk.positions).toHaveLength(1);
}

describe('an order on a chain that errs', () => {
  it('lands once when the send and what follows are answered with 429', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.market.createPool(SMALL, { announce: 'none' });
      rig.market.advanceSlots(1);
      rig.market.faults.onlyMethods = ['sendTransaction', 'getSignatureStatuses', 'getTransaction'];
      rig.market.faults.tooManyRequests = 6;
      rig.announce(created);
      await confirmedOnce(rig, created);
      expect(rig.market.faults.tooManyRequests, 'answers of 429 that are left').toBe(0);
    });
  });

  it('lands once when a node answers the send and the reading with 500', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.market.createPool(SMALL, { announce: 'none' });
      rig.market.advanceSlots(1);
      rig.market.faults.onlyMethods = ['sendTransaction', 'getTransaction'];
      rig.market.faults.serverErrors = 2;
      rig.announce(created);
      await confirmedOnce(rig, created);
      expect(rig.market.faults.serverErrors, 'answers of 500 that are left').toBe(0);
    });
  });

  it('is sent again after a fork dropped it, and lands once', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(SMALL);
      await rig.sent(created);
      rig.slots(1);
      await rig.until('it was seen', () => (rig.order(created)?.processedAfterMs ?? null) !== null);
      expect(rig.market.fork({ transactions: 'lost' }).lost.length).toBeGreaterThan(0);
      expect(rig.desk.positions).toEqual([]);
      await confirmedOnce(rig, created);
    });
  });

  it('is not believed to have landed because a node says so of what is not there', async () => {
    await withDesk({}, async (rig) => {
      rig.market.faults.statusLie = 'unknown-confirmed';
      rig.market.faults.dropSends = 1_000;
      const created = rig.pool(SMALL);
      await rig.until('it is sent', () => statusOf(rig, created) === 'sent');
      await rig.pass(4_000);
      expect(rig.desk.positions).toEqual([]);
      expect(statusOf(rig, created)).not.toBe('confirmed');
      rig.market.faults.statusLie = 'none';
      rig.market.faults.dropSends = 0;
      await confirmedOnce(rig, created);
    });
  });

  it('is not given up because a node denies what has landed', async () => {
    await withDesk({}, async (rig) => {
      rig.market.faults.dropSends = 1;
      const created = rig.pool(SMALL);
      await rig.sent(created);
      rig.market.faults.statusLie = 'known-missing';
      await rig.passUntil('it has landed', () => {
        const { signature } = rig.order(created) ?? {};
        return signature != null && rig.market.landed(signature) !== null;
      });
      await rig.pass(8_000);
      expect(statusOf(rig, created)).not.toBe('expired');
      rig.market.faults.statusLie = 'none';
      await confirmedOnce(rig, created);
    });
  });

  it('is not given up because a node says that the chain is far ahead: it lands, and is a position', async () => {
    await withDesk({}, async (rig) => {
      rig.market.faults.heightOffset = 10_000;
      rig.market.faults.dropSends = 1_000;
      const created = rig.pool(SMALL);
      await rig.sent(created);
      // More than the desk needs to notice a height beyond that of the blockhash.
      await rig.pass(20_000);
      expect(statusOf(rig, created)).toBe('sent');
      expect(rig.outcome(created)).toBeNull();
      rig.market.faults.dropSends = 0;
      await confirmedOnce(rig, created);
      rig.market.faults.heightOffset = 0;
    });
  });

  it('is proven gone when a fork dropped it and its blockhash ran out, and gives back its spend', async () => {
    await withDesk({}, async (rig) => {
      const start = rig.balance();
      const created = rig.pool(SMALL);
      await rig.sent(created);
      rig.slots(1);
      await rig.until('it was seen', () => (rig.order(created)?.processedAfterMs ?? null) !== null);
      rig.market.faults.dropSends = 1_000;
      expect(rig.market.fork({ transactions: 'lost' }).lost.length).toBeGreaterThan(0);
      await rig.passUntil('it is proven gone', () => statusOf(rig, created) === 'expired');
      expect(await rig.ended(created)).toBe('order-expired');
      expect([rig.balance(), rig.desk.day.spentLamports, rig.desk.positions]).toEqual([start, 0n, []]);
      rig.market.faults.dropSends = 0;
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });

  it('goes out again when the node swallowed the first send, and lands once', async () => {
    await withDesk({}, async (rig) => {
      rig.market.faults.onlyMethods = ['sendTransaction'];
      rig.market.faults.hangs = 1;
      const created = rig.pool(SMALL);
      await rig.until('it is sent', () => rig.tap.sends().length === 1);
      // The clock alone passes: the desk waits for an answer that never comes.
      rig.clock.advance(2_000);
      await rig.until('it is sent again', () => rig.tap.sends().length === 2);
      rig.clock.advance(5_000);
      await confirmedOnce(rig, created);
      expect(new Set(rig.tap.sends()).size).toBe(1);
    });
  });

  it.each([
    ['429', (faults: MarketFaults) => (faults.tooManyRequests = 6)],
    ['500', (faults: MarketFaults) => (faults.serverErrors = 2)],
    ['a half-open line', (faults: MarketFaults) => (faults.halfOpenSockets = true)],
    ['swallowed transactions', (faults: MarketFaults) => (faults.dropSends = 2)],
  ])('is a sale as well that gets out under %s', async (_what, set) => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(SMALL);
      await rig.landed(created);
      rig.market.faults.onlyMethods = ['sendTransaction', 'getSignatureStatuses', 'getTransaction'];
      set(rig.market.faults);
      expect(rig.command({ kind: 'sell', pool: created.keys.pool })).toEqual({ ok: true });
      await rig.passUntil('it is sold', () => rig.desk.positions.length === 0);
      expect(rig.order(created)).toMatchObject({ side: 'sell', status: 'confirmed' });
      rig.market.faults.halfOpenSockets = false;
      rig.market.faults.chainDown = true;
      rig.market.faults.chainDown = false;
    });
  });

  it('is confirmed by asking when the line that would tell of it is half open, and sold once the line is back', async () => {
    await withDesk({}, async (rig) => {
      const created = rig.pool(SMALL);
      await rig.sent(created);
      rig.market.faults.halfOpenSockets = true;
      await confirmedOnce(rig, created);
      rig.market.faults.halfOpenSockets = false;
      await rig.passUntil('the chain is live again', () => rig.desk.chain?.state === 'live');
      const sold = rig.command({ kind: 'sell', pool: created.keys.pool });
      expect(sold).toEqual({ ok: true });
      await rig.passUntil('it is sold', () => rig.desk.positions.length === 0);
      rig.market.faults.chainDown = true;
      rig.market.faults.chainDown = false;
    });
  });
});

describe('two endpoints', () => {
  it('carry an order through when the first of them goes silent in the middle of it', async () => {
    const env: Record<string, string> = {};
    await withDesk({ ...KEYED, env }, async (rig) => {
      await rig.shut();
      const second = await rig.market.openEndpoint();
      // The one that fails is the preferred one.
      env['HELIUS_RPC_URL'] = second.rpcUrl;
      await rig.open();
      const created = rig.pool(SMALL);
      await rig.sent(created);
      second.faults.hangs = 1_000;
      await confirmedOnce(rig, created);
      expect(second.faults.hangs, 'questions that were never answered').toBeLessThan(1_000);
      second.faults.hangs = 0;
    });
  });
});

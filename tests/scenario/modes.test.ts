import { describe, expect, it } from 'vitest';
import { compose } from '../../electron/compose.ts';
import { lamports } from '../../shared/units.ts';
import { readJournal } from '../support/desk-audit.ts';
import { withDesk } from '../support/desk-rig.ts';
import { unannouncedPool } from '../support/unannounced-pool.ts';

const SMALL = { moneyAmount: 8_000_000_000n } as const;
const SMALL_SPEND = 40_000_000n;

describe('live mode, on a chain of this machine', () => {
  it('starts halted and buys nothing until it is armed', async () => {
    await withDesk({ mode: 'live' }, async (rig) => {
      expect(rig.desk.session.mode).toBe('live');
      expect(rig.desk.trading).toMatchObject({ state: 'halted', cause: { code: 'not-armed-yet' } });
      expect(await rig.ended(rig.pool(SMALL))).toBe('halted');
      expect(rig.tap.sends()).toEqual([]);
      expect(rig.command({ kind: 'arm' })).toEqual({ ok: true });
      expect((await rig.landed(rig.pool(SMALL))).status).toBe('confirmed');
    });
  });

  it('armed by --arm, buys and sells with the key of the file, to the lamport', async () => {
    await withDesk({ mode: 'live', argv: ['--arm'] }, async (rig) => {
      expect(rig.desk.wallet?.address).toBe(rig.wallet.address);
      const start = rig.balance();
      const created = rig.pool(SMALL);
      const bought = await rig.landed(created);
      expect(bought.fill).toMatchObject({ source: 'chain', solLamports: SMALL_SPEND });
      const sold = await rig.sold(created);
      const moved = (bought.fill?.walletLamports ?? 0n) + (sold.fill?.walletLamports ?? 0n);
      expect(rig.balance()).toBe(start + moved);
      expect(rig.desk.positions).toEqual([]);
    });
  });

  it.each(['amm-v4', 'cpmm', 'launchlab'] as const)(
    'hears from Helius alone of a new %s pool that nobody announced: it is bought and sold',
    async (program) => {
      const settings = { buyLamports: lamports(SMALL_SPEND) };
      await withDesk({ mode: 'live', argv: ['--arm'], heardBy: 'helius', settings }, async (rig) => {
        expect(Object.keys(rig.desk.feeds)).toEqual(['helius']);
        const pool = unannouncedPool(rig, program);
        await rig.passUntil('it is bought', () => rig.order(pool)?.status === 'confirmed');
        expect(rig.desk.feeds['helius']).toMatchObject({ malformed: 0, race: { first: 1 } });
        expect((await rig.sold(pool)).fill?.source).toBe('chain');
        expect(rig.desk.positions).toEqual([]);
      });
    },
  );

  it('hears of pools from the chain’s own logs as well, and buys each once', async () => {
    await withDesk({ mode: 'live', argv: ['--arm'], env: { LOGS_FEED: 'true' } }, async (rig) => {
      const created = rig.pool(SMALL);
      await rig.landed(created);
      await rig.pass(1_200);
      expect([rig.desk.poolsSeen, rig.tap.sends().length]).toEqual([1, 1]);
      const { feeds } = rig.desk;
      expect(Object.keys(feeds).toSorted()).toEqual(['logs', 'socket-io']);
      const firsts = Object.values(feeds).map(({ race }) => race.first);
      expect(firsts.reduce((sum, each) => sum + each, 0)).toBe(1);
    });
  });
});

describe('paper mode', () => {
  it('sends nothing: without a wallet its fills are our own quotes, and its purse pays for them', async () => {
    await withDesk({ mode: 'paper', argv: ['--arm'] }, async (rig) => {
      expect(rig.desk.wallet?.lamports).toBe(10_000_000_000n);
      const created = rig.pool(SMALL);
      await rig.passUntil('it is filled', () => (rig.order(created)?.fill ?? null) !== null);
      const bought = rig.order(created)?.fill;
      expect(bought).toMatchObject({ source: 'quoted', solLamports: SMALL_SPEND });
      await rig.until(
        'the purse has paid',
        () => rig.desk.wallet?.lamports === 10_000_000_000n + (bought?.walletLamports ?? 0n),
      );
      expect(rig.command({ kind: 'sell', pool: created.keys.pool })).toEqual({ ok: true });
      await rig.passUntil('it is sold', () => rig.desk.positions.length === 0);
      const sold = rig.order(created)?.fill;
      expect(sold?.source).toBe('quoted');
      const moved = (bought?.walletLamports ?? 0n) + (sold?.walletLamports ?? 0n);
      await rig.until('the purse was paid', () => rig.desk.wallet?.lamports === 10_000_000_000n + moved);
      expect(rig.tap.of('sendTransaction')).toEqual([]);
      expect(rig.tap.of('simulateTransaction').length).toBeGreaterThan(0);
    });
  });

  it('takes the chain’s word for a fill where an address can pay', async () => {
    const env: Record<string, string> = {};
    await withDesk({ mode: 'paper', argv: ['--arm'], env }, async (rig) => {
      await rig.shut();
      rig.market.airdrop(rig.wallet.address, lamports(5_000_000_000n));
      rig.slots(3);
      env['SWINGAWAY_PAPER_WALLET'] = rig.wallet.address;
      await rig.open();
      const created = rig.pool(SMALL);
      await rig.passUntil('it is filled', () => (rig.order(created)?.fill ?? null) !== null);
      const { fill, expectedOut } = rig.order(created) ?? {};
      expect(fill).toMatchObject({ source: 'simulated', solLamports: SMALL_SPEND, tokenUnits: expectedOut });
      expect(rig.command({ kind: 'sell', pool: created.keys.pool })).toEqual({ ok: true });
      await rig.passUntil('it is sold', () => rig.desk.positions.length === 0);
      expect(rig.tap.of('sendTransaction')).toEqual([]);
      expect(rig.balance()).toBe(5_000_000_000n);
    });
  });
});

describe('paper mode that is stopped', () => {
  it('while the chain is asked takes no fill of it, and asks nothing more', async () => {
    await withDesk({ mode: 'paper', argv: ['--arm'] }, async (rig) => {
      rig.market.faults.onlyMethods = ['simulateTransaction'];
      rig.market.faults.rpcLatencyMs = 60_000;
      const created = rig.pool(SMALL);
      const asked = rig.tap.of('simulateTransaction').length;
      await rig.until('the chain is asked', () => rig.tap.of('simulateTransaction').length > asked);
      expect(rig.command({ kind: 'kill', by: 'button' })).toEqual({ ok: true });
      rig.market.faults.rpcLatencyMs = 0;
      rig.clock.advance(60_000);
      await rig.until('the order has ended', () => rig.order(created)?.status === 'expired');
      expect(rig.order(created)?.fill).toBeNull();
      expect(rig.desk.positions).toEqual([]);
      expect(rig.desk.wallet?.lamports).toBe(10_000_000_000n);
      expect(rig.tap.of('simulateTransaction')).toHaveLength(asked + 1);
      rig.market.faults.chainDown = true;
      rig.market.faults.chainDown = false;
    });
  });
});

describe('a data folder', () => {
  it('of one mode is not opened in another, and stays as it is', async () => {
    await withDesk({}, async (rig) => {
      await rig.shut();
      const before = readJournal(rig.dataDir).length;
      const input = rig.composeInput();
      const { rpcUrl: RPC_URL, wsUrl: WS_URL } = rig.market;
      const env = { ...input.env, SWINGAWAY_MODE: 'paper', RPC_URL, WS_URL, LOGS_FEED: 'true' };
      const composed = await compose({ ...input, env });
      expect(composed).toMatchObject({
        ok: false,
        error: [{ found: 'it holds the journal of sim mode, and this is paper mode' }],
      });
      expect(readJournal(rig.dataDir)).toHaveLength(before);
      await rig.open();
    });
  });
});

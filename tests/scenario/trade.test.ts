import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quoteExactIn } from '../../electron/core/swap/amm-v4-quote.ts';
import { tradeRecordPath } from '../../electron/journal/trade-record.ts';
import type { CreatedPool } from '../../electron/sim/market/pool-creation.ts';
import { tokenAccountAmount } from '../../electron/protocol/token-account.ts';
import { bps, millis, tokenUnits, type Address } from '../../shared/units.ts';
import { chainRecord } from '../support/chain-record.ts';
import { readJournal } from '../support/desk-audit.ts';
import { required } from '../support/desk-lookups.ts';
import { withDesk, type DeskRig } from '../support/desk-rig.ts';

/** Of a pool with this much SOL a buy takes half a percent: small enough to go out without asking. */
const SMALL = { moneyAmount: 8_000_000_000n } as const;
const SMALL_SPEND = 40_000_000n;

const vaultUnits = (rig: DeskRig, vault: Address): bigint =>
  tokenAccountAmount(rig.market.chain.accounts.get(vault)?.data ?? new Uint8Array()) ?? 0n;

/** What is in the pool now, seen from SOL. */
function poolNow(rig: DeskRig, { keys, plan }: CreatedPool): { sol: bigint; token: bigint } {
  const [coin, pc] = [vaultUnits(rig, keys.coinVault), vaultUnits(rig, keys.pcVault)];
  return plan.moneySide === 'base' ? { sol: coin, token: pc } : { sol: pc, token: coin };
}

const quote = (reserveIn: bigint, reserveOut: bigint, amountIn: bigint): bigint =>
  required(
    quoteExactIn({
      reserveIn: tokenUnits(reserveIn),
      reserveOut: tokenUnits(reserveOut),
      amountIn: tokenUnits(amountIn),
    }),
  ).out;

const tradeLines = (rig: DeskRig): readonly Record<string, unknown>[] =>
  readFileSync(tradeRecordPath(rig.dataDir), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe.each(['base', 'quote'] as const)('a small pool with WSOL on its %s side', (moneySide) => {
  it('is bought without asking and sold on command, exact to the lamport on chain, desk, journal and record', async () => {
    await withDesk({}, async (rig) => {
      const start = rig.balance();
      const created = rig.pool({ ...SMALL, moneySide, symbol: 'FIRST' });
      const { sol, token } = poolNow(rig, created);
      const expected = quote(sol, token, SMALL_SPEND);
      const bought = await rig.landed(created);

      const buy = chainRecord(rig.market, bought, created.keys, rig.wallet.address);
      expect(buy).toMatchObject({ error: null, tokenUnits: expected, solLamports: SMALL_SPEND });
      expect(bought).toMatchObject({ side: 'buy', trigger: 'pool-event', status: 'confirmed', sends: 1 });
      const { error: _none, ...bill } = buy;
      expect(bought.fill).toEqual(bill);
      expect(bought.landedSlot).toBe(buy.slot);
      expect(bought.poolSlot).toBe(buy.slot - 1);
      expect(rig.balance()).toBe(start - SMALL_SPEND - buy.feeLamports - buy.rentLamports);
      expect(rig.desk.positions).toEqual([
        {
          pool: created.keys.pool,
          tokenMint: created.tokenMint,
          tokenDecimals: created.plan.tokenDecimals,
          symbol: 'FIRST',
          tokenUnits: expected,
          costLamports: SMALL_SPEND + buy.feeLamports,
          openedAtMs: rig.desk.nowMs,
        },
      ]);
      expect(rig.desk.outcomes).toEqual({ bought: 1 });
      const after = poolNow(rig, created);
      const value = quote(after.token, after.sol, expected);
      await rig.until(
        'the position has its value',
        () => rig.desk.marks[created.keys.pool]?.valueLamports === value,
      );

      expect(rig.command({ kind: 'sell', pool: created.keys.pool })).toEqual({ ok: true });
      expect(rig.command({ kind: 'sell', pool: created.keys.pool })).toMatchObject({
        problem: { code: 'already-selling' },
      });
      const sold = await rig.landed(created);
      const sale = chainRecord(rig.market, sold, created.keys, rig.wallet.address);
      expect(sale).toMatchObject({ error: null, tokenUnits: -expected, solLamports: -value });
      expect(sold).toMatchObject({ side: 'sell', trigger: 'sell-button' });
      expect(sold.fill).toMatchObject({
        tokenUnits: expected,
        solLamports: value,
        feeLamports: sale.feeLamports,
      });
      expect(rig.desk.positions).toEqual([]);
      const realized = value - sale.feeLamports - SMALL_SPEND - buy.feeLamports;
      expect(rig.desk.day.realizedLamports).toBe(realized);
      expect(rig.desk.day.spentLamports).toBe(SMALL_SPEND);
      expect(rig.balance()).toBe(start + realized - buy.rentLamports);
      await rig.until('the desk shows the balance', () => rig.desk.wallet?.lamports === rig.balance());

      const steps = readJournal(rig.dataDir).flatMap((event) => {
        if (event.kind === 'order-reserved') return [`${event.ticket.id} ${event.kind}`];
        return event.kind.startsWith('order-') && 'id' in event ? [`${event.id} ${event.kind}`] : [];
      });
      const life = ['reserved', 'built', 'signed', 'sent', 'confirmed'];
      expect(steps).toEqual([
        ...life.map((each) => `1 order-${each}`),
        ...life.map((each) => `2 order-${each}`),
      ]);

      await rig.passUntil('both are final', () => rig.desk.recentOrders.length === 2);
      await rig.shut();
      const lines = tradeLines(rig);
      expect(lines).toMatchObject([
        { id: '1', side: 'buy', status: 'confirmed', signature: bought.signature, sends: 1, slots_behind: 1 },
        { id: '2', side: 'sell', status: 'confirmed', signature: sold.signature, slots_behind: null },
      ]);
      expect(lines[0]).toMatchObject({
        fill: { sol_lamports: String(SMALL_SPEND), token_units: String(expected) },
      });
      for (const line of lines) {
        const stages = Object.values(line['stages_ms'] as Record<string, number>);
        expect(line['latency_ms']).toBeGreaterThan(0);
        expect(stages.reduce((sum, each) => sum + each, 0)).toBeCloseTo(Number(line['latency_ms']), 6);
      }
    });
  });

  it('is read from the chain first when the feed tells only its mints', async () => {
    await withDesk({}, async (rig) => {
      const reads = rig.tap.of('getMultipleAccounts').length;
      const created = rig.pool({ ...SMALL, moneySide }, { announce: 'minimal' });
      const { sol, token } = poolNow(rig, created);
      const bought = await rig.landed(created);
      expect(rig.tap.of('getMultipleAccounts').length).toBeGreaterThanOrEqual(reads + 2);
      const { error, ...bill } = chainRecord(rig.market, bought, created.keys, rig.wallet.address);
      expect(error).toBeNull();
      expect(bought.fill).toEqual(bill);
      expect(bought.fill).toMatchObject({
        solLamports: SMALL_SPEND,
        tokenUnits: quote(sol, token, SMALL_SPEND),
      });
      expect(rig.desk.positions).toMatchObject([{ tokenMint: created.tokenMint, tokenDecimals: 6 }]);
      await rig.until('its symbol was read', () => rig.order(created)?.symbol === created.plan.symbol);
    });
  });
});

describe('a position', () => {
  it('is sold by the stop-loss once its value has fallen that far, and not before', async () => {
    const exit = { takeProfitBps: bps(3_000), stopLossBps: bps(2_000), maxHoldMs: null };
    await withDesk({ settings: { exit } }, async (rig) => {
      const created = rig.pool(SMALL);
      await rig.landed(created);
      const [held] = rig.desk.positions;
      await rig.until('its price is followed', () => rig.desk.marks[created.keys.pool] !== undefined);
      await rig.quiet();
      const sellSome = async (): Promise<bigint> => {
        rig.market.trade(created.keys.pool, { side: 'sell', amountIn: poolNow(rig, created).token / 25n });
        rig.slots(1);
        const { sol, token } = poolNow(rig, created);
        const value = quote(token, sol, required(held).tokenUnits);
        await rig.until('it is valued', () => rig.desk.marks[created.keys.pool]?.valueLamports === value);
        return (value * 10_000n) / required(held).costLamports;
      };
      let worth = 10_000n;
      while (worth > 8_000n) {
        expect(rig.order(created)?.side).toBe('buy');
        worth = await sellSome();
      }
      expect(rig.order(created)).toMatchObject({ side: 'sell', trigger: 'exit-rule' });
      const sold = await rig.landed(created);
      const sale = chainRecord(rig.market, sold, created.keys, rig.wallet.address);
      expect(rig.desk.positions).toEqual([]);
      expect(rig.desk.day.realizedLamports).toBe(
        -sale.solLamports - sale.feeLamports - required(held).costLamports,
      );
    });
  });

  it('is sold when it was held as long as allowed', async () => {
    const exit = { takeProfitBps: null, stopLossBps: null, maxHoldMs: millis(20_000) };
    await withDesk({ settings: { exit } }, async (rig) => {
      const created = rig.pool(SMALL);
      await rig.landed(created);
      const openedAtMs = required(rig.desk.positions[0]).openedAtMs;
      await rig.passUntil('it is being sold', () => rig.order(created)?.side === 'sell', 21_000);
      expect(rig.order(created)?.reservedAtMs).toBe(openedAtMs + 20_000);
      await rig.landed(created);
      expect(rig.desk.positions).toEqual([]);
    });
  });
});

describe('a price that moved between sending and landing', () => {
  it('fails on chain as slippage: only the fee is paid, the slot is free and the spend is given back', async () => {
    await withDesk({ settings: { maxConcurrentTrades: 1 } }, async (rig) => {
      const start = rig.balance();
      const created = rig.pool(SMALL);
      await rig.sent(created);
      expect(rig.desk.day.spentLamports).toBe(SMALL_SPEND);
      rig.market.trade(created.keys.pool, { side: 'buy', amountIn: 1_000_000_000n, where: 'first' });
      rig.slots(3);
      expect(await rig.ended(created)).toBe('order-failed');

      const failed = required(rig.order(created));
      const record = chainRecord(rig.market, failed, created.keys, rig.wallet.address);
      expect(failed).toMatchObject({
        status: 'failed-onchain',
        fill: null,
        landedSlot: record.slot,
        failure: { code: 'slippage', slot: record.slot, feeLamports: record.feeLamports },
      });
      expect(record).toMatchObject({ tokenUnits: 0n, solLamports: 0n, walletLamports: -record.feeLamports });
      expect(record.error).not.toBeNull();
      expect(rig.balance()).toBe(start - record.feeLamports);
      expect(rig.desk.day).toMatchObject({ spentLamports: 0n, realizedLamports: -record.feeLamports });
      expect(rig.desk.positions).toEqual([]);
      expect(rig.desk.buysInHour).toHaveLength(1);

      // The one slot is free again.
      const next = rig.pool(SMALL);
      expect((await rig.landed(next)).fill?.solLamports).toBe(SMALL_SPEND);
      expect(rig.desk.outcomes).toEqual({ 'order-failed': 1, bought: 1 });
      await rig.shut();
      expect(tradeLines(rig)).toMatchObject([
        { id: '1', status: 'failed-onchain', fill: null, failure: { code: 'slippage' } },
        { id: '2', status: 'confirmed', failure: null },
      ]);
    });
  });
});

import { describe, expect, it } from 'vitest';
import { emptyLedger, type Ledger } from '../../../electron/core/ledger.ts';
import { foldLedger } from '../../../electron/core/ledger-fold.ts';
import type { JournaledEvent } from '../../../shared/events.ts';
import { orderId } from '../../../shared/order.ts';
import { dayOf } from '../../../shared/projection/day.ts';
import { DAY_MS } from '../../../shared/desk.ts';
import { lamports, millis, tokenUnits, unixMs, type UnixMs } from '../../../shared/units.ts';
import {
  failureOf,
  fillOf,
  HOUR,
  NOON,
  poolAddress,
  SETTINGS,
  settingsWith,
  signedOf,
  sol,
  STAGES_OF_TEST,
  ticketOf,
  tradableOf,
} from '../../support/pools.ts';

const MIDNIGHT = unixMs((dayOf(NOON) + 1) * DAY_MS);
const fold = (ledger: Ledger, ...events: JournaledEvent[]): Ledger => events.reduce(foldLedger, ledger);
const EMPTY = emptyLedger(SETTINGS, NOON);
const reserved = (
  id: number,
  pool: number,
  atMs: UnixMs = NOON,
  patch: Parameters<typeof ticketOf>[2] = {},
) =>
  ({ kind: 'order-reserved', atMs, ticket: ticketOf(id, pool, { reservedAtMs: atMs, ...patch }) }) as const;

const sentEvents = (id: number, atMs: UnixMs = NOON): JournaledEvent[] => [
  { kind: 'order-built', atMs, id: orderId(id) },
  { kind: 'order-signed', atMs, id: orderId(id), signed: signedOf(id) },
  { kind: 'order-sent', atMs, id: orderId(id), stages: STAGES_OF_TEST },
];
const failed = (id: number, atMs: UnixMs = NOON): JournaledEvent => ({
  kind: 'order-failed',
  atMs,
  id: orderId(id),
  failure: failureOf(),
  afterMs: millis(1),
});

describe('the fold of a reservation', () => {
  it('takes the next order number, the place in the hour, the cooldown and the spend', () => {
    const ledger = fold(EMPTY, reserved(1, 7));
    expect(ledger.nextOrder).toBe(2);
    expect(ledger.orders.get(orderId(1))).toMatchObject({ status: 'reserved', signed: null });
    expect(ledger.buys).toEqual([NOON]);
    expect(ledger.cooldowns).toEqual(new Map([[poolAddress(7), NOON + 300_000]]));
    expect(ledger.day.spentLamports).toBe(sol(0.1));
  });

  it('of a sell takes none of the buy limits', () => {
    const ledger = fold(EMPTY, reserved(1, 7, NOON, { side: 'sell', amountIn: 5n }));
    expect([ledger.buys, ledger.cooldowns.size, ledger.day.spentLamports]).toEqual([[], 0, 0n]);
    expect(ledger.nextOrder).toBe(2);
  });

  it('lets go of buys and cooldowns that have run out', () => {
    const later = unixMs(NOON + HOUR);
    const ledger = fold(EMPTY, reserved(1, 7), reserved(2, 8, later));
    expect(ledger.buys).toEqual([later]);
    expect([...ledger.cooldowns.keys()]).toEqual([poolAddress(8)]);
  });

  it('takes the cooldown that is set at that moment', () => {
    const settings = settingsWith({ poolCooldownMs: millis(1_000) });
    const changed = { kind: 'settings-changed', atMs: NOON, settings } as const;
    const ledger = fold(EMPTY, reserved(1, 7), changed, reserved(2, 8));
    expect([...ledger.cooldowns.values()]).toEqual([NOON + 300_000, NOON + 1_000]);
  });
});

describe('the fold of an order', () => {
  it('keeps its signature', () => {
    const ledger = fold(EMPTY, reserved(1, 7), ...sentEvents(1));
    expect(ledger.orders.get(orderId(1))).toMatchObject({ status: 'sent', signed: signedOf(1) });
  });

  it('keeps it while it is confirmed and forgets it when it is final', () => {
    const confirmed: JournaledEvent = {
      kind: 'order-confirmed',
      atMs: NOON,
      id: orderId(1),
      fill: fillOf(),
      afterMs: millis(1),
    };
    const ledger = fold(EMPTY, reserved(1, 7), ...sentEvents(1), confirmed);
    expect(ledger.orders.get(orderId(1))?.status).toBe('confirmed');
    const final = fold(ledger, { kind: 'order-finalized', atMs: NOON, id: orderId(1) });
    expect(final.orders.size).toBe(0);
    expect(final.day.spentLamports).toBe(sol(0.1));
  });

  it('gives the spend back when nothing was bought, and a failed one costs its fee', () => {
    const ledger = fold(EMPTY, reserved(1, 7), reserved(2, 8), ...sentEvents(1), failed(1));
    expect(ledger.day).toMatchObject({ spentLamports: sol(0.1), realizedLamports: -5_000n });
    const abandoned = fold(ledger, { kind: 'order-abandoned', atMs: NOON, id: orderId(2), why: 'x' });
    expect(abandoned.day.spentLamports).toBe(0n);
  });

  it('keeps the place in the hour and the cooldown of one that failed', () => {
    const ledger = fold(EMPTY, reserved(1, 7), ...sentEvents(1), failed(1));
    expect(ledger.buys).toEqual([NOON]);
    expect(ledger.cooldowns.has(poolAddress(7))).toBe(true);
  });

  it('does not take the spend of yesterday from the spend of today', () => {
    const today = unixMs(MIDNIGHT + 1);
    const ledger = fold(
      EMPTY,
      reserved(1, 7, unixMs(MIDNIGHT - 1)),
      ...sentEvents(1, unixMs(MIDNIGHT - 1)),
      reserved(2, 8, today),
      failed(1, today),
    );
    expect(ledger.day).toMatchObject({
      day: dayOf(today),
      spentLamports: sol(0.1),
      realizedLamports: -5_000n,
    });
  });

  it('throws at an event about an order that is not open, and at a move that is illegal', () => {
    expect(() => fold(EMPTY, { kind: 'order-built', atMs: NOON, id: orderId(9) })).toThrow(
      'event about order 9, which is not open',
    );
    const expired: JournaledEvent = { kind: 'order-expired', atMs: NOON, id: orderId(1), proof: 'x' };
    expect(() => fold(EMPTY, reserved(1, 7), expired)).toThrow(
      'illegal order transition: reserved → expired',
    );
  });
});

describe('the fold of a position', () => {
  const position = {
    pool: poolAddress(7),
    tokenMint: tradableOf(7).tokenMint,
    tokenDecimals: 6,
    symbol: 'TOK7',
    tokenUnits: tokenUnits(5n),
    costLamports: sol(0.1),
    openedAtMs: NOON,
  };
  const changed = { kind: 'position-changed', atMs: NOON, position, realizedLamports: lamports(7n) } as const;

  it('knows its pool from the order that filled, and later from itself', () => {
    const ledger = fold(EMPTY, reserved(1, 7), changed);
    expect(ledger.holdings.get(poolAddress(7))).toEqual({ position, pool: tradableOf(7) });
    const without = { ...ledger, orders: new Map() };
    expect(fold(without, changed).holdings.get(poolAddress(7))?.pool).toEqual(tradableOf(7));
  });

  it('throws at a position of a pool that no order names', () => {
    expect(() => fold(EMPTY, changed)).toThrow('position of Pool7, which no order of the ledger names');
  });

  it('adds results to the day and drops what was closed', () => {
    const closed: JournaledEvent = {
      kind: 'position-closed',
      atMs: NOON,
      pool: poolAddress(7),
      symbol: 'TOK7',
      realizedLamports: lamports(-20n),
    };
    const ledger = fold(EMPTY, reserved(1, 7), changed, closed);
    expect(ledger.holdings.size).toBe(0);
    expect(ledger.day.realizedLamports).toBe(-13n);
  });
});

describe('the fold of the rest', () => {
  it('remembers chain, trading state, settings and the newest moment', () => {
    const trading = { state: 'reducing', sinceMs: NOON, cause: null } as const;
    const settings = settingsWith({ maxTradesPerHour: 1 });
    const later = unixMs(NOON + 5);
    const ledger = fold(
      EMPTY,
      { kind: 'session-started', atMs: later, mode: 'sim', genesis: 'g', wallet: 'w' },
      { kind: 'trading-changed', atMs: NOON, trading },
      { kind: 'settings-changed', atMs: NOON, settings },
    );
    expect(ledger).toMatchObject({ genesis: 'g', trading, settings, lastMs: later });
  });

  it('forgets orders, positions and totals of a chain that was replaced, not the limits', () => {
    const replaced: JournaledEvent = { kind: 'chain-replaced', atMs: NOON, positions: 0, orders: 1 };
    const ledger = fold(EMPTY, reserved(4, 7), replaced);
    expect([ledger.orders.size, ledger.holdings.size, ledger.day.spentLamports]).toEqual([0, 0, 0n]);
    expect([ledger.buys.length, ledger.cooldowns.size, ledger.nextOrder]).toEqual([1, 1, 5]);
  });
});

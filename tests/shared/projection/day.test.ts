import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../shared/desk.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import { orderId } from '../../../shared/order.ts';
import { dayAfter, dayAt, dayOf, emptyDay } from '../../../shared/projection/day.ts';
import { lamports, millis, unixMs } from '../../../shared/units.ts';
import {
  failureOf,
  fillOf,
  mintAddress,
  NOON,
  poolAddress,
  sol,
  STAGES_OF_TEST,
  ticketOf,
} from '../../support/pools.ts';

const TODAY = dayOf(NOON);
const MIDNIGHT = unixMs((TODAY + 1) * DAY_MS);
const day = (spent: bigint, realized = 0n, of = TODAY) => ({
  day: of,
  spentLamports: lamports(spent),
  realizedLamports: lamports(realized),
});
const id = orderId(1);
const BUY = ticketOf(1, 1, { amountIn: 100n });
const SELL = ticketOf(1, 1, { side: 'sell', amountIn: 100n });

const failed = (atMs = NOON): EngineEvent => ({
  kind: 'order-failed',
  atMs,
  id,
  failure: failureOf({ feeLamports: lamports(7n) }),
  afterMs: millis(1),
});
const expired: EngineEvent = { kind: 'order-expired', atMs: NOON, id, proof: 'x' };
const abandoned: EngineEvent = { kind: 'order-abandoned', atMs: NOON, id, why: 'x' };

describe('the day', () => {
  it('begins at midnight UTC', () => {
    expect(dayOf(unixMs(MIDNIGHT - 1))).toBe(TODAY);
    expect(dayOf(MIDNIGHT)).toBe(TODAY + 1);
  });

  it('starts from nothing, and an older moment does not turn it back', () => {
    expect(dayAt(day(5n, 6n), unixMs(MIDNIGHT - 1))).toEqual(day(5n, 6n));
    expect(dayAt(day(5n, 6n), MIDNIGHT)).toEqual(emptyDay(MIDNIGHT));
    expect(dayAt(day(5n, 6n, TODAY + 1), NOON)).toEqual(day(5n, 6n, TODAY + 1));
  });
});

describe('the spend of the day', () => {
  it('grows when a buy is reserved, not when a sell is', () => {
    const reserved = (ticket: typeof BUY) => ({ kind: 'order-reserved', atMs: NOON, ticket }) as const;
    expect(dayAfter(day(5n), reserved(BUY), null)).toEqual(day(105n));
    expect(dayAfter(day(5n), reserved(SELL), null)).toEqual(day(5n));
  });

  it('falls again when the buy bought nothing', () => {
    expect(dayAfter(day(150n), expired, BUY)).toEqual(day(50n));
    expect(dayAfter(day(150n), abandoned, BUY)).toEqual(day(50n));
    expect(dayAfter(day(150n), failed(), BUY)).toEqual(day(50n, -7n));
  });

  it('does not fall for a sell that came to nothing', () => {
    expect(dayAfter(day(150n), expired, SELL)).toEqual(day(150n));
    expect(dayAfter(day(150n), failed(), SELL)).toEqual(day(150n, -7n));
  });

  it('is not given back on another day than it was spent on', () => {
    expect(dayAfter(day(150n, 0n, TODAY + 1), failed(MIDNIGHT), BUY)).toEqual(day(150n, -7n, TODAY + 1));
    expect(dayAfter(day(150n), failed(MIDNIGHT), BUY)).toEqual(day(0n, -7n, TODAY + 1));
  });

  it('is never less than nothing', () => {
    expect(dayAfter(day(50n), expired, BUY)).toEqual(day(0n));
  });
});

describe('the result of the day', () => {
  const position = {
    pool: poolAddress(1),
    tokenMint: mintAddress(1),
    tokenDecimals: 6,
    symbol: 'TOK1',
    tokenUnits: fillOf().tokenUnits,
    costLamports: sol(1),
    openedAtMs: NOON,
  };

  it('is what positions bring and cost', () => {
    const changed: EngineEvent = {
      kind: 'position-changed',
      atMs: NOON,
      position,
      realizedLamports: lamports(9n),
    };
    const closed: EngineEvent = {
      kind: 'position-closed',
      atMs: NOON,
      pool: poolAddress(1),
      symbol: 'TOK1',
      realizedLamports: lamports(-20n),
    };
    expect(dayAfter(dayAfter(day(0n, 1n), changed, null), closed, null)).toEqual(day(0n, -10n));
  });

  it('starts anew with the first result after midnight', () => {
    const changed: EngineEvent = {
      kind: 'position-changed',
      atMs: MIDNIGHT,
      position,
      realizedLamports: lamports(9n),
    };
    expect(dayAfter(day(1n, 1n), changed, null)).toEqual(day(0n, 9n, TODAY + 1));
  });

  it('is nothing on a chain that replaced another', () => {
    const replaced: EngineEvent = { kind: 'chain-replaced', atMs: NOON, positions: 1, orders: 1 };
    expect(dayAfter(day(5n, 6n), replaced, null)).toEqual(day(0n));
  });

  it('is the same after everything else', () => {
    const sent: EngineEvent = { kind: 'order-sent', atMs: MIDNIGHT, id, stages: STAGES_OF_TEST };
    const before = day(5n, 6n);
    expect(dayAfter(before, sent, BUY)).toBe(before);
  });
});

import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../shared/desk.ts';
import { DAY_MS, MAX_COOLDOWNS_SHOWN } from '../../../shared/desk.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import { advance, applyEvent, emptyDesk } from '../../../shared/projection/apply-event.ts';
import { dayOf } from '../../../shared/projection/day.ts';
import { lamports, slot, tokenUnits, unixMs, type UnixMs } from '../../../shared/units.ts';
import { CoreDesk, DESK_SESSION } from '../../support/desk.ts';
import {
  fullListing,
  HOUR,
  MANUAL,
  mintAddress,
  NOON,
  poolAddress,
  SETTINGS,
  sol,
  ticketOf,
} from '../../support/pools.ts';

const EMPTY = emptyDesk(DESK_SESSION, SETTINGS, NOON);
const fold = (desk: Desk, ...events: EngineEvent[]): Desk => events.reduce(applyEvent, desk);
const reserved = (n: number, atMs: UnixMs = NOON): EngineEvent => ({
  kind: 'order-reserved',
  atMs,
  ticket: ticketOf(n, n, { reservedAtMs: atMs }),
});
const position = (n: number, units = 5n) => ({
  pool: poolAddress(n),
  tokenMint: mintAddress(n),
  tokenDecimals: 6,
  symbol: `TOK${n}`,
  tokenUnits: tokenUnits(units),
  costLamports: sol(0.1),
  openedAtMs: NOON,
});
const changed = (n: number, units = 5n): EngineEvent => ({
  kind: 'position-changed',
  atMs: NOON,
  position: position(n, units),
  realizedLamports: lamports(0n),
});
const marked = (n: number): EngineEvent => ({
  kind: 'position-marked',
  mark: { pool: poolAddress(n), valueLamports: sol(1), slot: slot(1), atMs: NOON },
});

describe('a desk before its first event', () => {
  it('is halted and has seen nothing', () => {
    expect(EMPTY.trading).toEqual({ state: 'halted', sinceMs: NOON, cause: { code: 'not-armed-yet' } });
    expect([EMPTY.poolsSeen, EMPTY.tape, EMPTY.offers, EMPTY.positions]).toEqual([0, [], [], []]);
  });
});

describe('the clock of the desk', () => {
  it('follows the events and never goes back', () => {
    const desk = fold(EMPTY, { kind: 'pool-queued', atMs: unixMs(NOON + 9), pool: {} as never, depth: 1 });
    expect(desk.nowMs).toBe(NOON + 9);
    expect(advance(desk, NOON)).toBe(desk);
  });

  it('lets cooldowns and buys of the hour run out to the millisecond, and the day turn', () => {
    const desk = fold(EMPTY, reserved(1));
    expect(advance(desk, unixMs(NOON + 299_999)).cooldowns).toHaveLength(1);
    expect(advance(desk, unixMs(NOON + 300_000)).cooldowns).toEqual([]);
    expect(advance(desk, unixMs(NOON + HOUR - 1)).buysInHour).toEqual([NOON]);
    expect(advance(desk, unixMs(NOON + HOUR)).buysInHour).toEqual([]);
    const midnight = unixMs((dayOf(NOON) + 1) * DAY_MS);
    expect(advance(desk, unixMs(midnight - 1)).day.spentLamports).toBe(sol(0.1));
    expect(advance(desk, midnight).day).toEqual({ ...EMPTY.day, day: EMPTY.day.day + 1 });
  });
});

describe('a reserved buy', () => {
  it('starts the cooldown of its pool anew', () => {
    const later = unixMs(NOON + 1_000);
    const again: EngineEvent = { kind: 'order-reserved', atMs: later, ticket: ticketOf(2, 1) };
    expect(fold(EMPTY, reserved(1), again).cooldowns).toEqual([
      { pool: poolAddress(1), symbol: 'TOK1', untilMs: later + 300_000, totalMs: 300_000 },
    ]);
  });

  it('leaves the cooldowns of a sell alone', () => {
    const sell: EngineEvent = {
      kind: 'order-reserved',
      atMs: NOON,
      ticket: ticketOf(1, 1, { side: 'sell' }),
    };
    const desk = fold(EMPTY, sell);
    expect([desk.cooldowns, desk.buysInHour]).toEqual([[], []]);
    expect(Object.keys(desk.liveOrders)).toEqual(['1']);
  });

  it('is one of a bounded number of cooldowns, the newest', () => {
    let desk = EMPTY;
    for (let n = 1; n <= MAX_COOLDOWNS_SHOWN + 3; n += 1) desk = fold(desk, reserved(n));
    expect(desk.cooldowns).toHaveLength(MAX_COOLDOWNS_SHOWN);
    expect(desk.cooldowns.at(-1)?.pool).toBe(poolAddress(MAX_COOLDOWNS_SHOWN + 3));
  });
});

describe('positions', () => {
  it('are kept in the order in which they were opened, each once', () => {
    const desk = fold(EMPTY, changed(1), changed(2), changed(1, 9n));
    expect(desk.positions).toEqual([position(1, 9n), position(2)]);
  });

  it('have a value while they are held, and only then', () => {
    expect(fold(EMPTY, marked(1)).marks).toEqual({});
    const held = fold(EMPTY, changed(1), marked(1));
    expect(held.marks[poolAddress(1)]?.valueLamports).toBe(sol(1));
    const gone = fold(held, {
      kind: 'position-closed',
      atMs: NOON,
      pool: poolAddress(1),
      symbol: 'TOK1',
      realizedLamports: lamports(1n),
    });
    expect([gone.positions, gone.marks]).toEqual([[], {}]);
  });

  it('and orders of another chain are gone', () => {
    const replaced: EngineEvent = { kind: 'chain-replaced', atMs: NOON, positions: 1, orders: 1 };
    const desk = fold(EMPTY, reserved(1), changed(1), marked(1), replaced);
    expect([desk.positions, desk.marks, desk.liveOrders]).toEqual([[], {}, {}]);
    expect(desk.cooldowns).toHaveLength(1);
  });
});

describe('pools and offers', () => {
  it('count every pool that came and every reason in which one ended', () => {
    const desk = new CoreDesk({ settings: { ...SETTINGS, maxTradesPerHour: 2 } });
    for (const n of [1, 2, 3, 4]) desk.list(fullListing(n));
    desk.landed(1);
    const ended = Object.values(desk.desk.outcomes).reduce((sum, count) => sum + count, 0);
    expect(desk.desk.outcomes).toEqual({ bought: 1, 'hourly-limit': 2 });
    expect(desk.desk.poolsSeen).toBe(ended + 1);
  });

  it('show an offer at its newest price until it ends', () => {
    const desk = new CoreDesk({ settings: MANUAL });
    desk.list(fullListing(1));
    const { id, now } = desk.offer();
    const requoted: EngineEvent = {
      kind: 'offer-requoted',
      atMs: NOON,
      id,
      spendLamports: sol(0.01),
      now: { ...now, expectedOut: tokenUnits(3n) },
      revision: 4,
    };
    const shown = fold(desk.desk, requoted);
    expect(shown.offers).toMatchObject([
      { id, spendLamports: sol(0.01), now: { expectedOut: 3n }, revision: 4 },
    ]);
    expect(shown.offers[0]?.first).toEqual(now);
    desk.command({ kind: 'skip', offer: id });
    expect(desk.desk.offers).toEqual([]);
  });

  it('show how many wait for a slot', () => {
    expect(fold(EMPTY, { kind: 'queue-changed', atMs: NOON, depth: 4 }).queued).toBe(4);
  });
});

describe('statuses', () => {
  it('replace the last of their kind', () => {
    const wallet = (balance: bigint): EngineEvent => ({
      kind: 'wallet-status',
      atMs: NOON,
      status: { address: 'w', lamports: lamports(balance) },
    });
    expect(fold(EMPTY, wallet(1n), wallet(2n)).wallet).toEqual({ address: 'w', lamports: 2n });
  });
});

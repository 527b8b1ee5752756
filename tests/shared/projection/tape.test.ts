import { describe, expect, it } from 'vitest';
import type { Desk, TapeRow } from '../../../shared/desk.ts';
import { MAX_TAPE_ROWS } from '../../../shared/desk.ts';
import type { EngineEvent } from '../../../shared/events.ts';
import { orderId } from '../../../shared/order.ts';
import { applyEvent, emptyDesk } from '../../../shared/projection/apply-event.ts';
import { NO_RACE, type FeedStatus } from '../../../shared/status.ts';
import { lamports, micros, millis, slot, tokenUnits, unixMs } from '../../../shared/units.ts';
import { CoreDesk, DESK_SESSION } from '../../support/desk.ts';
import {
  failureOf,
  fillOf,
  fullListing,
  MANUAL,
  NOON,
  poolAddress,
  SETTINGS,
  signedOf,
  sol,
  STAGES_OF_TEST,
  ticketOf,
} from '../../support/pools.ts';

const id = orderId(1);
const POOL = { pool: poolAddress(1), symbol: 'TOK1', program: 'amm-v4' } as const;
const EMPTY = emptyDesk(DESK_SESSION, SETTINGS, NOON);
const fold = (desk: Desk, ...events: EngineEvent[]): Desk => events.reduce(applyEvent, desk);

/** The rows that the last of `events` added. */
function rowsOf(...events: EngineEvent[]): readonly Omit<TapeRow, 'id' | 'atMs'>[] {
  const before = fold(EMPTY, ...events.slice(0, -1));
  const after = fold(EMPTY, ...events);
  return after.tape
    .slice(0, after.tape.length - before.tape.length)
    .map(({ kind, symbol, text, tookUs }) => ({ kind, symbol, text, tookUs }));
}

const reserved = (side: 'buy' | 'sell' = 'buy'): EngineEvent => ({
  kind: 'order-reserved',
  atMs: NOON,
  ticket: ticketOf(1, 1, { side }),
});
const sent = (side: 'buy' | 'sell' = 'buy'): EngineEvent[] => [
  reserved(side),
  { kind: 'order-built', atMs: NOON, id },
  { kind: 'order-signed', atMs: NOON, id, signed: signedOf(1) },
  { kind: 'order-sent', atMs: NOON, id, stages: STAGES_OF_TEST },
];
const confirmed: EngineEvent = {
  kind: 'order-confirmed',
  atMs: NOON,
  id,
  fill: fillOf({ tokenUnits: tokenUnits(12_345_678_000_000n), solLamports: sol(0.12345) }),
  afterMs: millis(800),
};
const closed = (outcome: Extract<EngineEvent, { kind: 'pool-closed' }>['outcome']): EngineEvent => ({
  kind: 'pool-closed',
  atMs: NOON,
  pool: POOL,
  outcome,
  judgedInUs: micros(42),
});
const row = (kind: TapeRow['kind'], symbol: string, text: string, tookUs: number | null = null) => [
  { kind, symbol, text, tookUs },
];

describe('the rows of orders', () => {
  it('say what a buy got and what a sell brought, with the time to the wire', () => {
    expect(rowsOf(...sent(), confirmed)).toEqual(row('filled', 'TOK1', '0.1234 SOL → 12 345 678', 150));
    expect(rowsOf(...sent('sell'), confirmed)).toEqual(row('sold', 'TOK1', '12 345 678 → 0.1234 SOL', 150));
  });

  it('say what failed, why, and what it cost', () => {
    const failed: EngineEvent = {
      kind: 'order-failed',
      atMs: NOON,
      id,
      failure: failureOf(),
      afterMs: millis(1),
    };
    expect(rowsOf(...sent(), failed)).toEqual(
      row('failed', 'TOK1', 'buy failed on chain (slippage: custom program error: 0x1e), fee 0.000005', 150),
    );
  });

  it('say what nobody has word of, and what came of it', () => {
    const unknown: EngineEvent = { kind: 'order-unknown', atMs: NOON, id, why: 'deadline' };
    const expired: EngineEvent = { kind: 'order-expired', atMs: NOON, id, proof: 'height 2001 is past 2000' };
    expect(rowsOf(...sent(), unknown)).toEqual(
      row('failed', 'TOK1', 'no word from the chain (deadline); watching on, the slot stays taken'),
    );
    expect(rowsOf(...sent(), unknown, expired)).toEqual(
      row('failed', 'TOK1', 'expired, it cannot land any more: height 2001 is past 2000'),
    );
  });

  it('say what was given up, buy or sell, once', () => {
    const abandoned: EngineEvent = { kind: 'order-abandoned', atMs: NOON, id, why: 'the blockhash is old' };
    for (const side of ['buy', 'sell'] as const) {
      expect(rowsOf(reserved(side), abandoned)).toEqual(
        row('failed', 'TOK1', `${side} given up before signing: the blockhash is old`),
      );
    }
    expect(rowsOf(closed({ code: 'order-abandoned', detail: 'x' }))).toEqual([]);
  });

  it('say what a closed position brought', () => {
    const position = (realized: bigint): EngineEvent => ({
      kind: 'position-closed',
      atMs: NOON,
      pool: poolAddress(1),
      symbol: 'TOK1',
      realizedLamports: lamports(realized),
    });
    expect(rowsOf(position(sol(0.05)))).toEqual(row('sold', 'TOK1', 'position closed, +0.0500 SOL'));
    expect(rowsOf(position(-sol(0.05)))).toEqual(row('sold', 'TOK1', 'position closed, −0.0500 SOL'));
  });
});

describe('the rows of pools', () => {
  it('say why a pool was not bought, and how long that took to find out', () => {
    expect(rowsOf(closed({ code: 'nothing-out' }))).toEqual(
      row('refused', 'TOK1', 'nothing would come out of the swap', 42),
    );
    expect(rowsOf(closed({ code: 'killed' }))).toEqual(row('refused', 'TOK1', 'the stop was pressed', 42));
    expect(rowsOf(closed({ code: 'skipped' }))).toEqual(row('skipped', 'TOK1', 'skipped by you', 42));
  });

  it('are left to the order where there was one', () => {
    expect(rowsOf(closed({ code: 'bought' }))).toEqual([]);
    expect(rowsOf(closed({ code: 'order-failed', detail: 'x' }))).toEqual([]);
    expect(rowsOf(closed({ code: 'order-expired' }))).toEqual([]);
  });

  it('say what waits, and for whom', () => {
    expect(rowsOf({ kind: 'pool-queued', atMs: NOON, pool: POOL, depth: 2 })).toEqual(
      row('waiting', 'TOK1', 'for a free order slot, 2 in the queue'),
    );
    const desk = new CoreDesk({ settings: MANUAL });
    desk.list(fullListing(1));
    expect(desk.desk.tape[0]).toMatchObject({ kind: 'waiting', symbol: 'TOK1', text: 'for you: 0.100 SOL' });
  });
});

describe('the row of a pool that opens soon', () => {
  it('says when', () => {
    const desk = new CoreDesk();
    const opensAtMs = unixMs(NOON + 1_500);
    desk.list(fullListing(1, { detail: { opensAtMs } }));
    expect(desk.desk.tape[0]).toMatchObject({
      kind: 'waiting',
      symbol: 'TOK1',
      text: 'for the opening, in 1.5 s by the chain’s clock',
    });
    const late = desk.wait(2_000);
    late.hear({ kind: 'chain-time', slot: slot(1), unixS: NOON / 1_000 + 1 });
    late.list(fullListing(2, { detail: { opensAtMs: unixMs(NOON + 2_000) } }));
    expect(desk.desk.tape[0]?.text).toBe('for the opening, at the next slot');
  });
});

describe('the row of a fill', () => {
  it('says where it was simulated or only quoted', () => {
    for (const source of ['chain', 'simulated', 'quoted'] as const) {
      const desk = new CoreDesk();
      desk.list(fullListing(1));
      desk.landed(1, { source });
      const filled = desk.desk.tape.find(({ kind }) => kind === 'filled');
      expect(filled?.text.endsWith(`, ${source}`)).toBe(source !== 'chain');
    }
  });
});

describe('the rows of the desk itself', () => {
  const trading = (to: 'armed' | 'halted' | 'reducing'): EngineEvent => ({
    kind: 'trading-changed',
    atMs: NOON,
    trading: { state: to, sinceMs: NOON, cause: to === 'halted' ? { code: 'killed', by: 'tray' } : null },
  });

  it('say how it trades', () => {
    expect(rowsOf(trading('armed'))).toEqual(row('system', '', 'Armed'));
    expect(rowsOf(trading('halted'))).toEqual(row('system', '', 'Halted: stopped with the tray menu'));
    expect(rowsOf(trading('reducing'))).toEqual(
      row('system', '', 'Selling only: you set it to selling only'),
    );
  });

  it('say what began, changed and was noticed', () => {
    expect(rowsOf({ kind: 'settings-changed', atMs: NOON, settings: SETTINGS })).toEqual(
      row('system', '', 'Settings changed'),
    );
    expect(rowsOf({ kind: 'session-started', atMs: NOON, mode: 'paper', genesis: 'g', wallet: 'w' })).toEqual(
      row('system', '', 'Session started in paper'),
    );
    expect(rowsOf({ kind: 'chain-replaced', atMs: NOON, positions: 2, orders: 1 })).toEqual(
      row(
        'system',
        '',
        'Another chain or wallet than last time: 2 positions and 1 orders there are out of reach',
      ),
    );
    expect(rowsOf({ kind: 'notice', atMs: NOON, level: 'info', text: 'hello' })).toEqual(
      row('system', '', 'hello'),
    );
  });

  it('say when a feed or the chain changes its state, and only then', () => {
    const status = (state: FeedStatus['state'], note: string | null = null): EngineEvent => ({
      kind: 'feed-status',
      atMs: NOON,
      status: {
        feed: 'sim',
        label: 'Sim feed',
        state,
        latencyMs: null,
        received: 0,
        malformed: 0,
        malformedBy: {},
        duplicates: 0,
        drops: 0,
        lastEventAtMs: null,
        race: NO_RACE,
        note,
      },
    });
    expect(rowsOf(status('live'))).toEqual(row('feed', '', 'Sim feed: live'));
    expect(rowsOf(status('live'), status('live'))).toEqual([]);
    expect(rowsOf(status('live'), status('lost', 'trying again in 5 s'))).toEqual(
      row('feed', '', 'Sim feed: lost, trying again in 5 s'),
    );
    const chain = (state: FeedStatus['state']): EngineEvent => ({
      kind: 'chain-status',
      atMs: NOON,
      status: {
        state,
        endpointsUp: 1,
        endpoints: 1,
        latencyMs: null,
        slot: null,
        blockhashAgeMs: null,
        endpointList: [],
        caches: [],
        note: null,
      },
    });
    expect(rowsOf(chain('live'))).toEqual(row('feed', '', 'RPC: live'));
    expect(rowsOf(chain('live'), chain('live'))).toEqual([]);
  });
});

describe('the tape', () => {
  it('keeps the newest rows, newest first, and numbers them without a gap', () => {
    let desk = EMPTY;
    for (let n = 1; n <= MAX_TAPE_ROWS + 5; n += 1) {
      desk = applyEvent(desk, { kind: 'notice', atMs: NOON, level: 'info', text: `row ${n}` });
    }
    expect(desk.tape).toHaveLength(MAX_TAPE_ROWS);
    expect(desk.tape[0]).toMatchObject({ id: MAX_TAPE_ROWS + 5, text: `row ${MAX_TAPE_ROWS + 5}` });
    expect(desk.tape.at(-1)?.id).toBe(6);
    expect(desk.tapeSequence).toBe(MAX_TAPE_ROWS + 5);
  });
});

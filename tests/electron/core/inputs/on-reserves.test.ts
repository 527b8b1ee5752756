import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../electron/core/decide.ts';
import { bps, millis, slot } from '../../../../shared/units.ts';
import { CoreDesk, effectsOf, kindsOf, outcomeOf } from '../../../support/desk.ts';
import {
  fullListing,
  MANUAL,
  NOON,
  poolAddress,
  reservesOf,
  settingsWith,
  sol,
} from '../../../support/pools.ts';

const reserves = (
  desk: CoreDesk,
  solReserve: number,
  at: number,
  tokens = 1_000_000_000_000_000n,
): Decision =>
  desk.hear({
    kind: 'reserves',
    pool: poolAddress(1),
    reserves: reservesOf(sol(solReserve), tokens),
    slot: slot(at),
  });

function offered(): CoreDesk {
  const desk = new CoreDesk({ settings: MANUAL });
  desk.list(fullListing(1));
  return desk;
}

/** Holds 1,000,000 tokens that cost 0.100005 SOL, in a pool of 1,000,000,000 of them. */
function holding(exit: { take?: number; stop?: number; holdMs?: number } = {}): CoreDesk {
  const desk = new CoreDesk({
    settings: settingsWith({
      exit: {
        takeProfitBps: exit.take === undefined ? null : bps(exit.take),
        stopLossBps: exit.stop === undefined ? null : bps(exit.stop),
        maxHoldMs: exit.holdMs === undefined ? null : millis(exit.holdMs),
      },
    }),
  });
  desk.list(fullListing(1));
  desk.landed(1).notice(1, { kind: 'finalized' });
  return desk;
}
const TOKENS = 1_000_000_000n;

describe('new reserves', () => {
  it('of a pool that nobody watches change nothing', () => {
    const desk = new CoreDesk();
    expect(reserves(desk, 50, 1).events).toEqual([]);
    expect(desk.state.session.reserves.size).toBe(0);
  });

  it('that are older than those known are dropped, those of the same slot taken', () => {
    const desk = offered();
    reserves(desk, 60, 10);
    expect(reserves(desk, 70, 9).events).toEqual([]);
    expect(desk.offer().now.solReserve).toBe(sol(60));
    reserves(desk, 80, 10);
    expect(desk.offer().now.solReserve).toBe(sol(80));
  });
});

describe('a waiting offer', () => {
  it('shows the new price under a new revision, and keeps what it showed first', () => {
    const desk = offered();
    const before = desk.offer();
    reserves(desk, 60, 1);
    const after = desk.offer();
    expect(after.revision).toBe(before.revision + 1);
    expect(after.now.expectedOut < before.now.expectedOut).toBe(true);
    expect(after.first).toEqual(before.first);
    expect(desk.state.session.open.get(poolAddress(1))).toMatchObject({ offer: after });
  });

  it('spends less in a pool that shrank, and not more again when it grew', () => {
    const desk = offered();
    reserves(desk, 6, 1);
    expect(desk.offer().spendLamports).toBe(sol(0.06));
    reserves(desk, 600, 2);
    expect(desk.offer().spendLamports).toBe(sol(0.06));
  });

  it('ends when its pool is no longer sound', () => {
    const desk = offered();
    const decision = reserves(desk, 4, 1);
    expect(kindsOf(decision)).toEqual(['offer-closed', 'pool-closed']);
    expect(decision.events[0]).toMatchObject({ how: 'refused' });
    expect(outcomeOf(decision).code).toBe('too-little-liquidity');
    expect(effectsOf(decision)).toEqual(['unwatch']);
  });
});

describe('a position', () => {
  it('is marked with what selling it would bring', () => {
    const desk = holding();
    expect(reserves(desk, 50, 7, TOKENS).events).toEqual([
      {
        kind: 'position-marked',
        mark: { pool: poolAddress(1), valueLamports: 49_825_299n, slot: 7, atMs: NOON },
      },
    ]);
  });

  it('is worth nothing where nothing would come out', () => {
    const desk = holding();
    reserves(desk, 0, 7, TOKENS);
    expect(desk.desk.marks[poolAddress(1)]?.valueLamports).toBe(0n);
  });

  it('is sold by the rules at the price of that moment', () => {
    const desk = holding({ take: 5_000 });
    expect(kindsOf(reserves(desk, 150, 7, TOKENS))).toEqual(['position-marked']);
    const decision = reserves(desk, 151, 8, TOKENS);
    expect(kindsOf(decision)).toEqual(['position-marked', 'order-reserved']);
    expect(decision.events[1]).toMatchObject({
      ticket: { side: 'sell', trigger: 'exit-rule', amountIn: 1_000_000n },
    });
    expect(effectsOf(decision)).toEqual(['execute']);
  });

  it('is sold once, however often the price says so', () => {
    const desk = holding({ stop: 1_000 });
    reserves(desk, 10, 7, TOKENS);
    expect(kindsOf(reserves(desk, 10, 8, TOKENS))).toEqual(['position-marked']);
  });

  it('is not sold by the rules while halted, and is while selling only', () => {
    const desk = holding({ stop: 1_000 });
    desk.command({ kind: 'kill', by: 'button' });
    expect(kindsOf(reserves(desk, 10, 7, TOKENS))).toEqual(['position-marked']);
    desk.command({ kind: 'reduce' });
    expect(kindsOf(reserves(desk, 10, 8, TOKENS))).toEqual(['position-marked', 'order-reserved']);
  });
});

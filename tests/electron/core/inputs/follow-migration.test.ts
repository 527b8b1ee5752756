import { describe, expect, it } from 'vitest';
import type { PoolListing } from '../../../../shared/pool.ts';
import { millis, slot, tokenUnits, type Lamports } from '../../../../shared/units.ts';
import { CoreDesk, effectsOf, kindsOf, outcomeOf } from '../../../support/desk.ts';
import {
  bareListing,
  CPMM_TERMS,
  CURVE_FLOOR,
  curveListing,
  factsOf,
  fullListing,
  mintAddress,
  NOON,
  poolAddress,
  reservesOf,
  settingsWith,
  sol,
} from '../../../support/pools.ts';

const CURVE = poolAddress(1);
const SUCCESSOR = poolAddress(2);
const BOUGHT = 1_000_000_000_000n;

/** The pool into which the token of the curve went: 85 SOL for what the curve had left. */
const migrated = (patch: { readonly solReserve?: Lamports; readonly mint?: number } = {}): PoolListing => ({
  ...fullListing(2, {
    detail: {
      baseMint: mintAddress(patch.mint ?? 1),
      terms: CPMM_TERMS,
      reserves: reservesOf(patch.solReserve ?? sol(85), 206_900_000_000_000n),
    },
  }),
  baseMint: mintAddress(patch.mint ?? 1),
  program: 'cpmm',
});

const curveAt = (desk: CoreDesk, base: bigint, quote: Lamports) =>
  desk.hear({
    kind: 'reserves',
    pool: CURVE,
    reserves: { base: tokenUnits(base), quote: tokenUnits(quote) },
    slot: slot(2_000),
  });

/** A desk that holds tokens of a curve which has sold all that it sells. */
function holding(isComplete = true): CoreDesk {
  const desk = new CoreDesk();
  desk.list(curveListing(1));
  desk.landed(1, { tokenUnits: tokenUnits(BOUGHT) }).notice(1, { kind: 'finalized' });
  curveAt(desk, isComplete ? CURVE_FLOOR : CURVE_FLOOR + 1n, sol(115));
  return desk;
}

/** Sells on the curve while it still trades, and then it is sold out. */
function sellEarly(desk: CoreDesk): void {
  expect(desk.command({ kind: 'sell', pool: CURVE })).toEqual({ ok: true });
  curveAt(desk, CURVE_FLOOR, sol(115));
}

const held = (desk: CoreDesk) => [...desk.state.ledger.holdings.keys()];

describe('a token that was bought on a curve and migrated', () => {
  it('is held in the pool that it went to, from the moment at which that is announced', () => {
    const desk = holding();
    const before = desk.state.ledger.holdings.get(CURVE)?.position;
    const decision = desk.list(migrated());
    expect(decision.events).toMatchObject([
      { kind: 'pool-seen' },
      { kind: 'position-moved', from: CURVE, pool: { pool: SUCCESSOR, terms: { kind: 'cpmm' } } },
      { kind: 'order-reserved' },
    ]);
    expect(effectsOf(decision)).toEqual(['watch', 'unwatch', 'execute']);
    expect(held(desk)).toEqual([SUCCESSOR]);
    expect(desk.desk.positions).toEqual([{ ...before, pool: SUCCESSOR }]);
    expect(desk.desk.marks).toEqual({});
    expect(desk.desk.tape).toContainEqual(
      expect.objectContaining({ text: 'migrated: held in its CPMM pool from now on' }),
    );
  });

  it('is sold there', () => {
    const desk = holding();
    desk.list(migrated());
    desk.hear({ kind: 'reserves', pool: SUCCESSOR, reserves: reservesOf(sol(85)), slot: slot(2_001) });
    expect(desk.command({ kind: 'sell', pool: SUCCESSOR })).toEqual({ ok: true });
    desk.landed(3, { tokenUnits: tokenUnits(BOUGHT) });
    expect(held(desk)).toEqual([]);
  });

  it('is held there after a restart as well', () => {
    const desk = holding();
    desk.list(migrated());
    desk.restart();
    expect(held(desk)).toEqual([SUCCESSOR]);
    expect([...desk.state.session.watched]).toEqual([SUCCESSOR]);
  });

  it('adds to what is held there already', () => {
    const desk = holding(false);
    const cost = desk.state.ledger.holdings.get(CURVE)?.position.costLamports ?? 0n;
    sellEarly(desk);
    desk.list(migrated());
    desk.landed(3, { tokenUnits: tokenUnits(5n), solLamports: sol(0.05), feeLamports: sol(0) });
    desk.sent(2).notice(2, { kind: 'expired', proof: 'x' });
    expect(desk.desk.positions).toMatchObject([
      { pool: SUCCESSOR, tokenUnits: BOUGHT + 5n, costLamports: cost + sol(0.05), openedAtMs: NOON },
    ]);
  });

  it('is moved only when no order on the curve is under way any more', () => {
    const desk = holding(false);
    sellEarly(desk);
    desk.list(migrated());
    expect(held(desk)).toEqual([CURVE]);
    const lost = desk.sent(2).notice(2, { kind: 'expired', proof: 'x' });
    expect(kindsOf(lost)).toContain('position-moved');
    expect(desk.state.session.successors.size).toBe(0);
  });

  it('is not moved when the order on the curve sold it', () => {
    const desk = holding(false);
    sellEarly(desk);
    desk.list(migrated());
    desk.landed(2, { tokenUnits: tokenUnits(BOUGHT) });
    expect(held(desk)).toEqual([]);
    expect(desk.state.session.successors.size).toBe(0);
  });

  it('takes its waiting exit along', () => {
    const desk = holding(false);
    desk.command({ kind: 'change-settings', settings: settingsWith({ maxConcurrentTrades: 1 }) });
    desk.list(fullListing(7));
    sellEarly(desk);
    desk.list(migrated());
    expect(desk.state.session.exits).toEqual([{ pool: SUCCESSOR, trigger: 'sell-button' }]);
  });

  it('is looked for while selling only, though nothing is bought', () => {
    const desk = holding();
    desk.command({ kind: 'reduce' });
    const bare = bareListing(2, { baseMint: mintAddress(1), program: null });
    expect(effectsOf(desk.list(bare))).toEqual(['read-facts']);
    const { detail } = migrated();
    if (detail === null) throw new Error('no detail');
    const decision = desk.hear({ kind: 'facts', pool: SUCCESSOR, facts: { ...factsOf(2), detail } });
    expect(kindsOf(decision)).toContain('position-moved');
    expect(outcomeOf(decision)).toEqual({ code: 'reducing' });
    expect(outcomeOf(desk.list(bareListing(3)))).toEqual({ code: 'reducing' });
  });
});

describe('a token on a curve that is sold out and has not migrated yet', () => {
  it('is not sold there: the program would refuse it, for a fee each time', () => {
    const exit = { takeProfitBps: null, stopLossBps: null, maxHoldMs: millis(1) };
    const desk = holding();
    expect(desk.command({ kind: 'sell', pool: CURVE })).toMatchObject({
      problem: { refusal: { code: 'facts-unavailable' } },
    });
    desk.command({ kind: 'change-settings', settings: settingsWith({ exit }) });
    expect(kindsOf(desk.tick(1_000))).toEqual([]);
  });
});

describe('a pool is not taken for the migration', () => {
  it('while the curve still sells', () => {
    const desk = holding(false);
    desk.list(migrated());
    expect(held(desk)).toEqual([CURVE]);
  });

  it('when it is thin, or when the tokens would be worth far less in it', () => {
    for (const solReserve of [sol(4.9), sol(40)]) {
      const desk = holding();
      desk.list(migrated({ solReserve }));
      expect(held(desk)).toEqual([CURVE]);
    }
  });

  it('when it is of another token', () => {
    const desk = holding();
    desk.list(migrated({ mint: 5 }));
    expect(held(desk)).toEqual([CURVE]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterBuy, afterSell } from '../../../../electron/core/position/after-fill.ts';
import type { Position } from '../../../../shared/position.ts';
import { lamports, tokenUnits, unixMs } from '../../../../shared/units.ts';
import { fillOf, mintAddress, NOON, poolAddress, sol, ticketOf } from '../../../support/pools.ts';

const HELD: Position = {
  pool: poolAddress(1),
  tokenMint: mintAddress(1),
  tokenDecimals: 6,
  symbol: 'TOK1',
  tokenUnits: tokenUnits(1_000n),
  costLamports: sol(1),
  openedAtMs: NOON,
};

const sold = (units: bigint, out: bigint, fee = 5_000n) =>
  fillOf({ tokenUnits: tokenUnits(units), solLamports: lamports(out), feeLamports: lamports(fee) });

describe('a buy', () => {
  it('opens a position that cost what went into the pool and the fee, rent apart', () => {
    const fill = sold(700n, 100_000_000n);
    expect(afterBuy(null, ticketOf(1, 1), fill, NOON)).toEqual({
      ...HELD,
      tokenUnits: 700n,
      costLamports: 100_005_000n,
    });
  });

  it('counts the tip of a lane as a cost, and so does a sell', () => {
    const tipped = { ...sold(1_000n, 100_000_000n), tipLamports: lamports(1_000_000n) };
    expect(afterBuy(null, ticketOf(1, 1), tipped, NOON).costLamports).toBe(101_005_000n);
    expect(afterSell(HELD, tipped).realizedLamports).toBe(100_000_000n - 1_005_000n - sol(1));
  });

  it('adds to a position that is held, which stays as old as it is', () => {
    const later = unixMs(NOON + 5_000);
    const position = afterBuy(HELD, ticketOf(2, 1), sold(500n, 100n, 1n), later);
    expect(position).toEqual({ ...HELD, tokenUnits: 1_500n, costLamports: sol(1) + 101n });
  });
});

describe('a sell', () => {
  it('of everything closes the position, with what came out less the fee less the cost', () => {
    expect(afterSell(HELD, sold(1_000n, sol(1.5)))).toEqual({
      kind: 'closed',
      realizedLamports: sol(0.5) - 5_000n,
    });
  });

  it('at a loss is told as a negative result', () => {
    expect(afterSell(HELD, sold(1_000n, sol(0.4), 0n))).toEqual({
      kind: 'closed',
      realizedLamports: -sol(0.6),
    });
  });

  it('of a part keeps the rest of the tokens and of the cost', () => {
    expect(afterSell(HELD, sold(250n, sol(0.3), 0n))).toEqual({
      kind: 'changed',
      position: { ...HELD, tokenUnits: 750n, costLamports: sol(0.75) },
      realizedLamports: sol(0.05),
    });
  });

  it('of more than is held counts as one of everything', () => {
    expect(afterSell(HELD, sold(1_001n, sol(1), 0n))).toEqual({ kind: 'closed', realizedLamports: 0n });
  });

  it('of nothing costs its fee', () => {
    expect(afterSell(HELD, sold(0n, 0n, 7n))).toMatchObject({ kind: 'changed', realizedLamports: -7n });
  });

  it('in any parts realizes in all what came out less the fees less the whole cost', () => {
    const part = fc.record({
      units: fc.bigInt({ min: 0n, max: 400n }),
      out: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    });
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }),
        fc.bigInt({ min: 0n, max: 10n ** 10n }),
        (parts, cost) => {
          let held: Position | null = { ...HELD, costLamports: lamports(cost) };
          let realized = 0n;
          let came = 0n;
          for (const { units, out } of [...parts, { units: 1_000n, out: 1n }]) {
            const effect = afterSell(held, sold(units, out, 3n));
            realized += effect.realizedLamports;
            came += out - 3n;
            if (effect.kind === 'closed') {
              expect(realized).toBe(came - cost);
              return;
            }
            held = effect.position;
            expect(held.tokenUnits > 0n && held.costLamports >= 0n).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

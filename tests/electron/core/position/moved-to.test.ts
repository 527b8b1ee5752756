import { describe, expect, it } from 'vitest';
import { movedTo } from '../../../../electron/core/position/moved-to.ts';
import type { Position } from '../../../../shared/position.ts';
import { tokenUnits, unixMs } from '../../../../shared/units.ts';
import { mintAddress, NOON, poolAddress, sol } from '../../../support/pools.ts';

const MOVED: Position = {
  pool: poolAddress(1),
  tokenMint: mintAddress(1),
  tokenDecimals: 6,
  symbol: 'TOK1',
  tokenUnits: tokenUnits(1_000n),
  costLamports: sol(1),
  openedAtMs: NOON,
};

describe('a position that moves to another pool', () => {
  it('is the same but for its pool, where nothing is held', () => {
    expect(movedTo(poolAddress(2), MOVED, null)).toEqual({ ...MOVED, pool: poolAddress(2) });
  });

  it('adds its tokens and its cost to what is held there, and its age where it is the older', () => {
    const there = { ...MOVED, pool: poolAddress(2), tokenUnits: tokenUnits(5n), costLamports: sol(0.2) };
    for (const [openedAt, oldest] of [
      [NOON - 1, NOON - 1],
      [NOON + 1, NOON],
    ] as const) {
      expect(movedTo(poolAddress(2), MOVED, { ...there, openedAtMs: unixMs(openedAt) })).toEqual({
        ...there,
        tokenUnits: 1_005n,
        costLamports: sol(1.2),
        openedAtMs: oldest,
      });
    }
  });
});

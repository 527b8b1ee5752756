import { describe, expect, it } from 'vitest';
import { curveIsComplete } from '../../../../electron/core/risk/curve-is-complete.ts';
import { tokenUnits } from '../../../../shared/units.ts';
import { LAUNCHLAB_TERMS, reservesOf, sol } from '../../../support/pools.ts';

describe('a curve', () => {
  it('is complete when it has no more to sell, and no other pool ever is', () => {
    const terms = { ...LAUNCHLAB_TERMS, baseFloorUnits: tokenUnits(100n) };
    expect(curveIsComplete({ terms }, reservesOf(sol(1), 101n))).toBe(false);
    expect(curveIsComplete({ terms }, reservesOf(sol(1), 100n))).toBe(true);
    expect(curveIsComplete({ terms: { kind: 'amm-v4' } }, reservesOf(sol(1), 0n))).toBe(false);
  });
});

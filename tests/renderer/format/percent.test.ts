import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bps } from '../../../shared/units.ts';
import {
  changeBps,
  formatPercent,
  formatPercentChange,
  parsePercent,
  percentInput,
} from '../../../renderer/format/percent.ts';

describe('percentages', () => {
  it('have exactly the digits asked for', () => {
    expect(formatPercent(bps(24), 2)).toBe('0.24 %');
    expect(formatPercent(bps(6_150), 1)).toBe('61.5 %');
    expect(formatPercent(bps(10_000), 0)).toBe('100 %');
  });

  it('carry their sign as a change, and none at zero', () => {
    expect(formatPercentChange(bps(410), 1)).toBe('+4.1 %');
    expect(formatPercentChange(bps(-30), 1)).toBe('−0.3 %');
    expect(formatPercentChange(bps(0), 1)).toBe('0.0 %');
    expect(formatPercentChange(bps(-4), 1)).toBe('0.0 %');
  });

  it('of a change are exact, and unknown where there was nothing', () => {
    expect(changeBps(100_000_000n, 161_200_000n)).toBe(6_120);
    expect(changeBps(100_000_000n, 91_100_000n)).toBe(-890);
    expect(changeBps(0n, 5n)).toBeNull();
  });

  it('are read as typed, in whole basis points', () => {
    expect(parsePercent('1.5')).toEqual({ ok: true, value: 150 });
    expect(parsePercent('0.29')).toEqual({ ok: true, value: 29 });
    expect(parsePercent('50')).toEqual({ ok: true, value: 5_000 });
    expect(parsePercent('0.001')).toEqual({ ok: false, error: 'A percentage has at most 2 decimals here' });
    expect(parsePercent('-1')).toEqual({ ok: false, error: 'Type a percentage such as 1.5' });
  });

  it('read back every share that they show', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (share) => {
        const read = parsePercent(percentInput(bps(share)));
        return read.ok && read.value === share;
      }),
    );
  });
});

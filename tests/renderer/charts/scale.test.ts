import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTop, scaleTo, spreadLabels } from '../../../renderer/charts/scale.ts';

describe('the scale of the latency axis', () => {
  it('ends at a round figure just over the highest bar', () => {
    expect(scaleTo(0.41)).toMatchObject({
      max: 0.5,
      step: 0.1,
      digits: 1,
      ticks: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
    });
    expect(scaleTo(7)).toMatchObject({ max: 8, step: 2, digits: 0 });
  });

  it('always reaches its top, in few steps that all show with its digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 100_000, noNaN: true }), (top) => {
        const { max, ticks, digits } = scaleTo(top);
        const shownOnce = new Set(ticks.map((tick) => tick.toFixed(digits))).size === ticks.length;
        return max >= top * (1 - 1e-9) && ticks.length <= 8 && shownOnce;
      }),
    );
  });

  it('is cut when one order would press all others flat', () => {
    expect(axisTop([1, 1, 2, 5], 2)).toBeCloseTo(5.4);
    expect(axisTop([1, 1, 2, 500], 2)).toBe(4);
    expect(axisTop([], null)).toBe(0);
  });

  it('keeps labels apart, in their order, above the ground', () => {
    expect(spreadLabels([10, 60, 62], 13, 100)).toEqual([10, 49, 62]);
    expect(spreadLabels([98, 99, 100], 13, 100)).toEqual([74, 87, 100]);
    expect(spreadLabels([20, 20, 20], 12, 100)).toEqual([6, 18, 30]);
    expect(spreadLabels([60, 60, 80], 13, 100)).toEqual([47, 60, 80]);
  });
});

import { describe, expect, it } from 'vitest';
import { orderId, STAGES, stageUs, totalUs } from '../../shared/order.ts';
import { STAGES_OF_TEST } from '../support/pools.ts';

describe('the stage times of an order', () => {
  it('add up to its total', () => {
    expect(STAGES.map((stage) => stageUs(STAGES_OF_TEST, stage))).toEqual([10, 20, 30, 40, 50]);
    expect(totalUs(STAGES_OF_TEST)).toBe(150);
  });

  it('are all there is in them', () => {
    expect(Object.keys(STAGES_OF_TEST)).toEqual(STAGES.map((stage) => `${stage}Us`));
  });
});

describe('the id of an order', () => {
  it('is its number', () => {
    expect(orderId(12)).toBe('12');
  });
});

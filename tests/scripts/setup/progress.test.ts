import { describe, expect, it } from 'vitest';
import { duration } from '../../../scripts/setup/progress.mjs';

describe('a duration', () => {
  it.each([
    [40, '0.0 s'],
    [2_649, '2.6 s'],
    [9_960, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('of %i ms reads %s', (elapsedMs, text) => {
    expect(duration(elapsedMs)).toBe(text);
  });
});

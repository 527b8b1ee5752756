import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../electron/sim/prng/random.ts';

describe('seeded randomness', () => {
  it('repeats itself for the same seed and differs for another', () => {
    const draw = (seed: string) => {
      const random = createRandom(seed);
      return Array.from({ length: 8 }, () => random.next());
    };
    expect(draw('1')).toEqual(draw('1'));
    expect(draw('1')).not.toEqual(draw('2'));
  });

  it('forks streams that do not depend on how much the others are used', () => {
    const used = createRandom('1');
    used.bytes(100);
    expect(used.fork('pools').next()).toBe(createRandom('1').fork('pools').next());
    expect(used.fork('pools').next()).not.toBe(used.fork('trades').next());
  });

  it('spreads evenly and keeps to its ranges', () => {
    const random = createRandom('spread');
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 20_000; index += 1) {
      const bucket = random.between(0, 9);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(Math.abs(count - 2_000)).toBeLessThan(200);
    for (let index = 0; index < 1_000; index += 1) {
      const value = random.logBetween(0.3, 3);
      expect(value >= 0.3 && value <= 3).toBe(true);
    }
    expect(Array.from({ length: 10_000 }, () => random.chance(0.1)).filter(Boolean).length).toBeGreaterThan(
      850,
    );
  });
});

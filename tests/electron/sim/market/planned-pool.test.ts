import { describe, expect, it } from 'vitest';
import { planNextPool, soundPool, type PlannedPool } from '../../../../electron/sim/market/planned-pool.ts';
import { createRandom } from '../../../../electron/sim/prng/random.ts';

const drawn = (seed: string, count: number): readonly PlannedPool[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => planNextPool(random));
};

describe('the plan of the next pool', () => {
  it('follows from the seed', () => {
    expect(drawn('a', 30)).toEqual(drawn('a', 30));
    expect(drawn('a', 30)).not.toEqual(drawn('b', 30));
  });

  it('is of each program about as often as on Raydium', () => {
    const plans = drawn('mix', 2_000);
    const share = (program: PlannedPool['program']) =>
      plans.filter((each) => each.program === program).length / plans.length;
    expect(share('amm-v4')).toBeCloseTo(0.45, 1);
    expect(share('cpmm')).toBeCloseTo(0.25, 1);
    expect(share('launchlab')).toBeCloseTo(0.25, 1);
    expect(share('clmm')).toBeCloseTo(0.05, 1);
  });

  it('gives CPMM pools every flaw that only they have, and a fee only to Token-2022', () => {
    const plans = drawn('flaws', 2_000).flatMap((each) => (each.program === 'cpmm' ? [each.plan] : []));
    const fees = plans.flatMap(({ transferFee }) => (transferFee === null ? [] : [transferFee.bps]));
    expect(fees.filter((bps) => bps > 500).length).toBeGreaterThan(5);
    expect(fees.filter((bps) => bps <= 500).length).toBeGreaterThan(30);
    expect(plans.filter((plan) => plan.permanentDelegate).length).toBeGreaterThan(3);
    for (const { tokenProgram, transferFee, permanentDelegate } of plans)
      if (transferFee !== null || permanentDelegate) expect(tokenProgram).toBe('token-2022');
  });
});

describe('a sound pool', () => {
  it('is of AMM v4 unless another program is named, and changed as asked', () => {
    expect(soundPool({}).program).toBe('amm-v4');
    expect(soundPool({ lpBurnedBps: 1 })).toMatchObject({ program: 'amm-v4', plan: { lpBurnedBps: 1 } });
    expect(soundPool({ program: 'launchlab', symbol: 'MOON' })).toMatchObject({ plan: { symbol: 'MOON' } });
    expect(soundPool({ program: 'cpmm' }).plan).not.toHaveProperty('program');
  });
});

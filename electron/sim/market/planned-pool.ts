import type { Random } from '../prng/random.ts';
import { planCpmmPool, SOUND_CPMM_POOL, type CpmmPoolPlan } from './cpmm-plan.ts';
import { planLaunch, SOUND_LAUNCH, type LaunchLabPlan } from './launchlab-plan.ts';
import { inventName } from './pool-names.ts';
import { planPool, SOUND_POOL, type PoolPlan, type TokenPlan } from './pool-plan.ts';

/** A pool that is to be created, of any program. CLMM's holds nothing when it is made. */
export type PlannedPool =
  | { readonly program: 'amm-v4'; readonly plan: PoolPlan }
  | { readonly program: 'cpmm'; readonly plan: CpmmPoolPlan }
  | { readonly program: 'launchlab'; readonly plan: LaunchLabPlan }
  | { readonly program: 'clmm'; readonly plan: TokenPlan };

/** What of a sound pool is to be other; AMM v4 where no program is named. */
export type PoolWish =
  | ({ readonly program?: 'amm-v4' } & Partial<PoolPlan>)
  | ({ readonly program: 'cpmm' } & Partial<CpmmPoolPlan>)
  | ({ readonly program: 'launchlab' } & Partial<LaunchLabPlan>)
  | ({ readonly program: 'clmm' } & Partial<TokenPlan>);

export function soundPool(wish: PoolWish): PlannedPool {
  switch (wish.program) {
    case 'cpmm': {
      const { program, ...plan } = wish;
      return { program, plan: { ...SOUND_CPMM_POOL, ...plan } };
    }
    case 'launchlab': {
      const { program, ...plan } = wish;
      return { program, plan: { ...SOUND_LAUNCH, ...plan } };
    }
    case 'clmm': {
      const { program, ...plan } = wish;
      return { program, plan: { ...SOUND_POOL, ...plan } };
    }
    default: {
      const { program = 'amm-v4', ...plan } = wish;
      return { program, plan: { ...SOUND_POOL, ...plan } };
    }
  }
}

/** Out of a hundred new pools. */
const AMM_V4 = 45;
const CPMM = 25;
const LAUNCHLAB = 25;

/** About the mix that Raydium sees, with more AMM v4 than today so that every flaw of theirs comes by. */
export function planNextPool(random: Random): PlannedPool {
  const drawn = random.next() * 100;
  if (drawn < AMM_V4) return { program: 'amm-v4', plan: planPool(random) };
  if (drawn < AMM_V4 + CPMM) return { program: 'cpmm', plan: planCpmmPool(random) };
  if (drawn < AMM_V4 + CPMM + LAUNCHLAB) return { program: 'launchlab', plan: planLaunch(random) };
  return { program: 'clmm', plan: { ...SOUND_POOL, ...inventName(random) } };
}

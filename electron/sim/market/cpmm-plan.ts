import type { TransferFee } from '../../../shared/pool.ts';
import { bps, tokenUnits } from '../../../shared/units.ts';
import { U64_MAX } from '../../protocol/little-endian.ts';
import type { Random } from '../prng/random.ts';
import { inventName } from './pool-names.ts';
import { SOUND_POOL, type PoolPlan, type TokenPlan } from './pool-plan.ts';

/** Everything about a CPMM pool that is to be created. Its money is always SOL. */
export type CpmmPoolPlan = TokenPlan &
  Pick<PoolPlan, 'moneySide' | 'moneyAmount' | 'pooledBps' | 'lpBurnedBps' | 'opensInS' | 'mood'> & {
    readonly tokenProgram: 'spl-token' | 'token-2022';
    /** What a Token-2022 mint keeps of every transfer; null for nothing. */
    readonly transferFee: TransferFee | null;
    /** Gives a Token-2022 mint somebody who can take every holder's tokens away. */
    readonly permanentDelegate: boolean;
  };

/** A CPMM pool that nothing is wrong with; with `token-2022` it has no fee unless one is asked for. */
export const SOUND_CPMM_POOL: CpmmPoolPlan = {
  symbol: SOUND_POOL.symbol,
  name: SOUND_POOL.name,
  tokenDecimals: SOUND_POOL.tokenDecimals,
  supply: SOUND_POOL.supply,
  mintAuthority: false,
  freezeAuthority: false,
  moneySide: 'base',
  moneyAmount: SOUND_POOL.moneyAmount,
  pooledBps: SOUND_POOL.pooledBps,
  lpBurnedBps: SOUND_POOL.lpBurnedBps,
  opensInS: 0,
  mood: 'quiet',
  tokenProgram: 'spl-token',
  transferFee: null,
  permanentDelegate: false,
};

const LAMPORTS_PER_SOL = 1_000_000_000;
const WHOLE_BPS = 10_000;
const TOKEN_2022_SHARE = 0.35;
const FEE_SHARE = 0.7;
const NO_MAXIMUM = tokenUnits(U64_MAX);

type Flaw =
  'none' | 'mint-authority' | 'freeze-authority' | 'little-liquidity' | 'lp-kept' | 'high-fee' | 'delegate';

/** Out of a hundred pools; the rest have no flaw. */
const FLAWS: readonly (readonly [Flaw, number])[] = [
  ['mint-authority', 9],
  ['freeze-authority', 7],
  ['little-liquidity', 13],
  ['lp-kept', 10],
  ['high-fee', 5],
  ['delegate', 3],
];

function drawFlaw(random: Random): Flaw {
  let left = random.next() * 100;
  for (const [flaw, weight] of FLAWS) {
    left -= weight;
    if (left < 0) return flaw;
  }
  return 'none';
}

export function planCpmmPool(random: Random): CpmmPoolPlan {
  const flaw = drawFlaw(random);
  const sol = flaw === 'little-liquidity' ? random.logBetween(0.3, 3) : random.logBetween(5, 150);
  const tokenDecimals = random.pick([6, 6, 9]);
  const isToken2022 = flaw === 'high-fee' || flaw === 'delegate' || random.chance(TOKEN_2022_SHARE);
  const takesFee = flaw === 'high-fee' || (isToken2022 && random.chance(FEE_SHARE));
  const share = flaw === 'high-fee' ? random.between(1_000, 3_000) : random.pick([50, 100, 200, 300]);
  return {
    ...inventName(random),
    tokenDecimals,
    supply: BigInt(random.pick([100_000_000, 1_000_000_000])) * 10n ** BigInt(tokenDecimals),
    mintAuthority: flaw === 'mint-authority',
    freezeAuthority: flaw === 'freeze-authority',
    // Token 0 has the smaller mint, and few mints are smaller than WSOL's.
    moneySide: random.chance(0.97) ? 'base' : 'quote',
    moneyAmount: BigInt(Math.round(sol * LAMPORTS_PER_SOL)),
    pooledBps: random.between(6_000, 9_500),
    lpBurnedBps: flaw === 'lp-kept' ? random.pick([0, 0, 2_500, 5_000]) : WHOLE_BPS,
    // The program makes it one second at least.
    opensInS: random.chance(0.1) ? random.between(2, 10) : 0,
    mood: random.pick(['runner', 'runner', 'fader', 'fader', 'rug', 'quiet']),
    tokenProgram: isToken2022 ? 'token-2022' : 'spl-token',
    transferFee: takesFee ? { bps: bps(share), maximumUnits: NO_MAXIMUM } : null,
    permanentDelegate: flaw === 'delegate',
  };
}

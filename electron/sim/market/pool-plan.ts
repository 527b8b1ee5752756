import type { Random } from '../prng/random.ts';
import { inventName } from './pool-names.ts';

/** How a pool's price goes once it trades. */
export type PoolMood = 'runner' | 'fader' | 'rug' | 'quiet';

/** The token that a pool is made for. */
export type TokenPlan = {
  readonly symbol: string;
  readonly name: string;
  readonly tokenDecimals: number;
  /** All units of the token that there will be. */
  readonly supply: bigint;
  readonly mintAuthority: boolean;
  readonly freezeAuthority: boolean;
};

/** Everything about an AMM v4 pool that is to be created. */
export type PoolPlan = TokenPlan & {
  /** The pool's side that holds WSOL, or USDC where it is paired with that. */
  readonly moneySide: 'base' | 'quote';
  readonly money: 'sol' | 'usdc';
  /** Lamports, or millionths of a dollar. */
  readonly moneyAmount: bigint;
  /** The share of the supply that goes into the pool; the creator keeps the rest. */
  readonly pooledBps: number;
  readonly lpBurnedBps: number;
  /** Seconds from its creation to the first swap that is allowed. */
  readonly opensInS: number;
  readonly mood: PoolMood;
};

const LAMPORTS_PER_SOL = 1_000_000_000;
const MICRO_DOLLARS_PER_SOL = 150_000_000;
const WHOLE_BPS = 10_000;

type Flaw =
  'none' | 'mint-authority' | 'freeze-authority' | 'little-liquidity' | 'usdc' | 'lp-kept' | 'opens-later';

/** Out of a hundred pools; the rest have no flaw. */
const FLAWS: readonly (readonly [Flaw, number])[] = [
  ['mint-authority', 11],
  ['freeze-authority', 8],
  ['little-liquidity', 13],
  ['usdc', 5],
  ['lp-kept', 10],
  ['opens-later', 6],
];

function drawFlaw(random: Random): Flaw {
  let left = random.next() * 100;
  for (const [flaw, weight] of FLAWS) {
    left -= weight;
    if (left < 0) return flaw;
  }
  return 'none';
}

/** A pool that nothing is wrong with; tests change what they are about. */
export const SOUND_POOL: PoolPlan = {
  symbol: 'SOUND',
  name: 'Sound Pool',
  moneySide: 'base',
  money: 'sol',
  moneyAmount: 50_000_000_000n,
  tokenDecimals: 6,
  supply: 1_000_000_000_000_000n,
  pooledBps: 8_000,
  mintAuthority: false,
  freezeAuthority: false,
  lpBurnedBps: WHOLE_BPS,
  opensInS: 0,
  mood: 'quiet',
};

export function planPool(random: Random): PoolPlan {
  const flaw = drawFlaw(random);
  const sol = flaw === 'little-liquidity' ? random.logBetween(0.3, 3) : random.logBetween(5, 200);
  const scale = flaw === 'usdc' ? MICRO_DOLLARS_PER_SOL : LAMPORTS_PER_SOL;
  const tokenDecimals = random.pick([6, 6, 6, 9]);
  return {
    ...inventName(random),
    // On mainnet WSOL is the base side of most new pools.
    moneySide: random.chance(0.8) ? 'base' : 'quote',
    money: flaw === 'usdc' ? 'usdc' : 'sol',
    moneyAmount: BigInt(Math.round(sol * scale)),
    tokenDecimals,
    supply: BigInt(random.pick([100_000_000, 420_690_000, 1_000_000_000])) * 10n ** BigInt(tokenDecimals),
    pooledBps: random.between(6_000, 9_500),
    mintAuthority: flaw === 'mint-authority',
    freezeAuthority: flaw === 'freeze-authority',
    lpBurnedBps: flaw === 'lp-kept' ? random.pick([0, 0, 2_500, 5_000]) : WHOLE_BPS,
    opensInS: flaw === 'opens-later' ? random.between(3, 12) : 0,
    mood: random.pick(['runner', 'runner', 'fader', 'fader', 'rug', 'quiet']),
  };
}

import type { TransferFee } from '../../../shared/pool.ts';
import { bps, tokenUnits } from '../../../shared/units.ts';
import { U64_MAX } from '../../protocol/little-endian.ts';
import type { Random } from '../prng/random.ts';
import { inventName } from './pool-names.ts';
import type { PoolMood } from './pool-plan.ts';

/** Everything about a launch on LaunchLab's constant-product curve. The program makes the token, with 6 decimals. */
export type LaunchLabPlan = {
  readonly symbol: string;
  readonly name: string;
  readonly tokenDecimals: number;
  readonly supply: bigint;
  /** How much of the supply the curve sells, and what it raises with it. */
  readonly soldUnits: bigint;
  readonly raisedLamports: bigint;
  /** What the creator spends right behind the creation, in the same block; 0 for nothing. */
  readonly firstBuyLamports: bigint;
  readonly tokenProgram: 'spl-token' | 'token-2022';
  /** What a Token-2022 mint keeps of every transfer; null for nothing. */
  readonly transferFee: TransferFee | null;
  readonly mood: PoolMood;
};

/** A launch as the program's own front end makes it; nobody has bought yet. */
export const SOUND_LAUNCH: LaunchLabPlan = {
  symbol: 'SOUND',
  name: 'Sound Launch',
  tokenDecimals: 6,
  supply: 1_000_000_000_000_000n,
  soldUnits: 793_100_000_000_000n,
  raisedLamports: 85_000_000_000n,
  firstBuyLamports: 0n,
  tokenProgram: 'spl-token',
  transferFee: null,
  mood: 'quiet',
};

const LAMPORTS_PER_SOL = 1_000_000_000;
const TOKEN_2022_SHARE = 0.2;
const HIGH_FEE_SHARE = 0.25;

export function planLaunch(random: Random): LaunchLabPlan {
  const isToken2022 = random.chance(TOKEN_2022_SHARE);
  const share = random.chance(HIGH_FEE_SHARE) ? random.between(600, 2_000) : random.pick([50, 100, 200]);
  const firstBuySol = random.chance(0.7) ? random.logBetween(0.05, 4) : 0;
  return {
    ...SOUND_LAUNCH,
    ...inventName(random),
    raisedLamports: BigInt(random.pick([85, 85, 85, 60, 120])) * BigInt(LAMPORTS_PER_SOL),
    firstBuyLamports: BigInt(Math.round(firstBuySol * LAMPORTS_PER_SOL)),
    tokenProgram: isToken2022 ? 'token-2022' : 'spl-token',
    transferFee: isToken2022 ? { bps: bps(share), maximumUnits: tokenUnits(U64_MAX) } : null,
    mood: random.pick(['runner', 'fader', 'fader', 'rug', 'quiet']),
  };
}

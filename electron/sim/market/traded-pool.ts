import type { Address } from '../../../shared/units.ts';
import type { AmmV4Keys } from '../../protocol/amm-v4-keys.ts';
import type { SigningKey } from '../../protocol/ed25519.ts';
import type { Random } from '../prng/random.ts';
import type { PoolMood } from './pool-plan.ts';

/** A SOL pool that other traders trade on. */
export type TradedPool = {
  readonly keys: AmmV4Keys;
  readonly solIsCoin: boolean;
  readonly tokenMint: Address;
  readonly mood: PoolMood;
  readonly createdSlot: number;
  readonly opensAtUnixS: bigint;
  /** Who made it and can dump the tokens that were kept back; nobody in a recorded pool. */
  readonly creator: SigningKey | null;
  /** The pool's own stream, so that what happens in one pool changes nothing in another. */
  readonly random: Random;
  /** The slot in which a rug is pulled; never for other moods. */
  readonly rugSlot: number;
  readonly retireSlot: number;
};

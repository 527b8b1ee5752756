import type { Random } from '../prng/random.ts';
import type { PoolMood } from './pool-plan.ts';
import type { TradedPool } from './traded-pool.ts';

/** What a pool's crowd does in one slot. */
export type Impulse =
  | { readonly kind: 'none' }
  /** A share of the pool's SOL is spent. */
  | { readonly kind: 'buy'; readonly shareOfPool: number }
  /** A share of what one trader holds is sold. */
  | { readonly kind: 'sell'; readonly shareOfHolding: number }
  /** The creator sells everything that was kept back. */
  | { readonly kind: 'rug' };

type Phase = { readonly forSlots: number; readonly tradesASlot: number; readonly buys: number };

/** Momentum first, then decay: how often the crowd trades and which share of it buys, phase after phase. */
const PHASES: Readonly<Record<PoolMood, readonly [Phase, ...Phase[]]>> = {
  runner: [
    { forSlots: 150, tradesASlot: 0.35, buys: 0.72 },
    { forSlots: 250, tradesASlot: 0.16, buys: 0.5 },
    { forSlots: Infinity, tradesASlot: 0.04, buys: 0.36 },
  ],
  fader: [
    { forSlots: 40, tradesASlot: 0.35, buys: 0.6 },
    { forSlots: 200, tradesASlot: 0.12, buys: 0.35 },
    { forSlots: Infinity, tradesASlot: 0.02, buys: 0.4 },
  ],
  rug: [
    { forSlots: 120, tradesASlot: 0.3, buys: 0.75 },
    { forSlots: Infinity, tradesASlot: 0.03, buys: 0.3 },
  ],
  quiet: [{ forSlots: Infinity, tradesASlot: 0.02, buys: 0.52 }],
};

function phaseAt(mood: PoolMood, age: number): Phase {
  let left = age;
  for (const phase of PHASES[mood]) {
    if (left < phase.forSlots) return phase;
    left -= phase.forSlots;
  }
  return PHASES[mood][0];
}

/** `activity` scales how often the crowd trades; 1 is the desk's preset. */
export function impulseOf(pool: TradedPool, slot: number, activity: number): Impulse {
  const { random } = pool;
  if (slot === pool.rugSlot) return { kind: 'rug' };
  const phase = phaseAt(pool.mood, slot - pool.createdSlot);
  if (!random.chance(Math.min(1, phase.tradesASlot * activity))) return { kind: 'none' };
  return random.chance(phase.buys)
    ? { kind: 'buy', shareOfPool: random.logBetween(0.002, 0.04) }
    : { kind: 'sell', shareOfHolding: random.logBetween(0.2, 1) };
}

const RUG_AFTER_SLOTS = [60, 300] as const;
export type SlotRange = readonly [least: number, most: number];
export const POOL_LIFE_SLOTS: SlotRange = [450, 900];

/** When a new pool's rug is pulled and when it retires, from its own stream. */
export function fateOf(
  mood: PoolMood,
  createdSlot: number,
  random: Random,
  life: SlotRange,
): Pick<TradedPool, 'rugSlot' | 'retireSlot'> {
  const rugSlot = createdSlot + random.between(...RUG_AFTER_SLOTS);
  const retireSlot = createdSlot + random.between(...life);
  return { rugSlot: mood === 'rug' ? rugSlot : Infinity, retireSlot };
}

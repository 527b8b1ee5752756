import type { Random } from '../prng/random.ts';

// Invented on purpose: no name of a real token, brand or person.
const FIRST = [
  'Velvet',
  'Turbo',
  'Cosmic',
  'Lazy',
  'Golden',
  'Pixel',
  'Midnight',
  'Salty',
  'Brave',
  'Quantum',
  'Soggy',
  'Royal',
  'Tiny',
  'Neon',
  'Grumpy',
  'Lucky',
  'Paper',
  'Iron',
  'Sleepy',
  'Electric',
  'Foggy',
  'Spicy',
  'Wobbly',
  'Silent',
  'Sunny',
  'Dizzy',
  'Mellow',
  'Rusty',
] as const;
const SECOND = [
  'Otter',
  'Comet',
  'Waffle',
  'Badger',
  'Lantern',
  'Pickle',
  'Heron',
  'Noodle',
  'Glider',
  'Marmot',
  'Teapot',
  'Falcon',
  'Biscuit',
  'Walrus',
  'Pebble',
  'Rocket',
  'Mango',
  'Gecko',
  'Anchor',
  'Puffin',
  'Turnip',
  'Yeti',
  'Beacon',
  'Ferret',
  'Cactus',
  'Dumpling',
  'Lynx',
  'Kettle',
  'Moth',
  'Tundra',
] as const;
const TAILS = ['', '', '', ' Club', ' Coin', ' DAO', ' 2', ' Jr', ' Labs'] as const;

const MAX_SYMBOL = 10;

export type PoolName = { readonly symbol: string; readonly name: string };

/** A plausible name; now and then two pools share one, as on the real market. */
export function inventName(random: Random): PoolName {
  const first = random.pick(FIRST);
  const second = random.pick(SECOND);
  const joined = random.pick([
    second,
    first.slice(0, 2) + second,
    first + second.slice(0, 1),
    first.slice(0, 1) + second,
  ]);
  return {
    symbol: joined.toUpperCase().slice(0, MAX_SYMBOL),
    name: `${first} ${second}${random.pick(TAILS)}`,
  };
}

import { createHash } from 'node:crypto';

/** Seeded randomness: the same seed gives the same numbers on every machine. */
export type Random = {
  /** At least 0 and below 1, 32 bits fine. */
  next(): number;
  /** A whole number of the range, both ends included. */
  between(least: number, most: number): number;
  /** Spread evenly over the orders of magnitude between two positive numbers. */
  logBetween(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  bytes(length: number): Uint8Array;
  /** An independent stream: how much one stream is used changes nothing in another. */
  fork(label: string): Random;
};

/** The sfc32 generator of Chris Doty-Humphrey (PractRand), state taken from SHA-256 of the seed. */
export function createRandom(seed: string): Random {
  const digest = createHash('sha256').update(seed).digest();
  const next = sfc32(
    digest.readUInt32LE(0),
    digest.readUInt32LE(4),
    digest.readUInt32LE(8),
    digest.readUInt32LE(12),
  );
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    logBetween: (least, most) => least * (most / least) ** next(),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    bytes: (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256)),
    fork: (label) => createRandom(`${seed}/${label}`),
  };
}

function sfc32(a: number, b: number, c: number, d: number): () => number {
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}

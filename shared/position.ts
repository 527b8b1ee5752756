import type { Address, Lamports, Slot, TokenUnits, UnixMs } from './units.ts';

/** Tokens of one pool that the desk has bought and not sold. */
export type Position = {
  readonly pool: Address;
  readonly tokenMint: Address;
  readonly tokenDecimals: number;
  readonly symbol: string;
  readonly tokenUnits: TokenUnits;
  /** What the tokens still held cost: SOL into the pool, network fees and tips; rent apart, it comes back. */
  readonly costLamports: Lamports;
  readonly openedAtMs: UnixMs;
};

/** What selling the whole position would bring at the reserves of `slot`. */
export type PositionMark = {
  readonly pool: Address;
  readonly valueLamports: Lamports;
  readonly slot: Slot;
  readonly atMs: UnixMs;
};

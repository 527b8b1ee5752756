import type { PoolProgram } from '../../shared/pool.ts';

export type RecordProgram = PoolProgram | 'spl-token' | 'token-2022';

export type RecordKind =
  /** A pool's creation, from its transaction. */
  | 'creation'
  /** A curve that ended; the pool that goes on for it has a creation of its own. */
  | 'migration'
  | 'swap'
  /** What a log alone tells of the same. */
  | 'creation-event'
  | 'trade-event'
  /** What a Socket.IO feed says of a new pool. */
  | 'announcement'
  | 'pool-account'
  | 'config-account'
  | 'observation-account'
  | 'mint-account'
  | 'token-account'
  /** A transaction in which no Raydium program made or swapped anything, or that failed. */
  | 'transaction';

/**
 * What the decoders make of something recorded, in texts only. Null is what it does not say. Reserves are in each token's
 * smallest unit, after the event; a token account's are its mint and its balance. The open time is in seconds since 1970.
 */
export type RecordDescription = {
  readonly program: RecordProgram | null;
  readonly kind: RecordKind;
  readonly pool: string | null;
  readonly baseMint: string | null;
  readonly quoteMint: string | null;
  readonly baseReserve: string | null;
  readonly quoteReserve: string | null;
  readonly openTime: string | null;
  readonly signature: string | null;
};

export type DescribedRecord = {
  readonly records: readonly RecordDescription[];
  /** A line for people for each part that could not be read, where it stands first. */
  readonly problems: readonly string[];
};

type Told = {
  readonly [K in Exclude<keyof RecordDescription, 'program' | 'kind'>]?: string | bigint | null;
};

const text = (value: string | bigint | null | undefined): string | null => value?.toString() ?? null;

/** A description of what is told, all else unknown. */
export function describe(
  program: RecordProgram | null,
  kind: RecordKind,
  told: Told = {},
): RecordDescription {
  return {
    program,
    kind,
    pool: text(told.pool),
    baseMint: text(told.baseMint),
    quoteMint: text(told.quoteMint),
    baseReserve: text(told.baseReserve),
    quoteReserve: text(told.quoteReserve),
    openTime: text(told.openTime),
    signature: text(told.signature),
  };
}

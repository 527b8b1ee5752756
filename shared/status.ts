import type { Lamports, Micros, Millis, Slot, UnixMs } from './units.ts';

export type LinkState = 'connecting' | 'live' | 'silent' | 'lost' | 'stopped';

/** How one feed does against the others, over the pools that any of them announced. */
export type FeedRace = {
  /** Pools that it announced first. */
  readonly first: number;
  /** By how much it was behind the first, over its newest late announcements; null while there are none. */
  readonly lateP50Ms: Millis | null;
  readonly lateP99Ms: Millis | null;
  /** Pools that another announced, and it did not within the time to wait for it. */
  readonly missed: number;
  /** Times in which it could have missed something: connections lost, slots skipped. */
  readonly gaps: number;
  /** Pools that were found afterwards in such a gap. */
  readonly backfilled: number;
};

export const NO_RACE: FeedRace = {
  first: 0,
  lateP50Ms: null,
  lateP99Ms: null,
  missed: 0,
  gaps: 0,
  backfilled: 0,
};

/** One pool feed, as a chip and in the counts. Sent at most once a second and at each change of state. */
export type FeedStatus = {
  readonly feed: string;
  readonly label: string;
  readonly state: LinkState;
  /** How long the last ping took; null before the first. */
  readonly latencyMs: Millis | null;
  readonly received: number;
  readonly malformed: number;
  /** The same by reason; the codes are in docs/feeds.md. */
  readonly malformedBy: Readonly<Record<string, number>>;
  readonly duplicates: number;
  /** How often the connection was lost. */
  readonly drops: number;
  readonly lastEventAtMs: UnixMs | null;
  readonly race: FeedRace;
  /** In words, when the state is not `live`: what happened and what is being done. */
  readonly note: string | null;
};

/** One RPC endpoint. Its name holds no key. */
export type EndpointStatus = {
  readonly name: string;
  /** `open`: it failed too often and is not asked for a while; `half-open`: it is being tried again. */
  readonly breaker: 'closed' | 'open' | 'half-open';
  readonly latencyMs: Millis | null;
  /** How many slots it is behind the newest that any endpoint told; null while it is not known. */
  readonly slotsBehind: number | null;
  /** Answers that said "too many requests", since the start. */
  readonly throttled: number;
  readonly version: string | null;
};

/** Something that is read in the background and kept; `ageMs` is null before the first answer. */
export type CacheAge = { readonly name: string; readonly ageMs: Millis | null };

/** The chain's endpoints together. */
export type ChainStatus = {
  readonly state: LinkState;
  readonly endpointsUp: number;
  readonly endpoints: number;
  readonly latencyMs: Millis | null;
  readonly slot: Slot | null;
  readonly blockhashAgeMs: Millis | null;
  readonly endpointList: readonly EndpointStatus[];
  readonly caches: readonly CacheAge[];
  readonly note: string | null;
};

/** `slot`: as of which slot the balance is, where that is known. */
export type WalletStatus = {
  readonly address: string;
  readonly lamports: Lamports | null;
  readonly slot?: Slot;
};

/** How the main process itself is doing. */
export type EngineHealth = {
  readonly loopDelayP99Us: Micros;
  readonly heapMb: number;
};

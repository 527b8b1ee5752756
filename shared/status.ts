import type { Lamports, Micros, Millis, Slot, UnixMs } from './units.ts';

export type LinkState = 'connecting' | 'live' | 'silent' | 'lost' | 'stopped';

/** One pool feed, as a chip and in the counts. Sent at most once a second and at each change of state. */
export type FeedStatus = {
  readonly feed: string;
  readonly label: string;
  readonly state: LinkState;
  /** How long the last ping took; null before the first. */
  readonly latencyMs: Millis | null;
  readonly received: number;
  readonly malformed: number;
  readonly duplicates: number;
  /** How often the connection was lost. */
  readonly drops: number;
  readonly lastEventAtMs: UnixMs | null;
  /** In words, when the state is not `live`: what happened and what is being done. */
  readonly note: string | null;
};

/** The chain's endpoints together. */
export type ChainStatus = {
  readonly state: LinkState;
  readonly endpointsUp: number;
  readonly endpoints: number;
  readonly latencyMs: Millis | null;
  readonly slot: Slot | null;
  readonly blockhashAgeMs: Millis | null;
  readonly note: string | null;
};

export type WalletStatus = { readonly address: string; readonly lamports: Lamports | null };

/** How the main process itself is doing. */
export type EngineHealth = {
  readonly loopDelayP99Us: Micros;
  readonly heapMb: number;
};

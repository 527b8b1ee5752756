import type { PoolName } from '../../shared/events.ts';
import type { Offer, OfferId } from '../../shared/offer.ts';
import type { OrderId, OrderTrigger } from '../../shared/order.ts';
import type { PoolFacts, PoolListing, Reserves } from '../../shared/pool.ts';
import type { Consent } from './risk/consent.ts';
import type { HaltCause } from '../../shared/trading.ts';
import type { Address, Lamports, Slot, TokenUnits, UnixMs } from '../../shared/units.ts';

/** Where a pool stands between being seen and its one outcome. */
export type OpenPool =
  | { readonly stage: 'reading'; readonly listing: PoolListing; readonly sinceMs: UnixMs }
  | {
      readonly stage: 'offered';
      readonly listing: PoolListing;
      readonly facts: PoolFacts;
      readonly offer: Offer;
      /** What the newest revisions of the card said would come out, the newest last. */
      readonly shownOuts: readonly TokenUnits[];
    }
  | {
      readonly stage: 'queued';
      readonly listing: PoolListing;
      readonly facts: PoolFacts;
      readonly sinceMs: UnixMs;
      /** What the trader said yes to, when it waits after an approval. */
      readonly consent: Consent | null;
    }
  | { readonly stage: 'ordered'; readonly name: PoolName; readonly order: OrderId };

/** A position that is to be sold as soon as a slot is free. */
export type WaitingExit = { readonly pool: Address; readonly trigger: OrderTrigger };

export type ReservesAt = { readonly reserves: Reserves; readonly slot: Slot };

/** A halt after which the engine cannot vouch for what it does: only a restart, which checks the journal, clears it. */
export type Fault = Extract<HaltCause, { code: 'journal-failed' | 'invariant-broken' }>;

/** What a buy costs besides its spend. */
export type BuyCosts = { readonly tokenAccountRentLamports: Lamports; readonly networkFeeLamports: Lamports };

/** The half of the engine's state that ends with the process. */
export type Session = {
  readonly nextOffer: number;
  readonly open: ReadonlyMap<Address, OpenPool>;
  readonly offers: ReadonlyMap<OfferId, Address>;
  /** Exits go before buys, first come first served. */
  readonly exits: readonly WaitingExit[];
  /** The newest reserves of pools that are watched, because they are offered, queued, ordered or held. */
  readonly reserves: ReadonlyMap<Address, ReservesAt>;
  readonly watched: ReadonlySet<Address>;
  /** After a failed exit the rules stay quiet for the pool until then. */
  readonly exitRetryAt: ReadonlyMap<Address, UnixMs>;
  /** The first fault of this run. It forbids arming whatever the halt is called meanwhile, as after a kill. */
  readonly fault: Fault | null;
  readonly walletLamports: Lamports | null;
  /** Null until they were read from the chain: then nothing is bought. */
  readonly costs: BuyCosts | null;
};

export const emptySession = (): Session => ({
  nextOffer: 1,
  open: new Map(),
  offers: new Map(),
  exits: [],
  reserves: new Map(),
  watched: new Set(),
  exitRetryAt: new Map(),
  fault: null,
  walletLamports: null,
  costs: null,
});

/** More reads of facts at a time than this are refused: the chain is not to be flooded. */
export const MAX_READING = 64;
/** Approved buys that wait for a free slot. */
export const MAX_QUEUED = 10;
/** A buy that waited longer than this for a slot is refused: its price is an old one. */
export const MAX_QUEUE_WAIT_MS = 5_000;
/** A pool whose facts did not come in this time is refused. */
export const MAX_READ_MS = 5_000;
/** An approval may name one of so many newest revisions of its card; an older card is out of date. */
export const MAX_SHOWN_REVISIONS = 64;
export const EXIT_RETRY_MS = 2_000;

import type { PoolName } from '../../shared/events.ts';
import type { Offer, OfferId } from '../../shared/offer.ts';
import type { OrderId, OrderTrigger } from '../../shared/order.ts';
import type { PoolFacts, PoolListing, Reserves, TradablePool } from '../../shared/pool.ts';
import type { Consent } from './risk/consent.ts';
import type { HaltCause } from '../../shared/trading.ts';
import type { Address, Lamports, Slot, TokenUnits, UnixMs } from '../../shared/units.ts';

/** Where a pool stands between being seen and its one outcome. */
export type OpenPool =
  | { readonly stage: 'reading'; readonly listing: PoolListing; readonly sinceMs: UnixMs }
  /** Nothing but time is missing: it opens soon by the chain's clock. */
  | {
      readonly stage: 'waiting';
      readonly listing: PoolListing;
      readonly facts: PoolFacts;
      readonly sinceMs: UnixMs;
    }
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

/** The Clock sysvar as it was told, and when by the engine's clock. */
export type ChainClock = { readonly slot: Slot; readonly unixS: number; readonly toldAtMs: UnixMs };

/** What a confirmed buy took, until a balance of its slot or later is told, or `untilMs` where none is. */
export type Unsettled = { readonly lamports: Lamports; readonly slot: Slot; readonly untilMs: UnixMs };

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
  /** Where tokens that are held on a LaunchLab curve are traded from now on, by mint; until the position is moved there. */
  readonly successors: ReadonlyMap<Address, TradablePool>;
  /** The first fault of this run. It forbids arming whatever the halt is called meanwhile, as after a kill. */
  readonly fault: Fault | null;
  /** The chain's own clock at the newest slot that was told; null before the first. */
  readonly chainTime: ChainClock | null;
  readonly walletLamports: Lamports | null;
  /** As of which slot that is, where it was told. */
  readonly walletSlot: Slot | null;
  /** Buys that are confirmed and that the wallet's balance does not show yet. */
  readonly unsettled: ReadonlyMap<OrderId, Unsettled>;
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
  successors: new Map(),
  fault: null,
  chainTime: null,
  walletLamports: null,
  walletSlot: null,
  unsettled: new Map(),
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
/** A pool that opens later than this is refused, and so is one that did not open in this time. */
export const MAX_OPEN_WAIT_MS = 60_000;
/** Pools that wait to open at a time. */
export const MAX_WAITING = 64;
/**
 * A chain clock of which nothing was heard for longer than this stands still. One that runs, only slower than ours, is
 * waited for by this much longer than MAX_OPEN_WAIT_MS.
 */
export const MAX_CLOCK_SILENCE_MS = 10_000;
/** A confirmed buy counts against the balance for so long at most: the balance is read at least every 10 s. */
export const MAX_SETTLE_MS = 15_000;
/** An approval may name one of so many newest revisions of its card; an older card is out of date. */
export const MAX_SHOWN_REVISIONS = 64;
export const EXIT_RETRY_MS = 2_000;

import type { DeskMode, PoolName } from './events.ts';
import type { Offer } from './offer.ts';
import type { OrderId, OrderView, StageTimes } from './order.ts';
import type { Position, PositionMark } from './position.ts';
import type { PoolOutcome } from './refusal.ts';
import type { TradingSettings } from './settings.ts';
import type { ChainStatus, EngineHealth, FeedStatus, WalletStatus } from './status.ts';
import type { Trading } from './trading.ts';
import type { Address, Lamports, UnixMs } from './units.ts';

/** What holds for the whole run and is known before the first event. */
export type DeskSession = {
  readonly mode: DeskMode;
  readonly version: string;
  /** True on the runtime for demo and tests: the window says so. */
  readonly standInRuntime: boolean;
  /** What the sim's preset changed from the normal settings, in words; empty in paper and live. */
  readonly presetNotes: readonly string[];
};

export type Cooldown = {
  readonly pool: Address;
  readonly symbol: string;
  readonly untilMs: UnixMs;
  readonly totalMs: number;
};

/** A token that was first shown by its mint, and its own symbol. */
export type TokenName = { readonly shownAs: string; readonly symbol: string };

/** A pool that opens at `opensAtMs` by the chain's clock. */
export type WaitingPool = { readonly pool: PoolName; readonly opensAtMs: UnixMs };

export type TapeKind =
  'filled' | 'sold' | 'refused' | 'waiting' | 'skipped' | 'failed' | 'feed' | 'system' | 'sent';

export type TapeRow = {
  readonly id: number;
  readonly atMs: UnixMs;
  readonly kind: TapeKind;
  readonly symbol: string;
  readonly text: string;
  /** The figure in the last column: event to wire, or the time of the judgement. */
  readonly tookUs: number | null;
};

/** One order in the latency chart. */
export type LatencySample = {
  readonly id: OrderId;
  readonly symbol: string;
  readonly atMs: UnixMs;
  readonly stages: StageTimes;
};

/** Today by UTC. */
export type DayTotals = {
  readonly day: number;
  readonly spentLamports: Lamports;
  /** Positive is a profit; fees included. */
  readonly realizedLamports: Lamports;
};

/** Everything that the window shows: a replica of what the engine has told. */
export type Desk = {
  readonly session: DeskSession;
  readonly nowMs: UnixMs;
  readonly trading: Trading;
  readonly settings: TradingSettings;
  readonly offers: readonly Offer[];
  /** Pools that open soon, the next one first. */
  readonly waiting: readonly WaitingPool[];
  readonly cooldowns: readonly Cooldown[];
  /** When each buy of the last 60 minutes was reserved, oldest first. */
  readonly buysInHour: readonly UnixMs[];
  readonly day: DayTotals;
  /** Orders that are not final, by id, oldest first. */
  readonly liveOrders: Readonly<Record<OrderId, OrderView>>;
  /** The newest final orders, newest first. */
  readonly recentOrders: readonly OrderView[];
  /** The order whose waterfall is shown when none is pointed at. */
  readonly lastSentOrder: OrderId | null;
  readonly queued: number;
  readonly positions: readonly Position[];
  readonly marks: Readonly<Record<Address, PositionMark>>;
  readonly latencies: readonly LatencySample[];
  /** Time from first send to the chain's first notice of the newest orders, oldest first. */
  readonly landingsMs: readonly number[];
  /** How many slots after the pool's creation the newest orders landed, oldest first. */
  readonly slotsBehind: readonly number[];
  /** Newest first. */
  readonly tape: readonly TapeRow[];
  readonly tapeSequence: number;
  readonly poolsSeen: number;
  readonly outcomes: Readonly<Partial<Record<PoolOutcome, number>>>;
  readonly feeds: Readonly<Record<string, FeedStatus>>;
  /** Symbols that were read after their tokens were first shown, the newest last. */
  readonly names: readonly TokenName[];
  readonly chain: ChainStatus | null;
  readonly wallet: WalletStatus | null;
  readonly health: EngineHealth | null;
};

export const MAX_TAPE_ROWS = 300;
export const MAX_TOKEN_NAMES = 200;
export const MAX_LATENCY_SAMPLES = 100;
export const MAX_RECENT_ORDERS = 100;
export const MAX_COOLDOWNS_SHOWN = 200;
export const MAX_WAITING_SHOWN = 64;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

import type { DayTotals } from '../../shared/desk.ts';
import { emptyDay } from '../../shared/projection/day.ts';
import type { OrderId, OrderStatus, OrderTicket, SignedOrder } from '../../shared/order.ts';
import type { TradablePool } from '../../shared/pool.ts';
import type { Position } from '../../shared/position.ts';
import type { TradingSettings } from '../../shared/settings.ts';
import type { Trading } from '../../shared/trading.ts';
import type { Address, UnixMs } from '../../shared/units.ts';

export type LedgerOrder = {
  readonly ticket: OrderTicket;
  readonly status: OrderStatus;
  readonly signed: SignedOrder | null;
};

export type Holding = { readonly position: Position; readonly pool: TradablePool };

/** The durable half of the engine's state: the fold of the journal's events, and nothing else. */
export type Ledger = {
  readonly genesis: string | null;
  /** The wallet of the newest session: what another one holds cannot be sold. */
  readonly wallet: string | null;
  readonly trading: Trading;
  readonly settings: TradingSettings;
  /** The sequence number of the next order. */
  readonly nextOrder: number;
  /** Orders that are not terminal. */
  readonly orders: ReadonlyMap<OrderId, LedgerOrder>;
  readonly holdings: ReadonlyMap<Address, Holding>;
  /** Until when each pool may not be bought again. */
  readonly cooldowns: ReadonlyMap<Address, UnixMs>;
  /** When each buy of the last 60 minutes was reserved, oldest first. */
  readonly buys: readonly UnixMs[];
  readonly day: DayTotals;
  /** The newest moment that any event was stamped with. */
  readonly lastMs: UnixMs;
};

export function emptyLedger(settings: TradingSettings, nowMs: UnixMs): Ledger {
  return {
    genesis: null,
    wallet: null,
    trading: { state: 'halted', sinceMs: nowMs, cause: { code: 'not-armed-yet' } },
    settings,
    nextOrder: 1,
    orders: new Map(),
    holdings: new Map(),
    cooldowns: new Map(),
    buys: [],
    day: emptyDay(nowMs),
    lastMs: nowMs,
  };
}

import type { CreatedPool } from '../../electron/sim/market/pool-creation.ts';
import type { Desk } from '../../shared/desk.ts';
import type { EngineEvent } from '../../shared/events.ts';
import type { Offer } from '../../shared/offer.ts';
import type { OrderView } from '../../shared/order.ts';
import type { Address } from '../../shared/units.ts';

/** A pool of the market, or where it lies. */
export type PoolOrAddress = CreatedPool | Address;
export type Outcome = Extract<EngineEvent, { kind: 'pool-closed' }>['outcome'];

export const addressOf = (pool: PoolOrAddress): Address => (typeof pool === 'string' ? pool : pool.keys.pool);

/** The newest order on a pool, live or final. */
export function newestOrder({ liveOrders, recentOrders }: Desk, pool: Address): OrderView | null {
  const known = [...Object.values<OrderView>(liveOrders), ...recentOrders].filter(
    (order) => order.pool === pool,
  );
  return known.toSorted((a, b) => Number(b.id) - Number(a.id))[0] ?? null;
}

export const offerOn = ({ offers }: Desk, pool: Address): Offer | null =>
  offers.find((offer) => offer.pool === pool) ?? null;

/** How a pool ended, the last time that it did; null while it is open. */
export function outcomeOn(events: readonly EngineEvent[], pool: Address): Outcome | null {
  const closed = events.findLast((event) => event.kind === 'pool-closed' && event.pool.pool === pool);
  return closed?.kind === 'pool-closed' ? closed.outcome : null;
}

export function required<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('it is not there');
  return value;
}

import type { OrderId } from '../../shared/order.ts';

export type RecentIds = { has(id: OrderId): boolean; add(id: OrderId): void };

/** Days of orders at the most that the settings allow in an hour. */
const MAX_REMEMBERED = 65_536;

/** Remembers the ids that were signed, the oldest forgotten first. */
export function makeRecentIds(limit = MAX_REMEMBERED): RecentIds {
  const ids = new Set<OrderId>();
  return {
    has: (id) => ids.has(id),
    add: (id) => {
      ids.add(id);
      const [oldest] = ids.size > limit ? ids : [];
      if (oldest !== undefined) ids.delete(oldest);
    },
  };
}

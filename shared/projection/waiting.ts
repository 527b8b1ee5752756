import type { Desk, WaitingPool } from '../desk.ts';
import { MAX_WAITING_SHOWN } from '../desk.ts';
import type { Address } from '../units.ts';

/** The desk with one more pool that opens soon, the next one first. */
export function withWaiting(desk: Desk, waiting: WaitingPool): Desk {
  const others = desk.waiting.filter(({ pool }) => pool.pool !== waiting.pool.pool);
  const sorted = [...others, waiting].toSorted((one, other) => one.opensAtMs - other.opensAtMs);
  return { ...desk, waiting: sorted.slice(0, MAX_WAITING_SHOWN) };
}

/** The pool waits no more: it opened, or it ended. */
export function withoutWaiting(desk: Desk, pool: Address): Desk {
  const left = desk.waiting.filter((waiting) => waiting.pool.pool !== pool);
  return left.length === desk.waiting.length ? desk : { ...desk, waiting: left };
}

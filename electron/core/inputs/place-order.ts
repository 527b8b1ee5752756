import type { PoolName } from '../../../shared/events.ts';
import { mapWith, mapWithout } from '../map-with.ts';
import type { ApprovedOrder } from '../risk/approved-order.ts';
import type { Turn } from '../turn.ts';
import { emit, run, setSession } from '../turn.ts';
import { watch } from './watch.ts';

/** Reserves the order's slot and hands it to the executor. An offer that led to it ends as approved. */
export function placeOrder(turn: Turn, order: ApprovedOrder, name: PoolName): void {
  emit(turn, { kind: 'order-reserved', atMs: turn.nowMs, ticket: order });
  run(turn, { kind: 'execute', order });
  watch(turn, order.pool);
  if (order.side === 'sell') return;
  endOffer(turn, name);
  const { open } = turn.state.session;
  setSession(turn, { open: mapWith(open, name.pool, { stage: 'ordered', name, order: order.id }) });
}

/** The offer of this pool, if there is one, was approved. */
export function endOffer(turn: Turn, name: PoolName): void {
  const { session } = turn.state;
  const open = session.open.get(name.pool);
  if (open?.stage !== 'offered') return;
  const { id } = open.offer;
  setSession(turn, { offers: mapWithout(session.offers, id) });
  emit(turn, { kind: 'offer-closed', atMs: turn.nowMs, id, pool: name, how: 'approved' });
}

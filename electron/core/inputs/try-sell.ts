import { assertNever } from '../../../shared/assert-never.ts';
import type { CommandReply } from '../../../shared/commands.ts';
import { declined, DONE } from '../../../shared/commands.ts';
import type { OrderTrigger } from '../../../shared/order.ts';
import type { Address } from '../../../shared/units.ts';
import { isTerminal } from '../order/transitions.ts';
import { evaluateSell } from '../risk/evaluate.ts';
import type { EngineState } from '../state.ts';
import type { Turn } from '../turn.ts';
import { setSession } from '../turn.ts';
import { placeOrder } from './place-order.ts';

/** Whether a sell of this pool is queued or under way. */
export function isSelling({ ledger, session }: EngineState, pool: Address): boolean {
  if (session.exits.some((exit) => exit.pool === pool)) return true;
  return [...ledger.orders.values()].some(
    ({ ticket, status }) =>
      ticket.side === 'sell' && ticket.pool.pool === pool && !isTerminal(status) && status !== 'confirmed',
  );
}

/** Sells the whole position, now or as soon as a slot is free. */
export function trySell(turn: Turn, pool: Address, trigger: OrderTrigger): CommandReply {
  const holding = turn.state.ledger.holdings.get(pool);
  if (holding === undefined) return declined({ code: 'no-position' });
  if (isSelling(turn.state, pool)) return declined({ code: 'already-selling' });
  const { position } = holding;
  const verdict = evaluateSell(turn.state, holding.pool, position.tokenUnits, trigger, turn.nowMs);
  switch (verdict.verdict) {
    case 'approved':
      placeOrder(turn, verdict.order, { pool, symbol: position.symbol, program: holding.pool.terms.kind });
      return DONE;
    case 'no-slot':
      setSession(turn, { exits: [...turn.state.session.exits, { pool, trigger }] });
      return DONE;
    case 'no-price':
      return declined({
        code: 'refused',
        refusal: { code: 'facts-unavailable', detail: 'the price of the pool is not known yet' },
      });
    case 'refused':
      return declined({ code: 'refused', refusal: verdict.refusal });
    default:
      return assertNever(verdict, 'sell verdict');
  }
}

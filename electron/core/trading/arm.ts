import type { CommandReply } from '../../../shared/commands.ts';
import { declined, DONE } from '../../../shared/commands.ts';
import type { TradingState } from '../../../shared/trading.ts';
import { closeWaitingPools } from '../inputs/close-pool.ts';
import type { Turn } from '../turn.ts';
import { emit, run } from '../turn.ts';

function enter(turn: Turn, state: Exclude<TradingState, 'halted'>): CommandReply {
  const { trading } = turn.state.ledger;
  if (trading.state === state) return DONE;
  const { cause } = trading;
  // Both say that the engine cannot vouch for what it does: only a restart, which checks the journal, clears them.
  if (cause?.code === 'journal-failed') return declined({ code: 'journal-failed', message: cause.message });
  if (cause?.code === 'invariant-broken') return declined({ code: 'halted' });
  emit(turn, {
    kind: 'trading-changed',
    atMs: turn.nowMs,
    trading: { state, sinceMs: turn.nowMs, cause: null },
  });
  run(turn, { kind: 'resume-executor' });
  return DONE;
}

/** Buys and sells from now on. */
export const arm = (turn: Turn): CommandReply => enter(turn, 'armed');

/** Sells and does not buy from now on: what waits to be bought is dropped. */
export function reduce(turn: Turn): CommandReply {
  const reply = enter(turn, 'reducing');
  if (reply.ok) closeWaitingPools(turn, { code: 'reducing' });
  return reply;
}

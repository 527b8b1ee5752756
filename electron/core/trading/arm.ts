import type { CommandReply } from '../../../shared/commands.ts';
import { declined, DONE } from '../../../shared/commands.ts';
import type { TradingState } from '../../../shared/trading.ts';
import { closeWaitingPools } from '../inputs/close-pool.ts';
import type { Turn } from '../turn.ts';
import { emit, run } from '../turn.ts';

function enter(turn: Turn, state: Exclude<TradingState, 'halted'>): CommandReply {
  const { fault } = turn.state.session;
  if (fault?.code === 'journal-failed') return declined({ code: 'journal-failed', message: fault.message });
  if (fault !== null) return declined({ code: 'halted' });
  if (turn.state.ledger.trading.state === state) return DONE;
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

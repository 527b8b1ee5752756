import type { HaltCause } from '../../../shared/trading.ts';
import { closeWaitingPools } from '../inputs/close-pool.ts';
import type { Fault } from '../session.ts';
import type { Turn } from '../turn.ts';
import { emit, run, setSession } from '../turn.ts';

const isFault = (cause: HaltCause): cause is Fault =>
  cause.code === 'journal-failed' || cause.code === 'invariant-broken';

/**
 * Latches the halt: the executor is stopped, everything that waits is dropped with its reason, and what was sent
 * stays watched, because it cannot be recalled. A kill replaces any other cause; another cause does not replace a kill.
 */
export function halt(turn: Turn, cause: HaltCause): void {
  const { trading } = turn.state.ledger;
  run(turn, { kind: 'stop-executor' });
  const latched =
    trading.state === 'halted' && (trading.cause?.code === 'killed' || trading.cause?.code === cause.code);
  if (!latched) {
    emit(turn, {
      kind: 'trading-changed',
      atMs: turn.nowMs,
      trading: { state: 'halted', sinceMs: turn.nowMs, cause },
    });
  }
  closeWaitingPools(turn, cause.code === 'killed' ? { code: 'killed' } : { code: 'halted', cause });
  const { fault } = turn.state.session;
  setSession(turn, { exits: [], fault: fault ?? (isFault(cause) ? cause : null) });
}

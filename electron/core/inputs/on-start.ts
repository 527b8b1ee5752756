import type { EngineInput } from '../input.ts';
import type { Trading } from '../../../shared/trading.ts';
import { arm } from '../trading/arm.ts';
import { watch } from './watch.ts';
import type { Turn } from '../turn.ts';
import { emit, run } from '../turn.ts';

/** What an earlier run left: orders that may have landed are watched, never sent again; the others are given up. */
function resumeOrders(turn: Turn): void {
  const atMs = turn.nowMs;
  for (const [id, order] of turn.state.ledger.orders) {
    if (order.signed === null) {
      emit(turn, { kind: 'order-abandoned', atMs, id, why: 'the desk was closed before it was signed' });
      continue;
    }
    if (order.status === 'signed' || order.status === 'sent') {
      emit(turn, { kind: 'order-unknown', atMs, id, why: 'restart' });
    }
    run(turn, { kind: 'follow', ticket: order.ticket, signed: order.signed });
  }
}

/** A halt that only the trader ends. */
const survivesRestart = ({ state, cause }: Trading): boolean =>
  state === 'halted' && (cause?.code === 'killed' || cause?.code === 'loss-cap');

/** The chain and the journal are there: the session begins. */
export function onStart(turn: Turn, start: Extract<EngineInput, { kind: 'start' }>): void {
  const { genesis, wallet, orders, holdings, trading } = turn.state.ledger;
  const atMs = turn.nowMs;
  const elsewhere = genesis !== null && (genesis !== start.genesis || wallet !== start.wallet);
  const replaced = elsewhere && orders.size + holdings.size > 0;
  if (replaced) emit(turn, { kind: 'chain-replaced', atMs, positions: holdings.size, orders: orders.size });
  emit(turn, {
    kind: 'session-started',
    atMs,
    mode: start.mode,
    genesis: start.genesis,
    wallet: start.wallet,
  });
  resumeOrders(turn);
  for (const holding of turn.state.ledger.holdings.values()) watch(turn, holding.pool);
  if (survivesRestart(trading)) return run(turn, { kind: 'stop-executor' });
  // After a broken rule or journal the trader arms by hand, in sim too, having seen that the journal was readable.
  const untroubled = trading.state !== 'halted' || trading.cause?.code === 'not-armed-yet';
  if (start.armAtStart && untroubled) {
    // A new process has a new executor, which is told to go also where the journal says that it was going.
    if (trading.state === 'armed') return run(turn, { kind: 'resume-executor' });
    arm(turn);
    return;
  }
  run(turn, { kind: 'stop-executor' });
  const cause = { code: 'not-armed-yet' } as const;
  emit(turn, { kind: 'trading-changed', atMs, trading: { state: 'halted', sinceMs: atMs, cause } });
}

import { assertNever } from '../../shared/assert-never.ts';
import type { CommandReply } from '../../shared/commands.ts';
import type { EngineEvent } from '../../shared/events.ts';
import type { UnixMs } from '../../shared/units.ts';
import { onCommand } from './commands/on-command.ts';
import type { Effect } from './effect.ts';
import type { EngineInput } from './input.ts';
import { onChainTime } from './inputs/on-chain-time.ts';
import { onFacts, onFactsFailed, onListing } from './inputs/on-listing.ts';
import { onNotice } from './inputs/on-notice.ts';
import { onReserves } from './inputs/on-reserves.ts';
import { onStart } from './inputs/on-start.ts';
import { onCleanup, onTick } from './inputs/on-tick.ts';
import { withBalance } from './limits/unsettled-buys.ts';
import type { Session } from './session.ts';
import type { EngineState } from './state.ts';
import { halt } from './trading/halt.ts';
import type { Turn } from './turn.ts';
import { emit, setSession, startTurn } from './turn.ts';

export type Decision = {
  readonly state: EngineState;
  /** In the order in which they happened; the journaled ones have to be written before any effect is run. */
  readonly events: readonly EngineEvent[];
  readonly effects: readonly Effect[];
  /** Set for a command. */
  readonly reply: CommandReply | null;
};

/** Told each time the number of orders and exits that wait for a slot changes. */
function waitingForSlot({ open, exits }: Session): number {
  let waiting = exits.length;
  for (const pool of open.values()) if (pool.stage === 'queued') waiting += 1;
  return waiting;
}

function hear(turn: Turn, input: EngineInput): void {
  const { nowMs: atMs } = turn;
  switch (input.kind) {
    case 'start':
      return onStart(turn, input);
    case 'listing':
      return onListing(turn, input.listing);
    case 'facts':
      return onFacts(turn, input.pool, input.facts);
    case 'facts-failed':
      return onFactsFailed(turn, input.pool, input.detail);
    case 'reserves':
      return onReserves(turn, input.pool, { reserves: input.reserves, slot: input.slot });
    case 'command':
      turn.reply = onCommand(turn, input.command);
      return;
    case 'notice':
      return onNotice(turn, input.id, input.notice);
    case 'tick':
      return onTick(turn);
    case 'cleanup':
      return onCleanup(turn);
    case 'feed-status':
      return emit(turn, { kind: 'feed-status', atMs, status: input.status });
    case 'chain-status':
      return emit(turn, { kind: 'chain-status', atMs, status: input.status });
    case 'wallet-status':
      setSession(turn, withBalance(turn.state.session, input.status));
      return emit(turn, { kind: 'wallet-status', atMs, status: input.status });
    case 'costs': {
      const { tokenAccountRentLamports, networkFeeLamports } = input;
      return setSession(turn, { costs: { tokenAccountRentLamports, networkFeeLamports } });
    }
    case 'chain-time':
      return onChainTime(turn, input.slot, input.unixS);
    case 'token-named':
      return emit(turn, { kind: 'token-named', atMs, mint: input.mint, symbol: input.symbol });
    case 'engine-health':
      return emit(turn, { kind: 'engine-health', atMs, health: input.health });
    case 'journal-failed':
      return halt(turn, { code: 'journal-failed', message: input.message });
    case 'invariant-broken':
      return halt(turn, { code: 'invariant-broken', message: input.message });
    case 'told':
      return emit(turn, { kind: 'notice', atMs, level: input.level, text: input.text });
    default:
      return assertNever(input, 'engine input');
  }
}

/** Decides one input. Pure and synchronous; throws only when an invariant is broken. */
export function decide(state: EngineState, input: EngineInput, nowMs: UnixMs): Decision {
  const turn = startTurn(state, nowMs);
  const waitedBefore = waitingForSlot(state.session);
  hear(turn, input);
  const depth = waitingForSlot(turn.state.session);
  if (depth !== waitedBefore) emit(turn, { kind: 'queue-changed', atMs: nowMs, depth });
  return { state: turn.state, events: turn.events, effects: turn.effects, reply: turn.reply };
}

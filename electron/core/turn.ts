import type { CommandReply } from '../../shared/commands.ts';
import type { EngineEvent } from '../../shared/events.ts';
import { isJournaled } from '../../shared/events.ts';
import type { UnixMs } from '../../shared/units.ts';
import type { Effect } from './effect.ts';
import { foldLedger } from './ledger-fold.ts';
import type { Session } from './session.ts';
import type { EngineState } from './state.ts';

/**
 * One input being decided: a scratch pad that lives for the length of a `decide` call. The ledger changes by
 * folding events alone; the session is set.
 */
export type Turn = {
  readonly nowMs: UnixMs;
  state: EngineState;
  readonly events: EngineEvent[];
  readonly effects: Effect[];
  reply: CommandReply | null;
};

export const startTurn = (state: EngineState, nowMs: UnixMs): Turn => ({
  nowMs,
  state,
  events: [],
  effects: [],
  reply: null,
});

export function emit(turn: Turn, event: EngineEvent): void {
  if (isJournaled(event)) turn.state = { ...turn.state, ledger: foldLedger(turn.state.ledger, event) };
  turn.events.push(event);
}

export function setSession(turn: Turn, patch: Partial<Session>): void {
  turn.state = { ...turn.state, session: { ...turn.state.session, ...patch } };
}

export function run(turn: Turn, effect: Effect): void {
  turn.effects.push(effect);
}

import type { Command, CommandReply } from '../../../../shared/commands.ts';
import { DONE } from '../../../../shared/commands.ts';
import type { Desk } from '../../../../shared/desk.ts';
import type { EngineEvent } from '../../../../shared/events.ts';
import { applyEvent, emptyDesk } from '../../../../shared/projection/apply-event.ts';
import type { KillSource, Trading } from '../../../../shared/trading.ts';
import { unixMs } from '../../../../shared/units.ts';
import type { EventListener, HostedDesk } from '../../../../electron/shell/hosted-desk.ts';
import { SETTINGS } from '../../../support/pools.ts';

export const armed: Trading = { state: 'armed', sinceMs: unixMs(1), cause: null };
export const killedBy = (by: KillSource): Trading => ({
  state: 'halted',
  sinceMs: unixMs(2),
  cause: { code: 'killed', by },
});
export const tradingChanged = (trading: Trading): EngineEvent => ({
  kind: 'trading-changed',
  atMs: trading.sinceMs,
  trading,
});

export type ScriptedDesk = HostedDesk & {
  readonly commands: Command[];
  readonly notices: string[];
  readonly halts: string[];
  publish(event: EngineEvent): void;
  /** What the next commands get; a function may throw. */
  answerWith(answer: (command: Command) => CommandReply): void;
  closed(): boolean;
};

/** A desk without an engine: it records what it is told, folds what it publishes, and stops when it is told to. */
export function scriptedDesk(): ScriptedDesk {
  const listeners = new Set<EventListener>();
  const commands: Command[] = [];
  const notices: string[] = [];
  const halts: string[] = [];
  let sequence = 0;
  let isClosed = false;
  let desk: Desk = {
    ...emptyDesk(
      { mode: 'sim', version: '0.0.0', standInRuntime: true, presetNotes: [] },
      SETTINGS,
      unixMs(1),
    ),
    trading: armed,
  };
  const publish = (event: EngineEvent): void => {
    sequence += 1;
    desk = applyEvent(desk, event);
    for (const listener of listeners) listener(event, sequence);
  };
  let answer = (command: Command): CommandReply => {
    if (command.kind === 'kill') publish(tradingChanged(killedBy(command.by)));
    return DONE;
  };
  return {
    commands,
    notices,
    halts,
    publish,
    snapshot: () => ({ sequence, desk }),
    command(command) {
      commands.push(command);
      return answer(command);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notice: (level, text) => void notices.push(`${level}: ${text}`),
    halt: (message) => void halts.push(message),
    close() {
      isClosed = true;
      return Promise.resolve();
    },
    answerWith(next) {
      answer = next;
    },
    closed: () => isClosed,
  };
}

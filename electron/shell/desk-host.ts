import { declined, type Command, type CommandReply } from '../../shared/commands.ts';
import type { DeskAnswer, StartProblem } from '../../shared/ipc.ts';
import type { KillSource } from '../../shared/trading.ts';
import type { EventListener, HostedDesk, StartDesk } from './hosted-desk.ts';
import type { StopOutcome } from './stop-outcome.ts';
import type { Voice } from './voice.ts';
import { errorSentence } from './without-secrets.ts';

type State =
  | { readonly phase: 'starting'; readonly step: string }
  | { readonly phase: 'failed'; readonly problems: readonly StartProblem[] }
  | { readonly phase: 'running'; readonly desk: HostedDesk }
  | { readonly phase: 'closing'; readonly desk: HostedDesk | null };

type WaitingStop = { readonly by: KillSource; readonly tell: (outcome: StopOutcome) => void };

/** More stops than this before the desk is up change nothing: one is enough. */
const MAX_WAITING_STOPS = 16;

export type DeskHost = {
  readonly answer: () => DeskAnswer;
  /** Null while it is not running. */
  readonly desk: () => HostedDesk | null;
  readonly start: (startDesk: StartDesk) => Promise<void>;
  readonly fail: (problems: readonly StartProblem[]) => void;
  readonly command: (command: Command) => CommandReply;
  /** Stops trading now, or, while the desk is starting, the moment it is up. */
  readonly stop: (by: KillSource) => Promise<StopOutcome>;
  /** Ends trading because of a fault in the program, by the stop if need be. False when that failed, too. */
  readonly halt: (message: string) => boolean;
  readonly notice: (level: 'info' | 'warning' | 'error', text: string) => void;
  readonly onPhase: (listener: (phase: DeskAnswer['phase']) => void) => void;
  readonly onEvent: (listener: EventListener) => void;
  readonly close: () => Promise<void>;
};

/** Holds the one desk of this process, from the first step of starting it to its end. */
export function createDeskHost(voice: Voice): DeskHost {
  let state: State = { phase: 'starting', step: 'starting' };
  let stops: WaitingStop[] = [];
  let starting: Promise<void> | null = null;
  const phaseListeners: ((phase: DeskAnswer['phase']) => void)[] = [];
  const eventListeners: EventListener[] = [];

  const enter = (next: State): void => {
    state = next;
    const { phase } = host.answer();
    for (const listener of phaseListeners) guarded(voice, () => listener(phase));
  };

  const settleStops = (settle: (stop: WaitingStop) => StopOutcome): void => {
    const settled = stops;
    stops = [];
    for (const stop of settled) stop.tell(settle(stop));
  };

  const run = (desk: HostedDesk): void => {
    // Before anything else: who pressed stop while the desk came up must not wait for the window to be told.
    settleStops(({ by }) => stopNow(desk, by));
    desk.onEvent((event, sequence) => {
      for (const listener of eventListeners) {
        // What the window or the tray cannot digest must not reach the engine that is telling it.
        guarded(voice, () => listener(event, sequence));
      }
    });
    enter({ phase: 'running', desk });
  };

  const bringUp = async (startDesk: StartDesk): Promise<void> => {
    try {
      const started = await startDesk((step) => {
        if (state.phase === 'starting') enter({ phase: 'starting', step });
      });
      if (!started.ok) host.fail(started.error);
      else if (state.phase === 'starting') run(started.value);
      else await started.value.close();
    } catch (error) {
      voice.warn('the desk could not start', error);
      host.fail([
        {
          what: 'Swingaway itself',
          found: errorSentence(error),
          remedy: 'This is a fault in the program: please report it with the lines on the terminal.',
        },
      ]);
    }
  };

  const host: DeskHost = {
    answer() {
      switch (state.phase) {
        case 'starting':
        case 'failed':
          return state;
        case 'running':
          return { phase: 'running', ...state.desk.snapshot() };
        case 'closing':
          return { phase: 'starting', step: 'closing' };
      }
    },
    desk: () => (state.phase === 'running' ? state.desk : null),
    start(startDesk) {
      starting ??= bringUp(startDesk);
      return starting;
    },
    fail(problems) {
      if (state.phase !== 'starting') return;
      settleStops(() => ({ code: 'nothing-to-stop' }));
      enter({ phase: 'failed', problems });
    },
    command(command) {
      if (state.phase !== 'running') return declined({ code: 'not-running' });
      return state.desk.command(command);
    },
    stop(by) {
      const desk = 'desk' in state ? state.desk : null;
      if (desk !== null) return Promise.resolve(stopNow(desk, by));
      if (state.phase !== 'starting') return Promise.resolve({ code: 'nothing-to-stop' });
      return new Promise((tell) => {
        if (stops.length < MAX_WAITING_STOPS) stops.push({ by, tell });
        else tell({ code: 'not-stopped', why: 'it is already being stopped' });
      });
    },
    halt(message) {
      if (state.phase !== 'running') return true;
      const { desk } = state;
      try {
        desk.halt(message);
        return true;
      } catch {
        return stopNow(desk, 'command-line').code === 'stopped';
      }
    },
    notice(level, text) {
      if (level !== 'info') voice.warn(text);
      if (state.phase === 'running') state.desk.notice(level, text);
    },
    onPhase: (listener) => void phaseListeners.push(listener),
    onEvent: (listener) => void eventListeners.push(listener),
    async close() {
      const desk = host.desk();
      const wasStarting = state.phase === 'starting';
      // The window is about to go: it keeps what it shows, and is told no new phase.
      if (state.phase !== 'failed') state = { phase: 'closing', desk };
      settleStops(() => ({ code: 'nothing-to-stop' }));
      if (wasStarting) await starting;
      await desk?.close();
    },
  };
  return host;
}

function stopNow(desk: HostedDesk, by: KillSource): StopOutcome {
  try {
    const reply = desk.command({ kind: 'kill', by });
    return reply.ok ? { code: 'stopped' } : { code: 'not-stopped', why: reply.problem.code };
  } catch (error) {
    return { code: 'not-stopped', why: errorSentence(error) };
  }
}

function guarded(voice: Voice, tell: () => void): void {
  try {
    tell();
  } catch (error) {
    voice.warn('something in the window could not be told', error);
  }
}

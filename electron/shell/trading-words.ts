import { assertNever } from '../../shared/assert-never.ts';
import type { DeskAnswer } from '../../shared/ipc.ts';
import type { HaltCause, KillSource, Trading } from '../../shared/trading.ts';

/** The state of the desk in the words of the tray. */
export function tradingWords(phase: DeskAnswer['phase'], trading: Trading | null): string {
  if (phase === 'failed') return 'The desk could not start';
  if (phase === 'starting' || trading === null) return 'Starting';
  switch (trading.state) {
    case 'armed':
      return 'Armed';
    case 'reducing':
      return 'Reducing: sells, does not buy';
    case 'halted':
      return trading.cause === null ? 'Halted' : `Halted: ${causeWords(trading.cause)}`;
    default:
      return assertNever(trading.state);
  }
}

function causeWords(cause: HaltCause): string {
  switch (cause.code) {
    case 'not-armed-yet':
      return 'not armed yet';
    case 'killed':
      return `stopped by ${killSourceWords(cause.by)}`;
    case 'journal-failed':
      return 'the journal cannot be written';
    case 'invariant-broken':
      return 'a fault in the program';
    case 'loss-cap':
      return 'the loss cap of the day is reached';
    default:
      return assertNever(cause);
  }
}

function killSourceWords(by: KillSource): string {
  switch (by) {
    case 'button':
      return 'the button';
    case 'shortcut':
      return 'the shortcut';
    case 'tray':
      return 'the tray';
    case 'command-line':
      return 'the command line';
    default:
      return assertNever(by);
  }
}

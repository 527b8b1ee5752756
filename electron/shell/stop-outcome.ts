import { assertNever } from '../../shared/assert-never.ts';

/** What became of a stop that was asked for from outside the window. */
export type StopOutcome =
  | { readonly code: 'stopped' }
  | { readonly code: 'nothing-to-stop' }
  | { readonly code: 'not-stopped'; readonly why: string };

export function stopSentence(outcome: StopOutcome): string {
  switch (outcome.code) {
    case 'stopped':
      return 'Stopped: nothing is signed or sent until you arm the desk again. Orders already sent are still followed.';
    case 'nothing-to-stop':
      return 'The desk is not running: there is nothing to stop.';
    case 'not-stopped':
      return `The stop was NOT carried out (${outcome.why}). Close Swingaway to end trading.`;
    default:
      return assertNever(outcome);
  }
}

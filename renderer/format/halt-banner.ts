import { assertNever } from '../../shared/assert-never.ts';
import { KILL_SOURCE_WORDS } from '../../shared/kill-source-words.ts';
import type { HaltCause } from '../../shared/trading.ts';

/** The banner's two lines: what happened, standing alone, and what to do about it. */
export type HaltBanner = { readonly cause: string; readonly remedy: string };

export function haltBanner(cause: HaltCause | null): HaltBanner {
  if (cause === null) {
    return { cause: 'Trading is halted', remedy: 'Nothing is bought or sold before you arm.' };
  }
  switch (cause.code) {
    case 'not-armed-yet':
      return {
        cause: 'Not armed yet',
        remedy: 'Nothing is bought or sold before you arm. Look over the limits first.',
      };
    case 'killed':
      return {
        cause: `Stopped with ${KILL_SOURCE_WORDS[cause.by]}`,
        remedy: 'Nothing is signed or sent. Orders already on their way are followed to their end.',
      };
    case 'journal-failed':
      return {
        cause: `The journal cannot be written: ${cause.message}`,
        remedy: 'Make room on the disk or mend its permissions before you arm.',
      };
    case 'invariant-broken':
      return {
        cause: `A safety rule was broken: ${cause.message}`,
        remedy: 'Keep the log and restart the desk before you arm.',
      };
    case 'loss-cap':
      return {
        cause: 'The loss cap of the day is reached',
        remedy: 'The count starts anew at midnight UTC. Raise the cap in the settings only if you mean it.',
      };
    default:
      return assertNever(cause, 'halt cause');
  }
}

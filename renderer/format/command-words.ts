import { assertNever } from '../../shared/assert-never.ts';
import type { Command, CommandKind, CommandProblem } from '../../shared/commands.ts';
import { refusalWords } from '../../shared/refusal-words.ts';

const DID_NOT: Readonly<Record<CommandKind, string>> = {
  approve: 'Not bought',
  skip: 'Not skipped',
  sell: 'Not sold',
  'sell-everything': 'Not sold',
  kill: 'The stop was not confirmed',
  arm: 'Not armed',
  reduce: 'Not set to sell only',
  'change-settings': 'Settings not saved',
};

/** What did not happen: the first line of a refusal's toast. */
export function declinedTitle(command: Command, symbol: string | null): string {
  const title = DID_NOT[command.kind];
  return symbol === null ? title : `${symbol}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

/** Why it did not happen, as a full sentence. */
export function problemWords(problem: CommandProblem): string {
  switch (problem.code) {
    case 'refused':
      return sentence(refusalWords(problem.refusal));
    case 'offer-gone':
      return 'The offer is gone: it expired or was answered already.';
    case 'no-position':
      return 'There is no open position in this pool.';
    case 'already-selling':
      return 'A sell order for this position is already on its way.';
    case 'halted':
      return 'Trading is halted. Hold to arm first.';
    case 'not-running':
      return 'The desk is not running yet.';
    case 'journal-failed':
      return `It could not be written to the journal: ${problem.message}`;
    case 'settings-out-of-range':
      return `Out of range: ${problem.problems.map(({ setting, allowed }) => `${setting} (${allowed})`).join(', ')}.`;
    case 'malformed':
      return `The request did not go through: ${problem.detail}`;
    default:
      return assertNever(problem, 'command problem');
  }
}

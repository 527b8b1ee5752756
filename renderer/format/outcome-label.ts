import { REFUSALS, type PoolOutcome } from '../../shared/refusal.ts';

/** How a pool ended, as a row of the why-not list. */
export function outcomeLabel(outcome: PoolOutcome): string {
  return outcome === 'bought' ? 'bought' : REFUSALS[outcome].label;
}

/** One sentence on what the row counts. */
export function outcomeMeaning(outcome: PoolOutcome): string {
  return outcome === 'bought' ? 'A buy landed on the chain.' : REFUSALS[outcome].meaning;
}

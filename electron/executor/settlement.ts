import { assertNever } from '../../shared/assert-never.ts';
import type { Fill, OnChainFailure } from '../../shared/order.ts';
import type { Slot } from '../../shared/units.ts';

/** How far the cluster has voted for a transaction, in rising order. */
export type Level = 'processed' | 'confirmed' | 'finalized';

/** What the transaction did, read at `confirmed` or later. */
export type Verdict =
  | { readonly kind: 'filled'; readonly fill: Fill }
  | { readonly kind: 'failed'; readonly failure: OnChainFailure };

/** What comes in about one order, from any source, in any order, any number of times. */
export type SettlementInput =
  | { readonly kind: 'seen'; readonly level: Level; readonly slot: Slot }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'proven-gone'; readonly proof: string };

/** What is told on. */
export type SettlementNews =
  | { readonly kind: 'processed'; readonly slot: Slot }
  | { readonly kind: 'confirmed'; readonly fill: Fill }
  | { readonly kind: 'finalized' }
  | { readonly kind: 'failed'; readonly failure: OnChainFailure }
  | { readonly kind: 'overdue' }
  | { readonly kind: 'expired'; readonly proof: string };

/**
 * `landing`: known to be confirmed, its transaction is being read. `final`: nothing is told any more. The transaction
 * is read before anything is believed: a status says that it landed, not what it did.
 */
export type Settlement = {
  readonly stage: 'watching' | 'landing' | 'confirmed' | 'final';
  readonly processed: boolean;
  readonly overdue: boolean;
  readonly finalized: boolean;
};

export type SettlementStep = { readonly next: Settlement; readonly news: readonly SettlementNews[] };

export const WATCHING: Settlement = { stage: 'watching', processed: false, overdue: false, finalized: false };

const unchanged = (next: Settlement): SettlementStep => ({ next, news: [] });

/** Takes one input. Whatever repeats, comes late or comes out of order changes nothing. */
export function settle(state: Settlement, input: SettlementInput): SettlementStep {
  if (state.stage === 'final') return unchanged(state);
  switch (input.kind) {
    case 'seen':
      return seen(state, input.level, input.slot);
    case 'verdict':
      return state.stage === 'landing' ? judged(state, input.verdict) : unchanged(state);
    case 'deadline':
      if (state.overdue || state.stage === 'confirmed') return unchanged(state);
      return { next: { ...state, overdue: true }, news: [{ kind: 'overdue' }] };
    case 'proven-gone':
      // What was seen confirmed is not gone, whatever an endpoint that lost it says.
      if (state.stage !== 'watching') return unchanged(state);
      return { next: { ...state, stage: 'final' }, news: [{ kind: 'expired', proof: input.proof }] };
    default:
      return assertNever(input, 'settlement input');
  }
}

function seen(state: Settlement, level: Level, slot: Slot): SettlementStep {
  const news: SettlementNews[] = state.processed ? [] : [{ kind: 'processed', slot }];
  const finalized = state.finalized || level === 'finalized';
  const stage = state.stage === 'watching' && level !== 'processed' ? 'landing' : state.stage;
  const next: Settlement = { ...state, stage, processed: true, finalized };
  if (stage !== 'confirmed' || !finalized) return { next, news };
  return { next: { ...next, stage: 'final' }, news: [...news, { kind: 'finalized' }] };
}

function judged(state: Settlement, verdict: Verdict): SettlementStep {
  if (verdict.kind === 'failed') {
    return { next: { ...state, stage: 'final' }, news: [verdict] };
  }
  const confirmed: SettlementNews = { kind: 'confirmed', fill: verdict.fill };
  if (!state.finalized) return { next: { ...state, stage: 'confirmed' }, news: [confirmed] };
  return { next: { ...state, stage: 'final' }, news: [confirmed, { kind: 'finalized' }] };
}

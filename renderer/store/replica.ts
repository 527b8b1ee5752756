import type { Desk } from '../../shared/desk.ts';
import type { EngineEvent } from '../../shared/events.ts';
import type { EventBatch, StartProblem } from '../../shared/ipc.ts';

/** What the window knows of the engine. `sequence` is that of the last event folded into `desk`. */
export type Replica =
  | { readonly phase: 'starting'; readonly step: string }
  | { readonly phase: 'failed'; readonly problems: readonly StartProblem[] }
  | { readonly phase: 'running'; readonly sequence: number; readonly desk: Desk };

export type RunningReplica = Extract<Replica, { phase: 'running' }>;
export type FoldEvent = (desk: Desk, event: EngineEvent) => Desk;
export type FoldResult =
  | { readonly kind: 'folded'; readonly replica: RunningReplica }
  /** Nothing in the batch is new. */
  | { readonly kind: 'old' }
  /** Events between the replica and the batch are missing: only a new snapshot helps. */
  | { readonly kind: 'gap'; readonly expected: number; readonly got: number };

/** Folds what is new in `batch`. A batch may overlap what the snapshot already holds; it may not leave a hole. */
export function foldBatch(replica: RunningReplica, batch: EventBatch, fold: FoldEvent): FoldResult {
  const expected = replica.sequence + 1;
  if (batch.first > expected) return { kind: 'gap', expected, got: batch.first };
  const fresh = batch.events.slice(expected - batch.first);
  if (fresh.length === 0) return { kind: 'old' };
  const desk = fresh.reduce(fold, replica.desk);
  return { kind: 'folded', replica: { phase: 'running', sequence: replica.sequence + fresh.length, desk } };
}

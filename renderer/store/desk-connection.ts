import type { DeskAnswer, DesktopApi, EventBatch } from '../../shared/ipc.ts';
import { EMPTY_BUFFER, bufferBatch } from './batch-buffer.ts';
import { deskClockAt, followClock } from './desk-clock.ts';
import type { DeskStore } from './desk-store.ts';
import { foldBatch, type FoldEvent } from './replica.ts';

/** While the desk starts, the step is asked for this often. */
export const STEP_POLL_MS = 250;
/** A gap asks for a snapshot at most this often, so that a broken sender cannot make the window spin. */
export const RESYNC_PAUSE_MS = 250;

export type ConnectionDeps = {
  readonly bridge: DesktopApi;
  readonly store: DeskStore;
  readonly fold: FoldEvent;
  readonly monoNow: () => number;
  /** Runs `task` once after `ms`; returns what cancels it. */
  readonly after: (ms: number, task: () => void) => () => void;
};

/**
 * Keeps the store a replica of the engine: subscribes first, then opens, folds every batch with one `set`, and
 * opens again after a gap. Batches are buffered while a snapshot is on its way. Returns the function that ends it.
 */
export function connectDesk({ bridge, store, fold, monoNow, after }: ConnectionDeps): () => void {
  let opening = false;
  let ended = false;
  let buffer = EMPTY_BUFFER;
  let cancelWait: (() => void) | null = null;

  const later = (ms: number): void => {
    cancelWait?.();
    cancelWait = after(ms, () => void open());
  };

  function take(answer: DeskAnswer): void {
    if (answer.phase !== 'running') {
      store.setState({ replica: answer, resyncing: false });
      buffer = EMPTY_BUFFER;
      if (answer.phase === 'starting') later(STEP_POLL_MS);
      return;
    }
    store.setState({
      replica: { phase: 'running', sequence: answer.sequence, desk: answer.desk },
      clock: deskClockAt(answer.desk.nowMs, monoNow()),
      resyncing: false,
    });
    const { batches } = buffer;
    buffer = EMPTY_BUFFER;
    for (const batch of batches) receive(batch);
  }

  function fail(cause: unknown): void {
    const found = cause instanceof Error ? cause.message : String(cause);
    const remedy = 'Close the window and start the desk again. If it happens twice, keep the log.';
    const problem = { what: 'The desk did not answer its window', found, remedy };
    store.setState({ replica: { phase: 'failed', problems: [problem] }, resyncing: false });
  }

  async function open(): Promise<void> {
    if (opening || ended) return;
    cancelWait?.();
    opening = true;
    try {
      const answer = await bridge.invoke('desk:open', null);
      opening = false;
      if (!ended) take(answer);
    } catch (cause) {
      opening = false;
      if (!ended) fail(cause);
    }
  }

  function receive(batch: EventBatch): void {
    const { replica, clock, resyncing } = store.getState();
    if (opening || resyncing || replica.phase !== 'running') {
      buffer = bufferBatch(buffer, batch);
      return;
    }
    const result = foldBatch(replica, batch, fold);
    if (result.kind === 'old') return;
    if (result.kind === 'gap') {
      buffer = bufferBatch(EMPTY_BUFFER, batch);
      store.setState({ resyncing: true });
      later(RESYNC_PAUSE_MS);
      return;
    }
    store.setState({
      replica: result.replica,
      clock: followClock(clock, result.replica.desk.nowMs, monoNow()),
    });
  }

  const endBatches = bridge.subscribe('desk:batch', receive);
  const endPhases = bridge.subscribe('desk:phase', () => void open());
  void open();
  return () => {
    ended = true;
    cancelWait?.();
    endBatches();
    endPhases();
  };
}

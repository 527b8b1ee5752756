import type { EventBatch } from '../../shared/ipc.ts';

/** About twenty seconds of a busy market: more than a snapshot ever takes. */
export const MAX_BUFFERED_EVENTS = 20_000;

/** Batches that arrive while a snapshot is on its way. Over its bound the oldest go; the hole shows as a gap. */
export type BatchBuffer = { readonly batches: readonly EventBatch[]; readonly events: number };

export const EMPTY_BUFFER: BatchBuffer = { batches: [], events: 0 };

export function bufferBatch(
  buffer: BatchBuffer,
  batch: EventBatch,
  limit = MAX_BUFFERED_EVENTS,
): BatchBuffer {
  const batches = [...buffer.batches, batch];
  let events = buffer.events + batch.events.length;
  while (events > limit && batches.length > 1) {
    events -= batches.shift()?.events.length ?? 0;
  }
  return { batches, events };
}

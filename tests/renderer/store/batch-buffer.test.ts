import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../../shared/events.ts';
import { unixMs } from '../../../shared/units.ts';
import { EMPTY_BUFFER, bufferBatch } from '../../../renderer/store/batch-buffer.ts';

const events = (count: number): EngineEvent[] =>
  Array.from({ length: count }, () => ({ kind: 'notice', atMs: unixMs(1), level: 'info', text: '' }));

describe('the buffer of early batches', () => {
  it('keeps batches in order', () => {
    const buffer = bufferBatch(
      bufferBatch(EMPTY_BUFFER, { first: 1, events: events(2) }, 10),
      { first: 3, events: events(1) },
      10,
    );
    expect(buffer.batches.map(({ first }) => first)).toEqual([1, 3]);
    expect(buffer.events).toBe(3);
  });

  it('drops the oldest over its bound, so that memory stays flat when the main process never answers', () => {
    let buffer = EMPTY_BUFFER;
    for (let first = 1; first < 1_000; first += 5)
      buffer = bufferBatch(buffer, { first, events: events(5) }, 12);
    expect(buffer.events).toBe(10);
    expect(buffer.batches.map(({ first }) => first)).toEqual([991, 996]);
  });
});

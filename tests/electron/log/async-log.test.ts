import { describe, expect, it } from 'vitest';
import {
  FLUSH_EVERY_MS,
  makeAsyncLog,
  MAX_BUFFERS,
  type AsyncLogOptions,
} from '../../../electron/log/async-log.ts';
import { manualClock } from '../../support/manual-clock.ts';

function logging(options: Partial<AsyncLogOptions> = {}) {
  const clock = manualClock(Date.UTC(2025, 0, 2, 3, 4, 5));
  const batches: unknown[][] = [];
  let isFull = false;
  const log = makeAsyncLog({
    file: {
      write: (lines) => {
        if (isFull) return false;
        batches.push(lines.map((line) => JSON.parse(line)));
        return true;
      },
    },
    clock,
    isAsync: true,
    bufferSize: 5,
    ...options,
  });
  return {
    log,
    clock,
    batches,
    written: () => batches.flat(),
    fill: (full: boolean) => {
      isFull = full;
    },
  };
}

describe('the log', () => {
  it('writes JSON lines with time, level, event and data', () => {
    const { log, written } = logging({ isAsync: false });
    log.info('order-sent', { id: '7', lamports: 5n });
    log.error('lost');
    expect(written()).toEqual([
      {
        at: '2025-01-02T03:04:05.000Z',
        level: 'info',
        event: 'order-sent',
        data: { id: '7', lamports: '5' },
      },
      { at: '2025-01-02T03:04:05.000Z', level: 'error', event: 'lost' },
    ]);
  });

  it('writes nothing inside the call, and all that waits as one batch by the timer', () => {
    const { log, clock, batches } = logging();
    log.info('a');
    log.warn('b');
    expect(batches).toEqual([]);
    clock.advance(FLUSH_EVERY_MS);
    expect(batches).toMatchObject([[{ event: 'a' }, { event: 'b' }]]);
  });

  it('writes once soon after the buffer is full, not inside the call', () => {
    const { log, clock, batches } = logging();
    for (let line = 0; line < 12; line += 1) log.info('x');
    expect(batches).toEqual([]);
    clock.advance(0);
    expect(batches.map((batch) => batch.length)).toEqual([12]);
    clock.advance(0);
    expect(batches).toHaveLength(1);
  });

  it('writes nothing when nothing waits', () => {
    const { log, clock, batches } = logging();
    clock.advance(FLUSH_EVERY_MS * 5);
    log.flush();
    log.close();
    expect(batches).toEqual([]);
  });

  it('is bounded: beyond that it drops, and says how many', () => {
    const { log, clock, written } = logging();
    for (let line = 0; line < 5 * MAX_BUFFERS + 7; line += 1) log.debug('x');
    clock.advance(FLUSH_EVERY_MS);
    expect(written()).toHaveLength(5 * MAX_BUFFERS + 1);
    expect(written().at(-1)).toMatchObject({ event: 'log-lines-dropped', data: { dropped: 7 } });
    clock.advance(FLUSH_EVERY_MS);
    expect(written()).toHaveLength(5 * MAX_BUFFERS + 1);
  });

  it('never drops an error: at the bound it is written through with all before it', () => {
    const { log, batches } = logging();
    for (let line = 0; line < 5 * MAX_BUFFERS; line += 1) log.info('x');
    log.error('bad');
    expect(batches.flat().at(-1)).toMatchObject({ event: 'bad' });
  });

  it('counts what a full disk did not take and says so when it takes lines again', () => {
    const { log, clock, written, fill } = logging();
    fill(true);
    log.info('a');
    log.info('b');
    clock.advance(FLUSH_EVERY_MS * 20);
    fill(false);
    log.info('c');
    clock.advance(FLUSH_EVERY_MS);
    expect(written()).toMatchObject([{ event: 'c' }, { event: 'log-lines-dropped', data: { dropped: 2 } }]);
  });

  it('writes every line through when it is not asynchronous', () => {
    const { log, clock, batches } = logging({ isAsync: false });
    log.info('a');
    log.info('b');
    expect(batches).toHaveLength(2);
    expect(clock.timers()).toBe(0);
  });

  it('writes what waits at once when flushed, and when closed, and through afterwards', () => {
    const { log, clock, batches } = logging();
    log.info('a');
    log.flush();
    expect(batches).toHaveLength(1);
    log.info('b');
    log.close();
    expect(batches).toHaveLength(2);
    expect(clock.timers()).toBe(0);
    log.info('c');
    expect(batches).toHaveLength(3);
  });

  it('leaves out what is below its lowest level', () => {
    const { log, written } = logging({ isAsync: false, lowest: 'warn' });
    log.debug('a');
    log.info('b');
    log.warn('c');
    expect(written()).toMatchObject([{ event: 'c' }]);
  });

  it('keeps secrets out of events and data, and survives data that cannot be read', () => {
    const { log, written } = logging({ isAsync: false });
    log.warn('GET https://h.example/?api-key=abc', { url: 'wss://h.example/?api-key=abc' });
    expect(JSON.stringify(written())).not.toContain('=abc');
    const trap = {
      get price(): number {
        throw new Error('no');
      },
    };
    log.info('trap', trap);
    expect(written().at(-1)).toMatchObject({ event: 'trap', data: '[could not be written down]' });
  });
});

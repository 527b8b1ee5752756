import type { Clock } from '../engine/ports/clock.ts';
import type { Log } from '../engine/ports/log.ts';
import { millis } from '../../shared/units.ts';
import type { LogFile } from './log-file.ts';
import { LOG_LEVELS, logLine, type LogLevel } from './log-line.ts';

export type AsyncLog = Log & {
  /** Writes what waits, now. */
  flush(): void;
  /** Flushes and ends the timer; what is logged afterwards is written at once. */
  close(): void;
};

export type AsyncLogOptions = {
  readonly file: LogFile;
  readonly clock: Clock;
  /** False writes every line before the call returns. */
  readonly isAsync: boolean;
  /** So many waiting lines are written without waiting for the timer. */
  readonly bufferSize: number;
  /** Lines below it are not written. */
  readonly lowest?: LogLevel;
};

export const FLUSH_EVERY_MS = millis(250);
/** The queue is bounded by this many buffers: beyond it lines are dropped and counted. */
export const MAX_BUFFERS = 20;

/**
 * A log whose calls cost no system call: lines wait in a bounded queue and are written in batches, by a timer or soon
 * after the buffer is full, never inside the call. When even the bound is reached an `error` is written through with
 * all that waits, and any other line is dropped; how many were is a line of its own.
 */
export function makeAsyncLog(options: AsyncLogOptions): AsyncLog {
  const { file, clock, isAsync, bufferSize } = options;
  const lowest = LOG_LEVELS.indexOf(options.lowest ?? 'debug');
  const bound = bufferSize * MAX_BUFFERS;
  let waiting: string[] = [];
  let dropped = 0;
  let cancelSoon: (() => void) | null = null;
  let isClosed = false;
  const stopTimer = isAsync ? clock.every(FLUSH_EVERY_MS, flush) : () => undefined;

  function flush(): void {
    cancelSoon?.();
    cancelSoon = null;
    const lines = waiting;
    waiting = [];
    const report = dropped > 0 ? [logLine(clock.nowMs(), 'warn', 'log-lines-dropped', { dropped })] : [];
    if (lines.length + report.length === 0) return;
    // Lines that a full disk did not take are lost, and said to be when it takes lines again.
    dropped = file.write([...lines, ...report]) ? 0 : dropped + lines.length;
  }

  function write(level: LogLevel, event: string, data?: Readonly<Record<string, unknown>>): void {
    if (LOG_LEVELS.indexOf(level) < lowest) return;
    if (waiting.length >= bound && level !== 'error') {
      dropped += 1;
      return;
    }
    waiting.push(logLine(clock.nowMs(), level, event, data));
    if (!isAsync || isClosed || waiting.length > bound) flush();
    else if (waiting.length >= bufferSize) cancelSoon ??= clock.after(millis(0), flush);
  }

  return {
    debug: (event, data) => write('debug', event, data),
    info: (event, data) => write('info', event, data),
    warn: (event, data) => write('warn', event, data),
    error: (event, data) => write('error', event, data),
    flush,
    close: () => {
      isClosed = true;
      stopTimer();
      flush();
    },
  };
}
